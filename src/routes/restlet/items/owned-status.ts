import { failures } from '../../../failures/index.ts'
import { type Document, type TextDocument, table, text } from '../../../model/document.ts'
import type { OwnedRow, OwnedStore, Status } from '../../../store/items/owned.ts'
import type { Call } from '../resource.ts'

/** GET …/status: whether the item waits for its activation, in the media type of the request (SecureResource.returnStatus). */
export const statusText = ({ mime }: Call, { status }: OwnedRow): TextDocument =>
  text(status === 'quarantine' ? 'quarantine' : 'active', { mime: `${mime};charset=ISO-8859-1` })

const flags: readonly (readonly [flag: string, status: Status])[] = [
  ['activate', 'active'],
  ['quarantine', 'quarantine'],
  ['_lock', 'locked'],
  ['_unlock', 'active'],
  ['_obsolete', 'obsolete']
]

/** What the flags of a PUT make of the saved item's status (SecureResource.postSaveManageStatus). @throws mayNotActivate */
export function manageStatus<Row extends OwnedRow> (
  { query, store, viewer }: Call,
  items: OwnedStore<Row>,
  { id, project }: Pick<OwnedRow, 'id' | 'project'>
): void {
  for (const [flag, status] of flags) {
    if (!query.isTrue(flag)) continue
    // the groups of a project may all activate (init_project_group_functions.sql)
    if (!store.access.can(viewer, 'read', project) || viewer.guest) throw failures.mayNotActivate()
    items.setStatus(id, status)
  }
}

/** GET …/projects: the project that owns the item, and those that it is shared with (representProjectsForArchivableItem). */
export function projectTable ({ store }: Call, kind: 'subject' | 'experiment', { id, project, label }: OwnedRow): Document {
  const shares = store.shares.items(kind, id).map(({ values }) => [values['label'] ?? id, String(values['project'])] as const)
  const rows = [[label, project] as const, ...shares].flatMap(([label, project]) => {
    const row = store.projects.byId(project)
    if (row === undefined) return []
    const { values } = store.projects.item(row)
    return [[label, project, values['secondary_ID'] ?? null, values['name'] ?? null]]
  })
  return { ...table(['label', 'ID', 'Secondary_ID', 'Name'], rows), properties: {} }
}
