/** Values of the names that stand in braces in requests and recorded answers. */
export type Names = Record<string, string>

/** The project IDs that each scenario may use. */
export const projectNames = ['P', 'P2', 'P3', 'P4'] as const

const braced = /\{([A-Za-z]\w*)\}/g

let lastMark = 0

/** Project IDs that no other scenario of this or of an earlier run has used: six characters come from the time. */
export function newNames (): Names {
  lastMark = Math.max(lastMark + 1, Date.now())
  const mark = lastMark.toString(36).slice(-6).toUpperCase()
  return Object.fromEntries(projectNames.map((name, index) => [name, `Q${index + 1}${mark}`]))
}

/** The value of a name; undefined for what every object has, such as constructor. */
export const valueIn = (names: Names, name: string): string | undefined => Object.hasOwn(names, name) ? names[name] : undefined

/** Puts the values in place of the names; braces around anything else stay. */
export const fill = (text: string, names: Names): string => text.replace(braced, (all, name: string) => valueIn(names, name) ?? all)

/** The names that a text needs. */
export const namesIn = (text: string): string[] => [...text.matchAll(braced)].map(([, name = '']) => name)

/** Takes values out of an answer. A pattern may use the names captured before it; one that finds nothing leaves its name as it was. */
export function capture (patterns: Readonly<Record<string, string>>, body: string, names: Names): void {
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = new RegExp(fill(pattern, names)).exec(body)?.[1]
    if (value !== undefined) names[name] = value
  }
}
