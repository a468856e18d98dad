import type { Relations } from '../../../model/columns.ts'
import type { DataType } from '../../../model/data-type.ts'
import type { Item, ReadonlyItem } from '../../../model/item.ts'
import { relationsIn } from '../items/relations.ts'
import type { Call } from '../resource.ts'

/** Everything of a type that the viewer may read. */
export function searchedItems ({ store, viewer }: Call, root: DataType): Item[] {
  if (root.isA('xnat:projectData')) return store.projects.visible(viewer).map(store.projects.item)
  if (root.isA('xnat:subjectData')) return store.subjects.readable(viewer).map(store.subjects.item)
  const experiments = store.experiments.readable(viewer)
  if (root.isA('xnat:experimentData')) return ofType(experiments.map(store.experiments.item), root)
  if (root.isA('xnat:imageScanData')) return ofType(experiments.flatMap(({ id }) => store.scans.list(id).map(store.scans.item)), root)
  return []
}

const ofType = (items: readonly Item[], type: DataType): Item[] => items.filter(item => item.type.isA(type.xsiType))

/** What an item is joined to, as far as the viewer may read it. */
export function seenBeside ({ store, viewer }: Call): Relations {
  const { below, beside } = relationsIn(store)
  const readable = new Set(store.experiments.readable(viewer).map(({ id }) => id))
  const isSeen = (item: ReadonlyItem | undefined): boolean =>
    item?.type.isA('xnat:experimentData') !== true || readable.has(String(item.values['ID']))
  return { below, beside: (item, element, root) => beside(item, element, root).filter(isSeen) }
}
