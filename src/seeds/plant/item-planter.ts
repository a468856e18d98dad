import type { Catalogue } from '../../model/catalogue.ts'
import type { DataType } from '../../model/data-type.ts'
import type { Item } from '../../model/item.ts'
import type { Store } from '../../store/index.ts'
import { encodeItem } from '../../store/sql/items.ts'
import type { NodeKind } from '../field-names.ts'
import { ItemBuilder } from '../item-builder.ts'
import type { FieldValue, Kept, Seed } from '../schema.ts'
import { timeOf } from '../times.ts'

/** What any item's row has. */
export interface Written {
  readonly item: Item
  readonly columns: {
    readonly data: string
    readonly event: number
    readonly modified: number
    readonly inserted: number
    readonly inserted_by: string
  }
}

type Fields = Readonly<Record<string, FieldValue>>

/** Makes the items of a seed, with what XNAT itself writes beside their fields. */
export class ItemPlanter {
  readonly store: Store
  /** When everything is made that does not say so itself, and by whom. */
  readonly now: number
  readonly login: string
  private readonly builder: ItemBuilder

  constructor (store: Store, catalogue: Catalogue, seed: Seed) {
    this.store = store
    this.builder = new ItemBuilder(catalogue)
    this.now = store.clock.now()
    const users = seed.users ?? []
    this.login = users.find(({ administrator }) => administrator)?.login ?? users[0]?.login ?? 'admin'
  }

  private readonly nextKey = (type: DataType): number => this.store.ids.key(type)

  /** Makes an item and what its row says of it. */
  write (kind: NodeKind, type: DataType, place: Fields, fields: Fields, kept: Kept = {}): Written {
    const event = kept.event ?? this.store.ids.event()
    const modified = timeOf(kept.modified) ?? this.now
    const item = this.builder.build({ kind, type, implied: place, fields }, { meta: { event, modified }, nextKey: this.nextKey })
    const [changed, touched] = [timeOf(kept.changed), timeOf(kept.touched)]
    item.meta = { event, modified, ...(changed !== undefined && { changed }), ...(touched !== undefined && { touched }) }
    const inserted = timeOf(kept.inserted) ?? modified
    return { item, columns: { data: encodeItem(item), event, modified, inserted, inserted_by: kept.insertedBy ?? this.login } }
  }

  /** Writes what an item was before. @param id what history knows it by. */
  remember (
    kind: 'project' | 'subject' | 'experiment' | 'scan' | 'resource',
    id: string,
    type: DataType,
    place: Fields,
    { history = [] }: Kept
  ): void {
    for (const { fields, event, modified, ended, endedByEvent } of history) {
      const meta = { event, modified: Date.parse(modified) }
      const item = this.builder.build({ kind, type, implied: place, fields }, { meta, nextKey: this.nextKey })
      this.store.records.write('history', {
        kind,
        id,
        data: encodeItem(item),
        ...meta,
        ended: Date.parse(ended),
        ended_by_event: endedByEvent
      })
    }
  }
}
