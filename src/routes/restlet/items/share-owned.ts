import { failures } from '../../../failures/index.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { SharedKind } from '../../../store/items/shares.ts'
import { shareRow } from './share-row.ts'
import { readableProjectById } from './lookup.ts'
import type { Call } from '../resource.ts'

/** The project behind `…/projects/` in a PUT. @throws unexpectedPath, projectNotIdentified */
export function shareTarget (call: Call): ProjectRow {
  if (!call.rest.startsWith('projects/')) throw failures.unexpectedPath()
  const named = call.rest.slice('projects/'.length)
  const project = readableProjectById(call, named)
  if (project === undefined) throw failures.projectNotIdentified(named)
  return project
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
