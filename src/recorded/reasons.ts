/** Our server's headers that say why it answered as it did. */
const explaining = [['x-xnat-mock-rule', 'rule'], ['x-xnat-mock-warning', 'warning']] as const

/** The rule by which our server gave an answer, and its warnings; nothing where there are none, or another XNAT answered. */
export function reasonsOf (headers: Readonly<Record<string, string | string[] | undefined>>): string[] {
  return explaining.flatMap(([header, name]) => {
    const value = headers[header]
    return value === undefined ? [] : [`${name}: ${String(value)}`]
  })
}
