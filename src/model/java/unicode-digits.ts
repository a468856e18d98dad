/** Character.digit in base ten: digits of every script count, and stand in runs from zero to nine. @returns undefined for what is none. */
export function digitValue (character: string): number | undefined {
  if (character >= '0' && character <= '9') return character.charCodeAt(0) - 48
  if (!/^\p{Nd}$/u.test(character)) return undefined
  let value = 0
  for (let code = character.charCodeAt(0) - 1; /^\p{Nd}$/u.test(String.fromCharCode(code)); code--) value++
  return value % 10
}

/** A text with the digits of every script as 0 to 9. */
export const plainDigits = (text: string): string =>
  /^[\0-\x7F]*$/.test(text) ? text : text.replace(/\p{Nd}/gu, character => String(digitValue(character) ?? character))
