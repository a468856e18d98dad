import { Failure, failures } from '../../../failures/index.ts'
import { type Document, text } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import { advise } from '../../../plugins/warnings.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { ShareRow } from '../../../store/items/shares.ts'
import type { Call } from '../resource.ts'
import { fullExperiment } from '../items/full-item.ts'
import { freeLabel, mayShare, relabelShare, shareExperiment, shareTarget } from '../items/share-owned.ts'
import type { ExperimentPlace } from './place.ts'
import { moveExperiment } from './move-experiment.ts'

/** The row that an item stands for; one that is not stored cannot be shared. */
function rowOf ({ store }: Call, item: Item): ExperimentRow {
  const row = item.values['ID'] === undefined ? undefined : store.experiments.byId(String(item.values['ID']))
  if (row === undefined) throw failures.saveFailed()
  return row
}

/** The `projects/` branch of SubjAssessmentResource.handlePut; it answers with the ID. */
export function shareFromSubject (call: Call, { project, existing }: ExperimentPlace, item: Item): Document | Failure {
  mayShare(textOf(item, 'project'))
  const target = shareTarget(call)
  const row = rowOf(call, item)
  if (row.project === target.id) throw failures.alreadySharedOwned(target.id)
  if (!call.store.access.canRead(call.viewer, { kind: 'experiment', id: row.id, project: row.project })) throw failures.mayNotReadShared()
  return share(call, { row, source: project, target, made: existing === undefined })
}

/** The `projects/` branch of ExperimentResource.handlePut: nothing keeps it from sharing with the project that owns it. */
export function shareByUrl (call: Call, { project, existing }: ExperimentPlace, item: Item): Document | Failure {
  mayShare(textOf(item, 'project'))
  const target = shareTarget(call)
  return share(call, { row: rowOf(call, item), source: project, target, made: existing === undefined })
}

/** The `projects/` branch of ExptAssessmentResource.handlePut; it answers with the assessor. */
export function shareAssessor (call: Call, { project }: Pick<ExperimentPlace, 'project'>, item: Item): Document | Failure {
  if (!call.rest.startsWith('projects/')) throw failures.unexpectedPath()
  mayShare(textOf(item, 'project'))
  const row = rowOf(call, item)
  const done = share(call, { row, source: project, target: shareTarget(call), made: false })
  return done instanceof Failure || call.query.get('primary') === 'true' ? done : { kind: 'item', item: fullExperiment(call, row) }
}

interface Sharing {
  readonly row: ExperimentRow
  /** The project of the address. */
  readonly source: ProjectRow | undefined
  readonly target: ProjectRow
  /** Whether XNAT takes it for a new experiment: it looks for one by its label in the project of the address alone. */
  readonly made: boolean
}

function share (call: Call, { row, source, target, made }: Sharing): Document | Failure {
  const { store, viewer, query } = call
  const label = query.get('label')
  const matched = store.shares.find('experiment', row.id, target.id)
  if (matched !== undefined && label !== undefined && matched.label !== label) relabel(call, matched, label)
  if (query.get('primary') === 'true') return moveExperiment(call, { row, source, target, label, matched })
  if (matched !== undefined) return failures.alreadySharedOwned(target.id)
  freeLabel(call, 'experiment', target.id, label)
  if (!store.access.can(viewer, 'create', target.id)) throw failures.mayNotShareInto(target.id)
  shareExperiment(call, row, target, label)
  return made ? text(row.id, { status: 201 }) : text(row.id)
}

/** XNAT compares the new label with the old one, and where there is none meets a null pointer. @throws shareWithoutLabel */
function relabel (call: Call, matched: ShareRow, label: string): void {
  if (matched.label === null) {
    advise(call.incoming, 'share-without-label', 'what is shared without a label cannot get one: XNAT fails to compare the two')
    throw failures.shareWithoutLabel()
  }
  relabelShare(call, matched, label)
}
