import type { Item } from '../../../model/item.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import type { ExperimentPlace } from './place.ts'
import { readableSubject, readableSubjectByLabel } from '../items/lookup.ts'
import { newSubject } from '../subjects/new-subject.ts'
import type { Call } from '../resource.ts'
import { sharesOf } from '../items/save-shares.ts'
import { forgetVisit } from './visit.ts'

/** The subject of an experiment below a subject's address, and what stood there before. */
export interface Belonging {
  readonly place: ExperimentPlace
  readonly project: ProjectRow
  /** The project that the request named, before that of the address was added. */
  readonly submittedProject: string | undefined
  readonly existing: ExperimentRow | undefined
}

/**
 * SubjAssessmentResource.handlePut: the subject of the address, else the one that the item names, by ID or by label in
 * the project that it names, else the one that it had; one that nobody knows is made.
 * @returns undefined where nothing names one.
 * @throws userMayNotCreateSubject
 */
export function subjectBelow (call: Call, item: Item, { place, project, submittedProject, existing }: Belonging): SubjectRow | undefined {
  const { subject, subjectNamed } = place
  if (subject !== undefined) {
    belongTo(item, subject)
    forgetVisit(call, item, existing)
    return subject
  }
  if (isBlank(item.values['subject_ID']) && subjectNamed !== undefined) {
    item.values['subject_ID'] = subjectNamed
    forgetVisit(call, item, existing)
  }
  const idOrLabel = String(item.values['subject_ID'] ?? '')
  if (idOrLabel === '') return undefined
  const known = readableSubject(call, idOrLabel) ?? subjectByLabel(call, idOrLabel, item, submittedProject)
  if (known !== undefined) return known
  const former = formerSubject(call, existing)
  if (former !== undefined) return belongTo(item, former)
  const made = belongTo(item, newSubject(call, project, idOrLabel))
  forgetVisit(call, item, existing)
  return made
}

/**
 * ExperimentResource.setSubject: like that, but where the item names its subject by label, the label stays in the place of
 * the ID, which the database refuses when the item is saved.
 */
export function setSubject (call: Call, item: Item, project: ProjectRow, existing: ExperimentRow | undefined): void {
  if (!item.type.isA('xnat:subjectAssessorData')) return
  const requested = call.query.get('subject_ID')
  if (requested !== undefined && requested.trim() !== '') item.values['subject_ID'] = requested
  const idOrLabel = String(item.values['subject_ID'] ?? '')
  if (idOrLabel.trim() === '' || knownSubject(call, idOrLabel, item) !== undefined) return
  belongTo(item, formerSubject(call, existing) ?? newSubject(call, project, idOrLabel))
}

/** A subject by ID, else by its label in the project of the item or in those that it is shared with. */
export function knownSubject (call: Call, idOrLabel: string, item: Item): SubjectRow | undefined {
  const { project } = item.values
  return readableSubject(call, idOrLabel) ?? subjectByLabel(call, idOrLabel, item, project === undefined ? undefined : String(project))
}

function subjectByLabel (call: Call, label: string, item: Item, project: string | undefined): SubjectRow | undefined {
  const own = project === undefined || item.values['label'] === undefined ? undefined : readableSubjectByLabel(call, label, project)
  return own ?? sharesOf(item).map(share => readableSubjectByLabel(call, label, share.project)).find(row => row !== undefined)
}

function formerSubject ({ store }: Call, existing: ExperimentRow | undefined): SubjectRow | undefined {
  return existing?.subject === null || existing === undefined ? undefined : store.subjects.byId(existing.subject)
}

function belongTo (item: Item, subject: SubjectRow): SubjectRow {
  item.values['subject_ID'] = subject.id
  return subject
}

const isBlank = (value: unknown): boolean => value === undefined || value === ''

/** `?subject_ID=` on an existing experiment: another subject of the project, by label or ID; one that is unknown is made. */
export function moveToSubject (call: Call, project: ProjectRow, item: Item, existing: ExperimentRow): void {
  const requested = call.query.get('subject_ID')
  if (requested === undefined || requested === '' || item.values['subject_ID'] === requested) return
  const known = readableSubjectByLabel(call, requested, project.id) ?? readableSubject(call, requested)
  if (known !== undefined && (item.values['subject_ID'] === known.id || !call.store.subjects.isIn(known, project.id))) return
  belongTo(item, known ?? newSubject(call, project, requested))
  forgetVisit(call, item, existing)
}
