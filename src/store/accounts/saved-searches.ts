import type { Catalogue } from '../../model/catalogue.ts'
import type { Item } from '../../model/item.ts'
import { merge } from '../../model/merge.ts'
import type { Clock } from '../../process/clock.ts'
import { decodeItem, encodeItem } from '../sql/items.ts'
import type { Sequences } from '../sql/sequences.ts'
import type { Statements } from '../sql/statements.ts'

export interface SavedSearchRow {
  id: string
  /** Who saved it first. */
  login: string
  /** As it was sent. */
  xml: string
  /** What has become of it; null where nobody has saved it since it was seeded. */
  data: string | null
  event: number
  modified: number
  inserted: number
}

function queries (sql: Statements) {
  return {
    list: sql.all<[], SavedSearchRow>('SELECT * FROM saved_search ORDER BY id'),
    find: sql.get<[id: string], SavedSearchRow>('SELECT * FROM saved_search WHERE id = ?'),
    save: sql.insert<[SavedSearchRow]>('saved_search', `(id, login, xml, data, event, modified, inserted) VALUES (
        :id, :login, :xml, :data, :event, :modified, :inserted
      )
      ON CONFLICT (id) DO UPDATE SET xml = excluded.xml, data = excluded.data, event = excluded.event, modified = excluded.modified`),
    remove: sql.delete<[id: string]>('saved_search', 'WHERE id = ?')
  }
}

/** Searches that users have saved. Who may use one stands in it (allowed_user). */
export class SavedSearchStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly ids: Sequences
  private readonly clock: Clock

  constructor (statements: Statements, catalogue: Catalogue, ids: Sequences, clock: Clock) {
    this.sql = queries(statements)
    this.catalogue = catalogue
    this.ids = ids
    this.clock = clock
  }

  all (): SavedSearchRow[] {
    return this.sql.list()
  }

  find (id: string): SavedSearchRow | undefined {
    return this.sql.find(id)
  }

  /** @returns none where only the XML is known. */
  item ({ data, login, ...row }: SavedSearchRow): Item | undefined {
    return data === null ? undefined : decodeItem(this.catalogue, 'xdat:stored_search', { ...row, data, inserted_by: login })
  }

  /**
   * Saves a search: what it had and has no more is gone.
   * @param stored what stands now.
   * @param xml as it was sent.
   */
  save (submitted: Item, stored: Item | undefined, xml: string, login: string): void {
    const id = String(submitted.values['ID'])
    const now = this.clock.now()
    const item: Item = stored ?? { type: submitted.type, values: {}, children: {} }
    const event = this.ids.event()
    merge(item, submitted, { meta: { event, modified: now }, nextKey: type => this.ids.key(type) }, true)
    this.sql.save({ id, login, xml, data: encodeItem(item), event, modified: now, inserted: now })
  }

  remove (id: string): void {
    this.sql.remove(id)
  }
}
