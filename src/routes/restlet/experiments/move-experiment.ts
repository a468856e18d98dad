import { type Failure, failures } from '../../../failures/index.ts'
import { type Document, empty } from '../../../model/document.ts'
import { newItem } from '../../../model/item.ts'
import { advise } from '../../../plugins/warnings.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { ShareRow } from '../../../store/items/shares.ts'
import { moveFolder } from '../items/item-files.ts'
import { takeShareAway } from '../items/share-owned.ts'
import { readableExperimentByLabel } from '../items/lookup.ts'
import type { Call } from '../resource.ts'
import { preSave } from './save-experiment.ts'

export interface Move {
  readonly row: ExperimentRow
  /** The project of the address. */
  readonly source: ProjectRow | undefined
  readonly target: ProjectRow
  /** The label that the request names. */
  readonly label: string | undefined
  /** The share that the experiment has in the target. */
  readonly matched: ShareRow | undefined
}

/**
 * SecureResource.changeExperimentPrimaryProject: the other project owns the experiment from then on. What XNAT meets after
 * that fails the request, but not the move; these failures are returned, not thrown.
 */
export function moveExperiment (call: Call, { row, source, target, label, matched }: Move): Document | Failure {
  const { store, viewer } = call
  if (!store.access.can(viewer, 'delete', row.project)) throw failures.mayNotTouchExperiment()
  if (row.project === target.id) throw failures.alreadyShared(target.id)
  const working = label ?? row.label ?? row.id
  // XNAT says so and goes on: what keeps the label from being taken twice is the check before the save
  const isTaken = readableExperimentByLabel(call, working, target.id) !== undefined
  if (!store.access.can(viewer, 'create', target.id)) throw failures.mayNotMoveInto()
  moveToProject(call, row, target, working)
  if (source === undefined) {
    advise(call.incoming, 'moved-nevertheless', 'the experiment is moved; XNAT then looks for the project that the address does not name')
    return failures.movedFromNowhere()
  }
  const failed = matched && takeShareAway(call, 'experiment', matched)
  return failed ?? (isTaken ? failures.labelInUse() : empty)
}

/** MoverMaker.writeDB: the experiment and each of its scans belong to the other project. */
function moveToProject (call: Call, row: ExperimentRow, { id: project }: ProjectRow, label: string): void {
  const { store, viewer } = call
  const type = store.experiments.type(row)
  preSave(call, { type, values: { ID: row.id, project, label }, children: {} })
  moveFolder(call, 'experiment', row, project, label)
  store.experiments.save({ type, values: { project, label }, children: {} }, row, viewer, idPrefix(store.preferences.read(), 'E'))
  for (const scan of store.scans.list(row.id)) {
    store.scans.save({ ...newItem(store.scans.item(scan).type), values: { project } }, scan, viewer)
  }
}
