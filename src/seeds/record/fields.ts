import type { Catalogue } from '../../model/catalogue.ts'
import type { DataType } from '../../model/data-type.ts'
import type { FieldValue, SeedRow } from '../schema.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import type { JsonItem } from './source.ts'

type Fields = Record<string, FieldValue>

/** What stands elsewhere in a seed than among the fields. */
const own: ReadonlySet<string> = new Set([
  'ID', 'project', 'label', 'subject_ID', 'imageSession_ID', 'image_session_ID', 'session_ID', 'URI'
])
const lists: ReadonlySet<string> = new Set([
  'scans/scan', 'assessors/assessor', 'resources/resource', 'file', 'sharing/share', 'experiments/experiment', 'aliases/alias', 'out/file',
  'in/file'
])

/** Makes fields of what XNAT writes in JSON. What this server's data model does not have is left out and reported. */
export class RecordedFields {
  private readonly catalogue: Catalogue
  private readonly pseudonyms: Pseudonyms
  private readonly note: (what: string) => void

  constructor (catalogue: Catalogue, pseudonyms: Pseudonyms, note: (what: string) => void) {
    this.catalogue = catalogue
    this.pseudonyms = pseudonyms
    this.note = note
  }

  /** The type of an item, if it is known. */
  type ({ meta }: JsonItem): DataType | undefined {
    const type = this.catalogue.find(meta['xsi:type'])
    if (type === undefined) this.note(`there is no data type ${meta['xsi:type']} here`)
    return type
  }

  of (item: JsonItem, type: DataType): Fields {
    const fields: Fields = {}
    for (const [path, value] of Object.entries(item.data_fields)) {
      const field = type.value(path)
      if (field !== undefined && !own.has(field.path)) fields[field.path] = this.pseudonyms.value(type, field, value)
      else if (field === undefined && !this.isKey(path)) this.note(`${type.xsiType} has no field ${path} here`)
    }
    for (const { field: path, items } of item.children ?? []) {
      const field = type.field(path)
      if (lists.has(path)) continue
      if (field === undefined || field.form === 'value') this.note(`${type.xsiType} has no list ${path} here`)
      else if (items.length > 0) fields[field.path] = childrenOf(item, path).flatMap(row => this.row(row, field.child))
    }
    return fields
  }

  private row (item: JsonItem, declared: string): SeedRow[] {
    const type = this.type(item)
    if (!type?.isA(declared)) return []
    const fields = this.of(item, type)
    return Object.keys(fields).length === 0 ? [] : [{ ...(type.xsiType !== declared && { xsiType: type.xsiType }), fields }]
  }

  /** Keys that XNAT generates, and those of rows above. */
  private isKey (path: string): boolean {
    return /_?id$/i.test(path) || own.has(path)
  }
}

/** The rows of one list, as they were made: XNAT's JSON has them in another order. */
export const childrenOf = ({ children = [] }: JsonItem, list: string): readonly JsonItem[] =>
  [...children.find(({ field }) => field === list)?.items ?? []].sort((a, b) => keyOf(a) - keyOf(b))

/** The key that XNAT has generated. */
function keyOf ({ data_fields: fields }: JsonItem): number {
  const [, key] = Object.entries(fields).find(([path]) => /^xnat_\w+_id$/i.test(path)) ?? []
  return Number(key) || 0
}
