import type { Item } from '../../../model/item.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { SubjectRow } from '../../../store/items/subjects.ts'
import { withResources } from './item-files.ts'
import type { Call } from '../resource.ts'

/** The experiment with its shares and, of a session, its scans and the assessors that the viewer may read. */
export function fullExperiment (call: Call, row: ExperimentRow): Item {
  const { store, viewer } = call
  const item = withResources(store, store.experiments.item(row), { kind: 'experiment', id: row.id })
  item.children['sharing/share'] = store.shares.items('experiment', row.id)
  if (!item.type.isA('xnat:imageSessionData')) return item
  item.children['scans/scan'] = store.scans
    .list(row.id)
    .map(scan => withResources(store, store.scans.item(scan), { kind: 'scan', id: scan.key }))
  item.children['assessors/assessor'] = store.experiments.ofSession(row.id)
    .filter(({ id, project }) => store.access.canRead(viewer, { kind: 'experiment', id, project }))
    .map(assessor => fullExperiment(call, assessor))
  return item
}

/** The subject with its shares and the experiments that the viewer may read. */
export function fullSubject (call: Call, row: SubjectRow): Item {
  const { store, viewer } = call
  const item = withResources(store, store.subjects.item(row), { kind: 'subject', id: row.id })
  item.children['sharing/share'] = store.shares.items('subject', row.id)
  item.children['experiments/experiment'] = store.experiments.ofSubject(row.id)
    .filter(({ id, project }) => store.access.canRead(viewer, { kind: 'experiment', id, project }))
    .map(experiment => fullExperiment(call, experiment))
  return item
}
