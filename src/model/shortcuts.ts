import { hashMapOrder } from './java-order.ts'
import type { Shortcut } from './catalogue/shortcuts.ts'

/** The short names that one kind of resource understands: XNAT's fieldMapping, a HashMap, hence its order. */
export class FieldMapping {
  private readonly paths: ReadonlyMap<string, string>
  private readonly ranks: ReadonlyMap<string, number>

  /** @param lists whether read-only names count too, as they do in lists but not in PUT and POST. */
  constructor (shortcuts: readonly Shortcut[], lists: boolean) {
    const usable = new Map(shortcuts.filter(({ readOnly }) => lists || !readOnly).map(({ name, path }) => [name, path]))
    this.paths = new Map(hashMapOrder(usable.keys()).map(name => [name, usable.get(name) ?? '']))
    this.ranks = new Map([...this.paths.keys()].map((name, rank) => [name, rank]))
  }

  pathOf (name: string): string | undefined {
    return this.paths.get(name)
  }

  /** SecureResource.getLabelForFieldMapping: the first name whose path is this one, whatever the case. */
  nameOf (path: string): string | undefined {
    const wanted = path.toLowerCase()
    for (const [name, known] of this.paths) if (known.toLowerCase() === wanted) return name
    return undefined
  }

  /** Those among some names that are short ones, in the mapping's order. */
  among (names: ReadonlyMap<string, unknown>): [name: string, path: string][] {
    const found: [name: string, path: string][] = []
    for (const name of names.keys()) {
      const path = this.paths.get(name)
      if (path !== undefined) found.push([name, path])
    }
    return found.length < 2 ? found : found.sort(([a], [b]) => (this.ranks.get(a) ?? 0) - (this.ranks.get(b) ?? 0))
  }

  entries (): IterableIterator<[name: string, path: string]> {
    return this.paths.entries()
  }
}
