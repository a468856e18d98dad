/** A variable of an address's template, such as `/projects/{PROJECT_ID}/scans/{SCAN_ID}`. */
const variable = /\{(\w+)\}/g

/** The variables of a template, in the order in which they stand there. */
export const namesIn = (template: string): string[] => [...template.matchAll(variable)].map(([, name = '']) => name)

/** A template with something in place of each variable. */
export const filled = (template: string, valueOf: (name: string) => string): string =>
  template.replace(variable, (_, name: string) => valueOf(name))

/** A template as Fastify writes it: `/projects/:PROJECT_ID`. */
export const routeOf = (template: string): string => filled(template, name => `:${name}`)

/** What stands at the same template, together. */
export function byTemplate<Item> (items: Iterable<Item>, templateOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(templateOf(item), [...groups.get(templateOf(item)) ?? [], item])
  return groups
}
