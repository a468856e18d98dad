import { type Failure, failures } from '../../../failures/index.ts'
import { type Document, type TextDocument, table, text } from '../../../model/document.ts'
import type { OwnedRow, OwnedStore, Status } from '../../../store/items/owned.ts'
import type { Call } from '../resource.ts'
import { isEventId } from './event.ts'

/** GET …/status: whether the item waits for its activation, in the media type of the request (SecureResource.returnStatus). */
export const statusText = ({ mime }: Call, { status }: OwnedRow): TextDocument =>
  text(status === 'quarantine' ? 'quarantine' : 'active', { mime: `${mime};charset=ISO-8859-1` })

/** The parameters of manageStatus. */
export const statusQuery = {
  activate: 'true: the item is active',
  quarantine: 'true: it waits until somebody has looked at it',
  _lock: 'true: its files may not be deleted any more',
  _unlock: 'true: it is active again',
  _obsolete: 'true: it is out of use'
} as const

/** One after the other. */
const first: readonly (readonly [flag: string, status: Status])[] = [['activate', 'active'], ['quarantine', 'quarantine']]
/** The first that is there. */
const then: readonly (readonly [flag: string, status: Status])[] = [['_lock', 'locked'], ['_unlock', 'active'], ['_obsolete', 'obsolete']]

/**
 * What the flags of a PUT make of the saved item's status (SecureResource.postSaveManageStatus).
 * @returns a failure that does not undo the save.
 */
export function manageStatus<Row extends OwnedRow> (
  { query, store, viewer }: Call,
  items: OwnedStore<Row>,
  { id, project }: Pick<OwnedRow, 'id' | 'project'>
): Failure | undefined {
  // the groups of a project may all activate (init_project_group_functions.sql)
  const may = !viewer.guest && store.access.can(viewer, 'read', project)
  const one = then.find(([flag]) => query.isTrue(flag))
  for (const [flag, status] of [...first, ...one === undefined ? [] : [one]]) {
    if (!query.isTrue(flag)) continue
    // whoever may not is told so where it is the last word: after the others comes the answer to the save
    if (!may && flag.startsWith('_')) return failures.mayNotActivate()
    if (!may) continue
    if (!isEventId(query.get('event_id'))) return failures.statusFailed()
    items.setStatus(id, status)
  }
  return undefined
}

/**
 * GET …/projects: the project that owns the item, and those that it is shared with (representProjectsForArchivableItem).
 * @throws projectNotReadable where the caller may not see one of them.
 */
export function projectTable ({ store, viewer }: Call, kind: 'subject' | 'experiment', { id, project, label }: OwnedRow): Document {
  const shares = store.shares.items(kind, id).map(({ values }) => [values['label'] ?? id, String(values['project'])] as const)
  const rows = [[label, project] as const, ...shares].map(([label, project]) => {
    const row = store.projects.byId(project)
    if (row === undefined || !store.access.canSeeProject(viewer, row.id)) throw failures.projectNotReadable()
    const { values } = store.projects.item(row)
    return [label, project, values['secondary_ID'] ?? null, values['name'] ?? null]
  })
  return { ...table(['label', 'ID', 'Secondary_ID', 'Name'], rows), properties: {} }
}
