// eslint-disable-next-line no-control-regex -- the characters that org.json's JSONObject.quote escapes
const special = /["\\\x00-\x1F\x80-\x9F\u2000-\u20FF]|(?<=<)\//g
const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r'
}

// eslint-disable-next-line no-control-regex -- all that may be special, found in a third of the time
const maybeSpecial = /["\\<\x00-\x1F\x80-\uFFFF]/

/** org.json's JSONObject.quote. */
export function quote (text: string): string {
  if (!maybeSpecial.test(text)) return `"${text}"`
  return `"${text.replace(special, character => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`
}
