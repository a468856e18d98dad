import type { Item } from '../../model/item.ts'
import type { Saver } from './save.ts'

/** The kinds of item that have a table of their own, and with it a history. */
const kinds = [
  ['scan', 'xnat:imageScanData'],
  ['resource', 'xnat:abstractResource'],
  ['experiment', 'xnat:experimentData'],
  ['subject', 'xnat:subjectData'],
  ['project', 'xnat:projectData']
] as const

/** What items and the rows below them were before. */
export class PastStates {
  private readonly saver: Saver

  constructor (saver: Saver) {
    this.saver = saver
  }

  /**
   * The item, its rows followed by what they were before, and so below; then the past states of the item itself, oldest
   * first. XNAT reads the rows of those by the item's key, and so they are today's (FlattenedItem.renderChildren).
   */
  of (item: Item): { item: Item, past: Item[] } {
    const children: Record<string, Item[]> = {}
    for (const [path, rows] of Object.entries(item.children)) {
      const states = rows.map(row => this.of(row))
      children[path] = [...states.map(({ item }) => item), ...states.flatMap(({ past }) => past), ...item.pastRows?.[path] ?? []]
    }
    for (const [path, rows] of Object.entries(item.pastRows ?? {})) children[path] ??= [...rows]
    return { item: { ...item, children }, past: this.ownOf(item).map(past => ({ ...past, children })) }
  }

  private ownOf (item: Item): Item[] {
    const kind = kinds.find(([, xsiType]) => item.type.isA(xsiType))?.[0]
    return kind === undefined ? [] : this.saver.history(kind, String(item.key ?? item.values['ID']), item)
  }
}
