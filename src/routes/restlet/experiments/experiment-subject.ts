import type { Item } from '../../../model/item.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import type { ExperimentPlace } from './place.ts'
import { readableSubject, readableSubjectByLabel } from '../items/lookup.ts'
import { newSubject } from '../subjects/new-subject.ts'
import type { Call } from '../resource.ts'
import { sharesOf } from '../items/save-shares.ts'

/**
 * The subject that an experiment belongs to: that of the address, else the one that the item names, by ID or by label in
 * its projects, else the one that it had; one that nobody knows is made.
 * @returns undefined where nothing names one.
 * @throws userMayNotCreateSubject
 */
export function subjectOfItem (
  call: Call,
  { subject, subjectNamed }: ExperimentPlace,
  project: ProjectRow,
  item: Item,
  existing: ExperimentRow | undefined
): SubjectRow | undefined {
  if (subject) return belongTo(item, subject)
  const named = item.values['subject_ID'] ?? subjectNamed
  if (named === undefined || named === '') return undefined
  const former = existing?.subject === null || existing === undefined ? undefined : call.store.subjects.byId(existing.subject)
  return belongTo(item, knownSubject(call, String(named), item) ?? former ?? newSubject(call, project, String(named)))
}

function belongTo (item: Item, subject: SubjectRow): SubjectRow {
  item.values['subject_ID'] = subject.id
  return subject
}

/** A subject by ID, else by its label in the project of the item or in those that it is shared with. */
export function knownSubject (call: Call, named: string, item: Item): SubjectRow | undefined {
  const { project, label } = item.values
  const byId = readableSubject(call, named)
  if (byId) return byId
  const own = project === undefined || label === undefined ? undefined : readableSubjectByLabel(call, named, String(project))
  return own ?? sharesOf(item).map(share => readableSubjectByLabel(call, named, share.project)).find(row => row !== undefined)
}

/** `?subject_ID=` on an existing experiment: another subject of the project, by label or ID; one that is unknown is made. */
export function moveToSubject (call: Call, project: ProjectRow, item: Item): void {
  const asked = call.query.get('subject_ID')
  if (asked === undefined || item.values['subject_ID'] === asked) return
  const known = readableSubjectByLabel(call, asked, project.id) ?? readableSubject(call, asked)
  if (known === undefined) belongTo(item, newSubject(call, project, asked))
  else if (call.store.subjects.isIn(known, project.id)) belongTo(item, known)
}
