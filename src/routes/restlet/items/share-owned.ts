import { type Failure, failures } from '../../../failures/index.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { advise } from '../../../plugins/warnings.ts'
import type { SharedKind, ShareRow } from '../../../store/items/shares.ts'
import { shareRow } from './share-row.ts'
import { readableProject } from './lookup.ts'
import type { Call } from '../resource.ts'

/** The project behind `…/projects/` in a PUT. @throws unexpectedPath, projectNotIdentified */
export function shareTarget (call: Call): ProjectRow {
  if (!call.rest.startsWith('projects/')) throw failures.unexpectedPath()
  const named = call.rest.slice('projects/'.length)
  const project = readableProject(call, named)
  if (project === undefined) throw failures.projectNotIdentified(named)
  return project
}

/** SecureResource.isSharingAllowed: what belongs to no project, as what is not there, can be shared by nobody. @throws sharingNotAllowed */
export function mayShare (project: string | undefined): void {
  if (project === undefined || project === '') throw failures.sharingNotAllowed()
}

/** A label that something else in the project has. @throws sharedLabelInUse */
export function freeLabel ({ store }: Call, kind: SharedKind, project: string, label: string | undefined): void {
  const items = kind === 'subject' ? store.subjects : store.experiments
  if (label !== undefined && items.byLabel(project, label) !== undefined) throw failures.sharedLabelInUse(label)
}

/** Shares an experiment, and each scan of a session (SecureResource.shareExperimentToProject). */
export function shareExperiment (call: Call, row: ExperimentRow, project: ProjectRow, label: string | undefined): void {
  const { store } = call
  for (const scan of store.scans.list(row.id)) shareRow(call, scan, project.id)
  store.shares.add('experiment', row.id, project.id, label ?? null)
}

export function relabelShare ({ store }: Call, { kind, id, project }: ShareRow, label: string): void {
  store.shares.relabel(kind, id, project, label)
}

/**
 * The share that an item had in the project that it has moved to. XNAT takes it out of the stored item and then, by its
 * place in the list, out of the one that it has in memory, where it is gone already (XFTItem.removeChild).
 * @returns a failure where nothing stands at that place any more.
 */
export function takeShareAway (call: Call, kind: SharedKind, { id, project }: ShareRow): Failure | undefined {
  const { store, incoming } = call
  const shares = store.shares.items(kind, id)
  store.shares.remove(kind, id, project)
  const place = shares.findIndex(({ values }) => values['project'] === project)
  if (place < shares.length - 1) return undefined
  advise(incoming, 'moved-nevertheless', 'the item is moved; XNAT then fails to take away twice that it was shared with its new project')
  return failures.shareTakenTwice()
}
