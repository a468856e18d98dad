import type { Catalogue } from '../model/catalogue.ts'
import type { Item } from '../model/item.ts'
import { readableProjects } from './access.ts'
import { type ItemRow, decodeItem, textOf } from './items.ts'
import type { Saver } from './save.ts'
import type { Sequences } from './sequences.ts'
import type { ShareStore } from './shares.ts'
import type { Statements } from './statements.ts'
import type { Viewer } from './users.ts'

export interface SubjectRow extends ItemRow {
  id: string
  project: string
  label: string | null
}

/** A subject as one project shows it: shared ones under the label of the share. */
export interface ListedSubject extends SubjectRow {
  shown_project: string
  shown_label: string | null
}

function queries (sql: Statements) {
  return {
    byId: sql.get<[id: string], SubjectRow>('SELECT * FROM subject WHERE id = ?'),
    byLabel: sql.get<[project: string, label: string], SubjectRow>('SELECT * FROM subject WHERE project = ? AND label = ?'),
    inProject: sql.all<[{ project: string }], ListedSubject>(`
      SELECT subject.*, project AS shown_project, label AS shown_label FROM subject WHERE project = :project
      UNION ALL
      SELECT subject.*, share.project, share.label FROM share JOIN subject ON subject.id = share.id
      WHERE share.kind = 'subject' AND share.project = :project
      ORDER BY inserted, id`),
    readable: sql.all<[{ login: string, everything: number }], ListedSubject>(`
      SELECT subject.*, project AS shown_project, label AS shown_label FROM subject
      WHERE project IN (${readableProjects})
        OR id IN (SELECT id FROM share WHERE kind = 'subject' AND share.project IN (${readableProjects}))
      ORDER BY inserted, id`),
    insert: sql.run<[id: string, project: string, label: string | null, data: string, event: number, modified: number, inserted: number, by: string]>(`
      INSERT INTO subject (id, project, label, data, event, modified, inserted, inserted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`),
    update: sql.run<[project: string, label: string | null, data: string, event: number, modified: number, id: string]>(`
      UPDATE subject SET project = ?, label = ?, data = ?, event = ?, modified = ? WHERE id = ?`),
    remove: sql.run<[id: string]>('DELETE FROM subject WHERE id = ?')
  }
}

export class SubjectStore {
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

  byId (id: string): SubjectRow | undefined {
    return this.sql.byId(id)
  }

  /** By label in the project, then by the label of a share into it (GetSubjectByProjectIdentifier). */
  byLabel (project: string, label: string): SubjectRow | undefined {
    const own = this.sql.byLabel(project, label)
    if (own) return own
    const share = this.shares.byLabel('subject', project, label)
    return share && this.sql.byId(share.id)
  }

  /** The project's own, and what is shared into it. */
  inProject (project: string): ListedSubject[] {
    return this.sql.inProject({ project })
  }

  readable (viewer: Viewer): ListedSubject[] {
    return this.sql.readable({ login: viewer.login, everything: Number(viewer.administrator) })
  }

  /** Whether the project owns the subject or has it shared. */
  isIn (row: SubjectRow, project: string): boolean {
    return row.project === project || this.shares.find('subject', row.id, project) !== undefined
  }

  readonly item = (row: SubjectRow): Item => {
    const item = decodeItem(this.catalogue, 'xnat:subjectData', row)
    Object.assign(item.values, { ID: row.id, project: row.project, ...(row.label !== null && { label: row.label }) })
    return item
  }

  /** @param idPrefix what generated IDs begin with. */
  save (submitted: Item, stored: SubjectRow | undefined, viewer: Viewer, idPrefix: string): Item {
    return this.saver.save({
      kind: 'subject',
      insert: (item, row) => {
        const id = textOf(item, 'ID') ?? ''
        this.sql.insert(id, textOf(item, 'project') ?? '', textOf(item, 'label'), row.data, row.event, row.modified, row.modified, row.insertedBy)
        this.sequences.use('subject', id, idPrefix)
        return id
      },
      update: (item, row) => {
        const id = textOf(item, 'ID') ?? ''
        this.sql.update(textOf(item, 'project') ?? '', textOf(item, 'label'), row.data, row.event, row.modified, id)
        return id
      }
    }, submitted, stored && this.item(stored), viewer)
  }

  /** With its experiments. */
  remove (id: string): void {
    this.sql.remove(id)
  }
}
