import { type Failure, failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { ShareRow } from '../../../store/items/shares.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { moveFolder } from '../items/item-files.ts'
import { projectTable } from '../items/owned-status.ts'
import { freeLabel, mayShare, relabelShare, shareTarget, takeShareAway } from '../items/share-owned.ts'
import type { Call } from '../resource.ts'
import { checkBeforeSave } from './new-subject.ts'
import type { SubjectPlace } from './place.ts'

/**
 * The `projects/` branch of SubjectResource.handlePut: shares the subject, or with `primary` moves it, and answers with the
 * table of its projects as XNAT has them in memory, where a new share is not among them.
 */
export function shareSubject (call: Call, { subject }: SubjectPlace, item: Item): Document | Failure {
  const { store, viewer, query } = call
  mayShare(textOf(item, 'project'))
  if (subject === undefined || !store.access.canRead(viewer, { kind: 'subject', id: subject.id, project: subject.project })) {
    throw failures.mayNotTouchSubject()
  }
  const target = shareTarget(call)
  const label = query.get('label')
  const matched = store.shares.find('subject', subject.id, target.id)
  const primary = query.isTrue('primary')
  if (matched !== undefined && label !== undefined && matched.label !== label) {
    freeLabel(call, 'subject', target.id, label)
    relabelShare(call, matched, label)
    // the request's label is one of the subject, too, until XNAT puts the stored one in its place
    if (!primary) return projectTable(call, 'subject', { ...subject, label })
  }
  if (primary) return moveSubject(call, subject, target, matched)
  if (matched !== undefined) throw failures.alreadySharedOwned(target.id)
  freeLabel(call, 'subject', target.id, label)
  if (!store.access.can(viewer, 'create', target.id)) throw failures.mayNotShareSubjectInto(target.id)
  const before = projectTable(call, 'subject', subject)
  store.shares.add('subject', subject.id, target.id, label ?? null)
  return before
}

/**
 * BaseXnatSubjectdata.ChangePrimaryProject: the former owner has nothing of it any more; what has failed after the move does
 * not undo it.
 */
function moveSubject (call: Call, row: SubjectRow, target: ProjectRow, matched: ShareRow | undefined): Document | Failure {
  const { store, viewer } = call
  if (!store.access.can(viewer, 'delete', row.project)) throw failures.mayNotTouchSubject()
  if (row.project !== target.id) moveToProject(call, row, target)
  const failed = matched && takeShareAway(call, 'subject', matched)
  return failed ?? projectTable(call, 'subject', store.subjects.byId(row.id) ?? row)
}

function moveToProject (call: Call, row: SubjectRow, { id: project }: ProjectRow): void {
  const { store, viewer, catalogue, query } = call
  if (!store.access.can(viewer, 'create', project)) throw failures.mayNotMoveInto()
  const values = { project, label: query.get('label') ?? row.label ?? row.id }
  const type = catalogue.type('xnat:subjectData')
  checkBeforeSave(call, { type, values: { ...values, ID: row.id }, children: {} })
  moveFolder(call, 'subject', row, project, values.label)
  store.subjects.save({ type, values, children: {} }, row, viewer, idPrefix(store.preferences.read(), 'S'))
}
