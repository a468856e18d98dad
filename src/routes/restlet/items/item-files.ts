import { failures } from '../../../failures/index.ts'
import { experimentFolder, projectFolder, subjectFolder } from '../../../model/archive-path.ts'
import type { Item } from '../../../model/item.ts'
import type { Store } from '../../../store/index.ts'
import type { OwnedRow } from '../../../store/items/owned.ts'
import { type Owner, listOf } from '../../../store/files/resources.ts'
import type { Call } from '../resource.ts'

/** An item with its resources, which have a table of their own. */
export function withResources (store: Store, item: Item, owner: Owner): Item {
  const resources = store.resources.items(owner)
  if (resources.length > 0) item.children[listOf(owner.kind, item.type)] = resources
  return item
}

/** The folder that everything of a subject, or of a session, stands in. */
const folderOf = (kind: 'subject' | 'experiment', { project, label, id }: Pick<OwnedRow, 'project' | 'label' | 'id'>): string =>
  (kind === 'subject' ? subjectFolder : experimentFolder)(project, label ?? id)

/**
 * `removeFiles=true`: what is about to be deleted takes its files along. Without it they stay on the disk, where nothing
 * lists them any more.
 */
export function removeFiles ({ store, query }: Call, owner: Owner): void {
  if (!query.isTrue('removeFiles')) return
  for (const row of store.resources.of(owner)) store.resources.removeFiles(row)
}

/** The same for all that stands in the item's folder. An assessor has none of its own. */
export function removeFolder (call: Call, kind: 'subject' | 'experiment', row: OwnedRow & { readonly session?: string | null }): void {
  if (!call.query.isTrue('removeFiles')) return
  removeFiles(call, { kind, id: row.id })
  if (typeof row.session !== 'string') call.store.resources.removeFolder(folderOf(kind, row))
}

export function removeProjectFolder ({ store, query }: Call, project: string): void {
  if (query.isTrue('removeFiles')) store.resources.removeFolder(projectFolder(project))
}

/** Files go with the label, unless others are in the place already (Rename.call). @throws folderInUse */
export function renameFolder ({ store }: Call, kind: 'subject' | 'experiment', row: OwnedRow, label: string): void {
  const to = folderOf(kind, { ...row, label })
  if (store.disk.isFolder(to)) throw failures.folderInUse()
  store.resources.move(folderOf(kind, row), to)
}

/** Files go with their item into another project (moveToProject). */
export function moveFolder ({ store }: Call, kind: 'subject' | 'experiment', row: OwnedRow, project: string, label: string): void {
  store.resources.move(folderOf(kind, row), folderOf(kind, { ...row, project, label }))
}
