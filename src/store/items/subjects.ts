import type { Catalogue } from '../../model/catalogue.ts'
import type { Item } from '../../model/item.ts'
import { decodeItem, textOf } from '../sql/items.ts'
import { type Listed, type OwnedRow, OwnedStore } from './owned.ts'
import type { Saver } from './save.ts'
import type { Sequences } from '../sql/sequences.ts'
import type { ShareStore } from './shares.ts'
import type { Statements } from '../sql/statements.ts'
import type { Viewer } from '../accounts/viewer.ts'

export type SubjectRow = OwnedRow

export type ListedSubject = Listed<SubjectRow>

function queries (sql: Statements) {
  return {
    insert:
      sql.insert<
        [id: string, project: string, label: string | null, data: string, event: number, modified: number, inserted: number, by: string]
      >('subject', `
      (id, project, label, data, event, modified, inserted, inserted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`),
    update: sql.update<[project: string, label: string | null, data: string, event: number, modified: number, id: string]>('subject', `
      SET project = ?, label = ?, data = ?, event = ?, modified = ? WHERE id = ?`)
  }
}

export class SubjectStore extends OwnedStore<SubjectRow> {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly sequences: Sequences
  private readonly saver: Saver

  constructor (statements: Statements, catalogue: Catalogue, sequences: Sequences, saver: Saver, shares: ShareStore) {
    super('subject', statements, shares)
    this.sql = queries(statements)
    this.catalogue = catalogue
    this.sequences = sequences
    this.saver = saver
  }

  readonly item = (row: SubjectRow): Item => {
    const item = decodeItem(this.catalogue, 'xnat:subjectData', row)
    Object.assign(item.values, { ID: row.id, project: row.project, ...(row.label !== null && { label: row.label }) })
    return item
  }

  /** @param idPrefix what generated IDs begin with. */
  save (submitted: Item, stored: SubjectRow | undefined, viewer: Viewer, idPrefix: string, removing = false): Item {
    return this.saver.save({
      kind: 'subject',
      apart: ['sharing/share', 'experiments/experiment', 'resources/resource'],
      insert: (item, row) => {
        const id = textOf(item, 'ID') ?? ''
        this.sql.insert(
          id,
          textOf(item, 'project') ?? '',
          textOf(item, 'label'),
          row.data,
          row.event,
          row.modified,
          row.modified,
          row.insertedBy
        )
        this.sequences.use('subject', id, idPrefix)
        return id
      },
      update: (item, row) => {
        const id = textOf(item, 'ID') ?? ''
        this.sql.update(textOf(item, 'project') ?? '', textOf(item, 'label'), row.data, row.event, row.modified, id)
        return id
      }
    }, { submitted, stored: stored && this.item(stored), viewer, removing })
  }
}
