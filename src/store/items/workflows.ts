import type { Catalogue } from '../../model/catalogue.ts'
import { type Item, textOf } from '../../model/item.ts'
import type { Viewer } from '../accounts/viewer.ts'
import { type ItemRow, decodeItem } from '../sql/items.ts'
import type { Sequences } from '../sql/sequences.ts'
import type { Statements } from '../sql/statements.ts'
import type { Saver } from './save.ts'

export interface WorkflowRow extends ItemRow {
  /** wrk_workflowData_id */
  readonly key: number
  /** The ID of what it is about. */
  readonly item: string
}

function queries (sql: Statements) {
  return {
    all: sql.all<[], WorkflowRow>('SELECT * FROM workflow ORDER BY key'),
    of: sql.all<[item: string], WorkflowRow>('SELECT * FROM workflow WHERE item = ? ORDER BY key'),
    byKey: sql.get<[key: number], WorkflowRow>('SELECT * FROM workflow WHERE key = ?'),
    insert: sql.insert<[WorkflowRow]>('workflow', `
      (key, item, data, event, modified, inserted, inserted_by) VALUES (:key, :item, :data, :event, :modified, :inserted, :inserted_by)`),
    update: sql.update<[item: string, data: string, event: number, modified: number, key: number]>('workflow', `
      SET item = ?, data = ?, event = ?, modified = ? WHERE key = ?`)
  }
}

/** The workflows that clients report (wrk:workflowData). */
export class WorkflowStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly sequences: Sequences
  private readonly saver: Saver

  constructor (statements: Statements, catalogue: Catalogue, sequences: Sequences, saver: Saver) {
    this.sql = queries(statements)
    this.catalogue = catalogue
    this.sequences = sequences
    this.saver = saver
  }

  all (): WorkflowRow[] {
    return this.sql.all()
  }

  /** Those about one item, oldest first. */
  of (item: string): WorkflowRow[] {
    return this.sql.of(item)
  }

  byKey (key: number): WorkflowRow | undefined {
    return this.sql.byKey(key)
  }

  readonly item = (row: WorkflowRow): Item => ({ ...decodeItem(this.catalogue, 'wrk:workflowData', row), key: row.key })

  /** Saves a workflow onto the one that is stored, or as a new one, whose key is a number that no event has. Itself it is of no event. */
  save (submitted: Item, stored: WorkflowRow | undefined, viewer: Viewer): Item {
    const key = stored?.key ?? this.sequences.event()
    return this.saver.save({
      kind: 'workflow',
      insert: (item, { data, event, modified, insertedBy }) => {
        this.sql.insert({ key, item: textOf(item, 'ID') ?? '', data, event, modified, inserted: modified, inserted_by: insertedBy })
        return String(key)
      },
      update: (item, { data, event, modified }) => {
        this.sql.update(textOf(item, 'ID') ?? '', data, event, modified, key)
        return String(key)
      }
    }, { submitted, stored: stored && this.item(stored), viewer, event: 0 })
  }
}
