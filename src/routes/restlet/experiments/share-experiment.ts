import { failures } from '../../../failures/index.ts'
import { type Document, empty, text } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { moveFolder } from '../items/item-files.ts'
import type { Call } from '../resource.ts'
import { freeLabel, shareExperiment, shareTarget } from '../items/share-owned.ts'

/** The row that an item stands for; one that is not stored cannot be shared. */
function rowOf ({ store }: Call, item: Item): ExperimentRow {
  const row = item.values['ID'] === undefined ? undefined : store.experiments.byId(String(item.values['ID']))
  if (row === undefined) throw failures.saveFailed()
  return row
}

/** The `projects/` branch of SubjAssessmentResource.handlePut; it answers with the ID. */
export function shareFromSubject (call: Call, item: Item): Document {
  const target = shareTarget(call)
  const row = rowOf(call, item)
  if (row.project === target.id) throw failures.alreadySharedOwned(target.id)
  if (!call.store.access.canRead(call.viewer, { kind: 'experiment', id: row.id, project: row.project })) throw failures.mayNotReadShared()
  return share(call, row, target, call.query.get('primary') === 'true')
}

/** The `projects/` branch of ExperimentResource.handlePut: nothing keeps it from sharing with the project that owns it. */
export function shareByUrl (call: Call, item: Item): Document {
  const target = shareTarget(call)
  return share(call, rowOf(call, item), target, call.query.get('primary') === 'true')
}

function share (call: Call, row: ExperimentRow, target: ProjectRow, primary: boolean): Document {
  const { store, viewer, query } = call
  const label = query.get('label')
  const matched = store.shares.find('experiment', row.id, target.id)
  if (matched !== undefined && label !== undefined && matched.label !== label) store.shares.relabel('experiment', row.id, target.id, label)
  if (primary) return move(call, row, target, label)
  if (matched !== undefined) throw failures.alreadySharedOwned(target.id)
  freeLabel(call, 'experiment', target.id, label)
  if (!store.access.can(viewer, 'create', target.id)) throw failures.mayNotShareInto(target.id)
  shareExperiment(call, row, target, label)
  return text(row.id)
}

/** SecureResource.changeExperimentPrimaryProject: the other project owns it, with the scans' projects left as they are. */
function move (call: Call, row: ExperimentRow, { id: project }: ProjectRow, label: string | undefined): Document {
  const { store, viewer } = call
  if (!store.access.can(viewer, 'delete', row.project)) throw failures.mayNotTouchExperiment()
  if (row.project === project) throw failures.alreadyShared(project)
  const working = label ?? row.label ?? row.id
  const taken = store.experiments.byLabel(project, working)
  if (taken !== undefined && taken.id !== row.id) throw failures.labelInUse()
  store.shares.remove('experiment', row.id, project)
  moveFolder(call, 'experiment', row, project, working)
  store.experiments.save(
    { type: store.experiments.type(row), values: { project, label: working }, children: {} },
    row,
    viewer,
    idPrefix(store.preferences.read(), 'E')
  )
  return empty
}
