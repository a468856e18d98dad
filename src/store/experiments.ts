import type { Catalogue } from '../model/catalogue.ts'
import type { Item } from '../model/item.ts'
import { readableProjects } from './access.ts'
import { type ItemRow, decodeItem } from './items.ts'
import type { Saver } from './save.ts'
import type { Sequences } from './sequences.ts'
import type { ShareStore } from './shares.ts'
import type { Statements } from './statements.ts'
import type { Viewer } from './users.ts'

export interface ExperimentRow extends ItemRow {
  id: string
  xsi_type: string
  project: string
  label: string | null
  subject: string | null
  session: string | null
  status: string
}

/** An experiment as one project shows it: shared ones under the label of the share. */
export interface ListedExperiment extends ExperimentRow {
  shown_project: string
  shown_label: string | null
}

export function experimentStore ({ get, all, run }: Statements, catalogue: Catalogue, sequences: Sequences, saver: Saver, shares: ShareStore) {
  const byId = get<[id: string], ExperimentRow>('SELECT * FROM experiment WHERE id = ?')
  const byLabel = get<[project: string, label: string], ExperimentRow>('SELECT * FROM experiment WHERE project = ? AND label = ?')
  const inProject = all<[{ project: string }], ListedExperiment>(`
    SELECT experiment.*, project AS shown_project, label AS shown_label FROM experiment WHERE project = :project
    UNION ALL
    SELECT experiment.*, share.project, share.label FROM share JOIN experiment ON experiment.id = share.id
    WHERE share.kind = 'experiment' AND share.project = :project
    ORDER BY inserted, id`)
  const ofSubject = all<[subject: string], ExperimentRow>('SELECT * FROM experiment WHERE subject = ? ORDER BY inserted, id')
  const readable = all<[{ login: string, everything: number }], ListedExperiment>(`
    SELECT experiment.*, project AS shown_project, label AS shown_label FROM experiment
    WHERE project IN (${readableProjects})
      OR id IN (SELECT id FROM share WHERE kind = 'experiment' AND share.project IN (${readableProjects}))
    ORDER BY inserted, id`)
  const scanners = all<[xsiType: string], { scanner: string }>(`
    SELECT DISTINCT json_extract(data, '$.v.scanner') AS scanner FROM experiment
    WHERE lower(xsi_type) = lower(?) AND scanner IS NOT NULL ORDER BY scanner`)
  const insert = run<[id: string, xsiType: string, project: string, label: string | null, subject: string | null, session: string | null, data: string, event: number, modified: number, inserted: number, by: string]>(`
    INSERT INTO experiment (id, xsi_type, project, label, subject, session, data, event, modified, inserted, inserted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const update = run<[project: string, label: string | null, subject: string | null, data: string, event: number, modified: number, id: string]>(`
    UPDATE experiment SET project = ?, label = ?, subject = ?, data = ?, event = ?, modified = ? WHERE id = ?`)
  const remove = run<[id: string]>('DELETE FROM experiment WHERE id = ?')

  const toItem = (row: ExperimentRow): Item => {
    const item = decodeItem(catalogue, row.xsi_type, row)
    Object.assign(item.values, { ID: row.id, project: row.project, ...(row.label !== null && { label: row.label }) })
    if (row.subject !== null) item.values['subject_ID'] = row.subject
    return item
  }

  return {
    byId,
    /** By label in the project, then by the label of a share into it (GetExptByProjectIdentifier). */
    byLabel: (project: string, label: string): ExperimentRow | undefined => {
      const own = byLabel(project, label)
      if (own) return own
      const share = shares.byLabel('experiment', project, label)
      return share && byId(share.id)
    },
    inProject: (project: string): ListedExperiment[] => inProject({ project }),
    ofSubject,
    readable: (viewer: Viewer): ListedExperiment[] => readable({ login: viewer.login, everything: Number(viewer.administrator) }),
    /** Whether the project owns the experiment or has it shared. */
    isIn: (row: ExperimentRow, project: string): boolean => row.project === project || shares.find('experiment', row.id, project) !== undefined,
    type: (row: ExperimentRow) => catalogue.type(row.xsi_type),
    /** The scanners that sessions of one xsiType name. */
    scanners,
    item: toItem,
    save: (submitted: Item, stored: ExperimentRow | undefined, viewer: Viewer, idPrefix: string): Item => {
      const text = (item: Item, path: string): string | null => item.values[path] === undefined ? null : String(item.values[path])
      return saver.save({
        kind: 'experiment',
        insert: (item, row) => {
          const id = text(item, 'ID') ?? ''
          const owner = [text(item, 'project') ?? '', text(item, 'label'), text(item, 'subject_ID'), text(item, 'imageSession_ID')] as const
          insert(id, item.type.xsiType, ...owner, row.data, row.event, row.modified, row.modified, row.insertedBy)
          sequences.use('experiment', id, idPrefix)
          return id
        },
        update: (item, row) => {
          const id = text(item, 'ID') ?? ''
          update(text(item, 'project') ?? '', text(item, 'label'), text(item, 'subject_ID'), row.data, row.event, row.modified, id)
          return id
        }
      }, submitted, stored && toItem(stored), viewer)
    },
    remove: (id: string): void => {
      shares.removeAll('experiment', id)
      remove(id)
    }
  }
}

export type ExperimentStore = ReturnType<typeof experimentStore>
