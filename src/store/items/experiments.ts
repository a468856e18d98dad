import type { Catalogue } from '../../model/catalogue.ts'
import type { DataType } from '../../model/data-type.ts'
import type { Item } from '../../model/item.ts'
import { decodeItem, textOf } from '../sql/items.ts'
import { type Listed, type OwnedRow, OwnedStore } from './owned.ts'
import type { Saver } from './save.ts'
import type { Sequences } from '../sql/sequences.ts'
import type { ShareStore } from './shares.ts'
import type { Statements } from '../sql/statements.ts'
import type { Viewer } from '../accounts/viewer.ts'

export interface ExperimentRow extends OwnedRow {
  readonly xsi_type: string
  readonly subject: string | null
  readonly session: string | null
}

export type ListedExperiment = Listed<ExperimentRow>

function queries (sql: Statements) {
  return {
    ofSubject: sql.all<[subject: string], ExperimentRow>('SELECT * FROM experiment WHERE subject = ? ORDER BY inserted, id'),
    ofSession: sql.all<[session: string], ExperimentRow>('SELECT * FROM experiment WHERE session = ? ORDER BY inserted, id'),
    typesIn: sql.all<[{ project: string }], { xsi_type: string }>(`
      SELECT DISTINCT xsi_type FROM experiment WHERE project = :project
        OR id IN (SELECT id FROM share WHERE kind = 'experiment' AND share.project = :project) ORDER BY xsi_type`),
    scanners: sql.all<[xsiType: string], { scanner: string }>(`
      SELECT DISTINCT json_extract(data, '$.v.scanner') AS scanner FROM experiment
      WHERE lower(xsi_type) = lower(?) AND scanner IS NOT NULL ORDER BY scanner`),
    insert: sql.insert<
      [
        id: string,
        xsiType: string,
        project: string,
        label: string | null,
        subject: string | null,
        session: string | null,
        data: string,
        event: number,
        modified: number,
        inserted: number,
        by: string
      ]
    >('experiment', `
      (id, xsi_type, project, label, subject, session, data, event, modified, inserted, inserted_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    update: sql.update<
      [project: string, label: string | null, subject: string | null, data: string, event: number, modified: number, id: string]
    >('experiment', 'SET project = ?, label = ?, subject = ?, data = ?, event = ?, modified = ? WHERE id = ?')
  }
}

export class ExperimentStore extends OwnedStore<ExperimentRow> {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly sequences: Sequences
  private readonly saver: Saver

  constructor (statements: Statements, catalogue: Catalogue, sequences: Sequences, saver: Saver, shares: ShareStore) {
    super('experiment', statements, shares)
    this.sql = queries(statements)
    this.catalogue = catalogue
    this.sequences = sequences
    this.saver = saver
  }

  ofSubject (subject: string): ExperimentRow[] {
    return this.sql.ofSubject(subject)
  }

  /** The assessors of an image session. */
  ofSession (session: string): ExperimentRow[] {
    return this.sql.ofSession(session)
  }

  type (row: ExperimentRow): DataType {
    return this.catalogue.type(row.xsi_type)
  }

  /** The name of a type that the site has set up, else its xsiType (xdat_element_security.singular). */
  singular (xsiType: string): string {
    return this.catalogue.type(xsiType).entry.display?.singular ?? xsiType
  }

  /** The types of what a project has, its own or shared into it. */
  typesIn (project: string): string[] {
    return this.sql.typesIn({ project }).map(({ xsi_type: name }) => name)
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
  save (submitted: Item, stored: ExperimentRow | undefined, viewer: Viewer, idPrefix: string, removing = false): Item {
    return this.saver.save({
      kind: 'experiment',
      apart: ['sharing/share', 'scans/scan', 'assessors/assessor', 'resources/resource'],
      insert: (item, row) => {
        const id = textOf(item, 'ID') ?? ''
        const owner = [
          textOf(item, 'project') ?? '',
          textOf(item, 'label'),
          textOf(item, 'subject_ID'),
          textOf(item, 'imageSession_ID')
        ] as const
        this.sql.insert(id, item.type.xsiType, ...owner, row.data, row.event, row.modified, row.modified, row.insertedBy)
        this.sequences.use('experiment', id, idPrefix)
        return id
      },
      update: (item, row) => {
        const id = textOf(item, 'ID') ?? ''
        this.sql.update(
          textOf(item, 'project') ?? '',
          textOf(item, 'label'),
          textOf(item, 'subject_ID'),
          row.data,
          row.event,
          row.modified,
          id
        )
        return id
      }
    }, { submitted, stored: stored && this.item(stored), viewer, removing })
  }
}
