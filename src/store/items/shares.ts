import type { Clock } from '../../process/clock.ts'
import type { Catalogue } from '../../model/catalogue.ts'
import type { Item } from '../../model/item.ts'
import type { Sequences } from '../sql/sequences.ts'
import type { Statements } from '../sql/statements.ts'

export type SharedKind = 'subject' | 'experiment'

export interface ShareRow {
  key: number
  kind: SharedKind
  id: string
  project: string
  label: string | null
  event: number
  modified: number
}

/** The type of the row that ties a shared item to a project. */
const rowTypes: Readonly<Record<SharedKind, string>> = { subject: 'xnat:projectParticipant', experiment: 'xnat:experimentData_share' }

function queries (sql: Statements) {
  return {
    list: sql.all<[kind: SharedKind, id: string], ShareRow>('SELECT * FROM share WHERE kind = ? AND id = ? ORDER BY key'),
    find: sql.get<[kind: SharedKind, id: string, project: string], ShareRow>(
      'SELECT * FROM share WHERE kind = ? AND id = ? AND project = ?'
    ),
    byLabel: sql.get<[kind: SharedKind, project: string, label: string], ShareRow>(
      'SELECT * FROM share WHERE kind = ? AND project = ? AND label = ? ORDER BY key'
    ),
    insert: sql.insert<
      [key: number, kind: SharedKind, id: string, project: string, label: string | null, event: number, modified: number]
    >('share', `
      (key, kind, id, project, label, event, modified) VALUES (?, ?, ?, ?, ?, ?, ?)`),
    relabel: sql.update<[label: string | null, kind: SharedKind, id: string, project: string]>(
      'share',
      'SET label = ? WHERE kind = ? AND id = ? AND project = ?'
    ),
    remove: sql.delete<[kind: SharedKind, id: string, project: string]>('share', 'WHERE kind = ? AND id = ? AND project = ?')
  }
}

/** Subjects and experiments in projects that do not own them; a deleted one takes its shares along. */
export class ShareStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly sequences: Sequences
  private readonly clock: Clock

  constructor (statements: Statements, catalogue: Catalogue, sequences: Sequences, clock: Clock) {
    this.sql = queries(statements)
    this.catalogue = catalogue
    this.sequences = sequences
    this.clock = clock
  }

  find (kind: SharedKind, id: string, project: string): ShareRow | undefined {
    return this.sql.find(kind, id, project)
  }

  byLabel (kind: SharedKind, project: string, label: string): ShareRow | undefined {
    return this.sql.byLabel(kind, project, label)
  }

  add (kind: SharedKind, id: string, project: string, label: string | null): void {
    this.sql.insert(
      this.sequences.key(this.catalogue.type(rowTypes[kind])),
      kind,
      id,
      project,
      label,
      this.sequences.event(),
      this.clock.now()
    )
  }

  relabel (kind: SharedKind, id: string, project: string, label: string | null): void {
    this.sql.relabel(label, kind, id, project)
  }

  remove (kind: SharedKind, id: string, project: string): void {
    this.sql.remove(kind, id, project)
  }

  /** The rows as they stand below the item, under sharing/share. */
  items (kind: SharedKind, id: string): Item[] {
    return this.sql.list(kind, id).map(row => ({
      type: this.catalogue.type(rowTypes[kind]),
      key: row.key,
      meta: { event: row.event, modified: row.modified },
      values: { project: row.project, ...(kind === 'subject' && { subject_ID: id }), ...(row.label !== null && { label: row.label }) },
      children: {}
    }))
  }
}
