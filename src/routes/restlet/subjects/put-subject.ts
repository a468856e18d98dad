import { type Failure, failures } from '../../../failures/index.ts'
import { subjectShortcuts } from '../../../model/catalogue/shortcuts.ts'
import { type Document, empty, text } from '../../../model/document.ts'
import { type Item, newItem } from '../../../model/item.ts'
import { setField } from '../../../model/populate.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import { validId, validate } from '../../../model/validation.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { checkReason } from '../items/event.ts'
import { renameFolder } from '../items/item-files.ts'
import { submittedItem } from '../items/submitted-item.ts'
import { readableProject, readableSubject, readableSubjectByLabel } from '../items/lookup.ts'
import { manageStatus } from '../items/owned-status.ts'
import { checkReferences } from '../items/references.ts'
import { checkBeforeSave, nextSubjectId } from './new-subject.ts'
import type { Call } from '../resource.ts'
import { saved } from '../items/saved.ts'
import { saveShares, sharesOf } from '../items/save-shares.ts'
import { shareSubject } from './share-subject.ts'
import type { SubjectPlace } from './place.ts'
import { fullSubject } from '../items/full-item.ts'

const writable = new FieldMapping(subjectShortcuts, false)

/** SubjectResource.handlePut, its checks in its order. */
export function putSubject (call: Call, place: SubjectPlace): Document | Failure {
  const item = submittedSubject(call, place)
  if (call.rest !== '') return shareSubject(call, place, item)
  const project =
    place.project ?? (item.values['project'] === undefined ? undefined : readableProject(call, String(item.values['project'])))
  if (project === undefined) throw failures.subjectWithoutProject()
  item.values['project'] ??= project.id
  if (item.values['project'] === project.id) item.values['label'] ??= place.idOrLabel
  const existing = place.subject ?? existingSubject(call, item)
  if (existing === undefined) {
    if (!call.store.access.can(call.viewer, 'create', String(item.values['project']))) throw failures.mayNotCreateSubject()
    item.values['ID'] ??= nextSubjectId(call)
  } else {
    if (existing.project !== item.values['project']) throw failures.projectElsewhere()
    if (!call.store.access.can(call.viewer, 'edit', existing.project)) throw failures.mayNotEditSubject()
    item.values['ID'] ??= existing.id
    const label = call.query.get('label')
    if (label !== undefined) return renameSubject(call, existing, project.id, label)
  }
  setGender(call, item)
  checkSubject(call, item, existing)
  return keepSubject(call, item, existing)
}

function submittedSubject (call: Call, { subject }: SubjectPlace): Item {
  const { query, catalogue } = call
  const fresh = query.isFalse('loadExisting')
  const template = subject === undefined || fresh ? undefined : fullSubject(call, subject)
  const { item } = submittedItem(call, { shortcuts: writable, defaultType: 'xnat:subjectData', template })
  if (item !== undefined && !item.type.isA('xnat:subjectData')) throw failures.notASubject()
  return item ?? newItem(catalogue.type('xnat:subjectData'))
}

/** By the ID in the item, by its label in its project, by the labels of its shares. */
export function existingSubject (call: Call, item: Item): SubjectRow | undefined {
  const { ID: id, project, label } = item.values
  const byId = id === undefined ? undefined : readableSubject(call, String(id))
  if (byId) return byId
  const byLabel = project === undefined || label === undefined ? undefined : readableSubjectByLabel(call, String(label), String(project))
  return (
    byLabel ??
    sharesOf(item)
      .map(share => readableSubjectByLabel(call, share.label ?? '', share.project))
      .find(row => row !== undefined)
  )
}

function setGender ({ query, catalogue }: Call, item: Item): void {
  const gender = query.get('gender')
  if (gender !== undefined) setField(catalogue, item, 'demographics[@xsi:type=xnat:demographicData]/gender', gender)
}

/** SecureResource.validateSubject, then what may not change. */
export function checkSubject (call: Call, item: Item, existing: SubjectRow | undefined): void {
  if (item.values['label'] !== undefined && !validId.test(String(item.values['ID']))) throw failures.badSubjectId()
  const lines = validate(item)
  if (lines.length > 0) throw failures.invalid(...lines)
  checkReason(call, failures.saveFailed)
  if (existing !== undefined && existing.id !== item.values['ID']) throw failures.idIsFixed()
  checkBeforeSave(call, item)
}

function keepSubject (call: Call, item: Item, existing: SubjectRow | undefined): Document | Failure {
  const id = storeSubject(call, item, existing, call.query.isTrue('allowDataDeletion'))
  return manageStatus(call, call.store.subjects, { id, project: String(item.values['project']) }) ??
    text(id, { status: existing === undefined ? 201 : 200 })
}

/** Saves the subject and its shares. @returns its ID. */
export function storeSubject (call: Call, item: Item, existing: SubjectRow | undefined, removing: boolean): string {
  const { store, viewer } = call
  checkReferences(call, item)
  saved(() => store.subjects.save(item, existing, viewer, idPrefix(store.preferences.read(), 'S'), removing))
  const id = String(item.values['ID'])
  saveShares(call, 'subject', id, sharesOf(item))
  return id
}

/** A label on an existing subject is all that such a request does. */
function renameSubject (call: Call, row: SubjectRow, project: string, label: string): Document {
  const { store, viewer, catalogue } = call
  if (label === row.label) return empty
  if (store.subjects.byLabel(project, label)) throw failures.labelInUse()
  renameFolder(call, 'subject', row, label)
  store.subjects.save(
    { type: catalogue.type('xnat:subjectData'), values: { label }, children: {} },
    row,
    viewer,
    idPrefix(store.preferences.read(), 'S')
  )
  return empty
}
