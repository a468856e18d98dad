import { failures } from '../../../failures/index.ts'
import { type Item, newItem } from '../../../model/item.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { experimentNamed, subjectNamed } from '../data-access.ts'
import type { XapiCall } from '../endpoint.ts'

/** What has custom fields: how it stands, and how it is saved with other ones. */
export interface FieldOwner {
  readonly item: Item
  readonly save: (fields: string) => void
}

/** The item with nothing but its custom fields, as if somebody had sent it so. */
function submitted ({ type, values }: Item, fields: string): Item {
  const item = newItem(type)
  const { ID } = values
  Object.assign(item.values, { ...(ID !== undefined && { ID }), custom_fields: fields })
  return item
}

/** CustomFieldsApi.getItem. @throws noSuchThing */
export function fieldOwner (call: XapiCall): FieldOwner {
  const { params: { experiment, subject, scan, assessor } } = call
  if (experiment === undefined) return subject === undefined ? projectOwner(call) : subjectOwner(call)
  const row = experimentOf(call)
  if (assessor !== undefined) return experimentOwner(call, assessorOf(call, row, assessor))
  return scan === undefined ? experimentOwner(call, row) : scanOwner(call, row, scan)
}

function projectOwner ({ store, viewer, params: { project = '' } }: XapiCall): FieldOwner {
  const row = store.projects.byId(project) ?? store.projects.find(project)
  if (row === undefined) throw failures.noSuchThing('Unable to identify project: null')
  const item = store.projects.item(row)
  return { item, save: fields => { store.projects.save(submitted(item, fields), row, row.accessibility, viewer) } }
}

function subjectOwner (call: XapiCall): FieldOwner {
  const { store, viewer, params: { project, subject = '' } } = call
  const row = subjectNamed(call, { project, subject })
  if (row === undefined || (project !== undefined && row.project !== project)) {
    throw failures.noSuchThing(`Unable to identify experiment: ${subject}`)
  }
  const item = store.subjects.item(row)
  const save = (fields: string): void => {
    store.subjects.save(submitted(item, fields), row, viewer, idPrefix(store.preferences.read(), 'S'))
  }
  return { item, save }
}

/** CustomFieldsApi.getExperiment: in the project that owns it, of the subject. */
function experimentOf (call: XapiCall): ExperimentRow {
  const { params: { project, subject, experiment = '' } } = call
  const row = experimentNamed(call, { project, experiment })
  if (row === undefined || (project !== undefined && row.project !== project) || !isOf(call, row, subject)) {
    throw failures.noSuchThing(`Unable to identify experiment: ${experiment}`)
  }
  return row
}

function isOf ({ store }: XapiCall, row: ExperimentRow, subject: string | undefined): boolean {
  if (subject === undefined) return true
  const owner: SubjectRow | undefined = row.subject === null ? undefined : store.subjects.byId(row.subject)
  return owner !== undefined && (owner.label === subject || owner.id === subject)
}

function assessorOf ({ store }: XapiCall, session: ExperimentRow, assessor: string): ExperimentRow {
  const assessors = store.experiments.ofSession(session.id)
  const row = assessors.find(({ id }) => id === assessor) ?? assessors.find(({ label }) => label === assessor)
  if (row === undefined) throw failures.noSuchThing(`Unable to identify assessor: ${assessor}`)
  return row
}

function experimentOwner ({ store, viewer }: XapiCall, row: ExperimentRow): FieldOwner {
  const item = store.experiments.item(row)
  const save = (fields: string): void => {
    store.experiments.save(submitted(item, fields), row, viewer, idPrefix(store.preferences.read(), 'E'))
  }
  return { item, save }
}

function scanOwner ({ store, viewer }: XapiCall, session: ExperimentRow, scan: string): FieldOwner {
  const row = store.scans.find(session.id, scan)
  if (row === undefined) throw failures.noSuchThing(`Unable to identify scan: ${scan} for experiment: ${session.id}`)
  const item = store.scans.item(row)
  return { item, save: fields => { store.scans.save(submitted(item, fields), row, viewer) } }
}
