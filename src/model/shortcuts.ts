import { hashMapOrder } from './java-order.ts'
import type { Shortcut } from './catalogue/shortcuts.ts'

/** The short names that one kind of resource understands: XNAT's fieldMapping, a HashMap, hence its order. */
export class FieldMapping {
  private readonly paths: ReadonlyMap<string, string>

  /** @param lists whether read-only names count too, as they do in lists but not in PUT and POST. */
  constructor (shortcuts: readonly Shortcut[], lists: boolean) {
    const usable = new Map(shortcuts.filter(({ readOnly }) => lists || !readOnly).map(({ name, path }) => [name, path]))
    this.paths = new Map(hashMapOrder(usable.keys()).map(name => [name, usable.get(name) ?? '']))
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

  entries (): IterableIterator<[name: string, path: string]> {
    return this.paths.entries()
  }
}
