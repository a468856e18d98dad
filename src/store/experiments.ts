import type { Catalogue } from '../model/catalogue.ts'
import type { DataType } from '../model/data-type.ts'
import type { Item } from '../model/item.ts'
import { readableProjects } from './access.ts'
import { type ItemRow, decodeItem, textOf } from './items.ts'
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

function queries (sql: Statements) {
  return {
    byId: sql.get<[id: string], ExperimentRow>('SELECT * FROM experiment WHERE id = ?'),
    byLabel: sql.get<[project: string, label: string], ExperimentRow>('SELECT * FROM experiment WHERE project = ? AND label = ?'),
    inProject: sql.all<[{ project: string }], ListedExperiment>(`
      SELECT experiment.*, project AS shown_project, label AS shown_label FROM experiment WHERE project = :project
      UNION ALL
      SELECT experiment.*, share.project, share.label FROM share JOIN experiment ON experiment.id = share.id
      WHERE share.kind = 'experiment' AND share.project = :project
      ORDER BY inserted, id`),
    ofSubject: sql.all<[subject: string], ExperimentRow>('SELECT * FROM experiment WHERE subject = ? ORDER BY inserted, id'),
    readable: sql.all<[{ login: string, everything: number }], ListedExperiment>(`
      SELECT experiment.*, project AS shown_project, label AS shown_label FROM experiment
      WHERE project IN (${readableProjects})
        OR id IN (SELECT id FROM share WHERE kind = 'experiment' AND share.project IN (${readableProjects}))
      ORDER BY inserted, id`),
    scanners: sql.all<[xsiType: string], { scanner: string }>(`
      SELECT DISTINCT json_extract(data, '$.v.scanner') AS scanner FROM experiment
      WHERE lower(xsi_type) = lower(?) AND scanner IS NOT NULL ORDER BY scanner`),
    insert: sql.run<[id: string, xsiType: string, project: string, label: string | null, subject: string | null, session: string | null, data: string, event: number, modified: number, inserted: number, by: string]>(`
      INSERT INTO experiment (id, xsi_type, project, label, subject, session, data, event, modified, inserted, inserted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    update: sql.run<[project: string, label: string | null, subject: string | null, data: string, event: number, modified: number, id: string]>(`
      UPDATE experiment SET project = ?, label = ?, subject = ?, data = ?, event = ?, modified = ? WHERE id = ?`),
    remove: sql.run<[id: string]>('DELETE FROM experiment WHERE id = ?')
  }
}

export class ExperimentStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly sequences: Sequences
  private readonly saver: Saver
  private readonly shares: ShareStore

  constructor (statements: Statements, catalogue: Catalogue, sequences: Sequences, saver: Saver, shares: ShareStore) {
    this.sql = queries(statements)
    this.catalogue = catalogue
    this.sequences = sequences
    this.saver = saver
    this.shares = shares
  }

  byId (id: string): ExperimentRow | undefined {
    return this.sql.byId(id)
  }

  /** By label in the project, then by the label of a share into it (GetExptByProjectIdentifier). */
  byLabel (project: string, label: string): ExperimentRow | undefined {
    const own = this.sql.byLabel(project, label)
    if (own) return own
    const share = this.shares.byLabel('experiment', project, label)
    return share && this.sql.byId(share.id)
  }

  /** The project's own, and what is shared into it. */
  inProject (project: string): ListedExperiment[] {
    return this.sql.inProject({ project })
  }

  ofSubject (subject: string): ExperimentRow[] {
    return this.sql.ofSubject(subject)
  }

  readable (viewer: Viewer): ListedExperiment[] {
    return this.sql.readable({ login: viewer.login, everything: Number(viewer.administrator) })
  }

  /** Whether the project owns the experiment or has it shared. */
  isIn (row: ExperimentRow, project: string): boolean {
    return row.project === project || this.shares.find('experiment', row.id, project) !== undefined
  }

  type (row: ExperimentRow): DataType {
    return this.catalogue.type(row.xsi_type)
  }

  /** The scanners that sessions of one xsiType name. */
  scanners (xsiType: string): { scanner: string }[] {
    return this.sql.scanners(xsiType)
  }

  readonly item = (row: ExperimentRow): Item => {
    const item = decodeItem(this.catalogue, row.xsi_type, row)
    Object.assign(item.values, { ID: row.id, project: row.project, ...(row.label !== null && { label: row.label }) })
    if (row.subject !== null) item.values['subject_ID'] = row.subject
    return item
  }

  /** @param idPrefix what generated IDs begin with. */
  save (submitted: Item, stored: ExperimentRow | undefined, viewer: Viewer, idPrefix: string): Item {
    return this.saver.save({
      kind: 'experiment',
      insert: (item, row) => {
        const id = textOf(item, 'ID') ?? ''
        const owner = [textOf(item, 'project') ?? '', textOf(item, 'label'), textOf(item, 'subject_ID'), textOf(item, 'imageSession_ID')] as const
        this.sql.insert(id, item.type.xsiType, ...owner, row.data, row.event, row.modified, row.modified, row.insertedBy)
        this.sequences.use('experiment', id, idPrefix)
        return id
      },
      update: (item, row) => {
        const id = textOf(item, 'ID') ?? ''
        this.sql.update(textOf(item, 'project') ?? '', textOf(item, 'label'), textOf(item, 'subject_ID'), row.data, row.event, row.modified, id)
        return id
      }
    }, submitted, stored && this.item(stored), viewer)
  }

  /** With its scans and assessors. */
  remove (id: string): void {
    this.sql.remove(id)
  }
}
