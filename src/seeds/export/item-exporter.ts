import type { Catalogue } from '../../model/catalogue.ts'
import type { DataType } from '../../model/data-type.ts'
import type { Item, Scalar } from '../../model/item.ts'
import { type ItemRow, decodeItem } from '../../store/sql/items.ts'
import type { Store } from '../../store/index.ts'
import { firstAdministrator } from './export-site.ts'
import { type FieldsOptions, fieldsOf } from '../item-fields.ts'
import { timeText } from '../times.ts'
import type { TreeObject } from '../write/tree.ts'

type Place = Readonly<Record<string, Scalar>>

/** An item with the row that it stands in. */
interface Exported {
  readonly kind: string
  /** What history knows the item by. */
  readonly id: string
  readonly item: Item
  readonly row: ItemRow
}

/** Describes any item: its fields, and what XNAT itself wrote beside them. */
export class ItemExporter {
  readonly store: Store
  readonly catalogue: Catalogue
  /** Who made what does not say so. */
  readonly login: string

  constructor (store: Store, catalogue: Catalogue) {
    this.store = store
    this.catalogue = catalogue
    this.login = firstAdministrator(store)
  }

  /** Fields, and what XNAT made up. @param more what else is stored of it. */
  itemOf ({ kind, id, item, row }: Exported, options: FieldsOptions, more: TreeObject = {}): TreeObject {
    const fields = fieldsOf(item, options)
    const history = this.history(kind, id, item.type, options.place ?? {})
    return {
      ...(Object.keys(fields).length > 0 && { fields: fields as TreeObject }),
      kept: {
        ...more,
        event: row.event,
        modified: timeText(row.modified),
        ...(row.inserted !== row.modified && { inserted: timeText(row.inserted) }),
        ...(row.inserted_by !== this.login && { insertedBy: row.inserted_by }),
        ...changesOf(item),
        ...(history.length > 0 && { history })
      }
    }
  }

  private history (kind: string, id: string, type: DataType, place: Place): TreeObject[] {
    return this.store.records.list('history', { kind, id }).map(({ data, event, modified, ended, ended_by_event: endedByEvent }) => {
      const item = decodeItem(this.catalogue, type.xsiType, {
        data: String(data),
        event: Number(event),
        modified: Number(modified),
        inserted: Number(modified),
        inserted_by: ''
      })
      return {
        fields: fieldsOf(item, { place, keeping: true }) as TreeObject,
        event: Number(event),
        modified: timeText(Number(modified)),
        ended: timeText(Number(ended)),
        endedByEvent: Number(endedByEvent)
      }
    })
  }
}

const changesOf = ({ meta }: Item): TreeObject => ({
  ...(meta?.changed !== undefined && { changed: timeText(meta.changed) }),
  ...(meta?.touched !== undefined && { touched: timeText(meta.touched) })
})
