import type { DataType } from '../data-type.ts'
import { cleanColumn } from '../display/column-name.ts'
import type { Display } from '../display/display.ts'
import type { DisplayField } from '../display/field.ts'
import type { Term } from './condition.ts'
import { hasDifference, joinsTo } from './joins.ts'
import type { SearchRequest, Shown } from './request.ts'

/** A column that a search shows for a field. */
export interface SearchColumn {
  readonly name: string
  readonly display: Display
  readonly field: DisplayField
  readonly term: Term
  /** Where left out it is there for the link of another column. */
  readonly shown?: Shown
}

/** PostgreSQL's limit: longer names are numbered (DisplayFieldAliasCache). */
const longest = 63

/** Names in place of those that are too long, the same as long as a server runs. */
export class ColumnAliases {
  private readonly aliases = new Map<string, string>()
  private readonly most: number
  private next = 0

  /** @param most how many are remembered, because clients may send any number of names; later ones are new each time. */
  constructor (most = 10_000) {
    this.most = most
  }

  nameOf (name: string): string {
    const key = name.toLowerCase()
    if (key.length <= longest) return key
    const alias = this.aliases.get(key) ?? `df_alias_${this.next++}`
    if (this.aliases.size < this.most) this.aliases.set(key, alias)
    return alias
  }
}

/**
 * The columns of a search's fields: each is followed by what its link is made of, and nothing comes twice (DisplaySearch.getSQLQuery).
 */
export function columnsOf ({ root, shown }: SearchRequest, aliases: ColumnAliases): SearchColumn[] {
  const columns = new Map<string, SearchColumn>()
  for (const one of shown) {
    const { display, field, value } = one
    const rowId = value === undefined ? field.id : `${field.id}_${cleanColumn(value)}`
    add(columns, root, { display, field, rowId, value, shown: one }, aliases)
    for (const id of linkedFields(field)) {
      const inserted = display.find(id)
      if (inserted !== undefined) add(columns, root, { display, field: inserted, rowId: inserted.id, value: undefined }, aliases)
    }
  }
  return [...columns.values()]
}

interface Added {
  readonly display: Display
  readonly field: DisplayField
  readonly rowId: string
  readonly value: string | undefined
  readonly shown?: Shown
}

function add (
  columns: Map<string, SearchColumn>, root: Display, { display, field, rowId, value, shown }: Added, aliases: ColumnAliases
): void {
  const key = `${display.type.xsiType} ${rowId}`
  if (columns.has(key)) return
  const name = display.type === root.type ? aliases.nameOf(rowId) : aliases.nameOf(`${display.type.sqlName}_${rowId}`)
  const term: Term = { element: display.type, content: field.content, ...value !== undefined && { value } }
  columns.set(key, { name, display, field, term, ...shown && { shown } })
}

/** What a link is made of: what its properties insert, then what decides on who may follow it (DisplayFieldWrapper). */
const linkedFields = ({ link }: DisplayField): string[] => link === undefined
  ? []
  : [...link.properties.flatMap(({ inserts }) => inserts.map(([, field]) => field)).filter(id => id !== '@WHERE'), ...link.secure]

/** The types beside the root whose dates are counted from the root's, with the name of the column. */
export function differencesOf (root: DataType, elements: readonly DataType[]): { readonly element: DataType, readonly name: string }[] {
  return elements
    .filter(element => hasDifference(root, joinsTo(root, element) ?? []))
    .map(element => ({ element, name: `${root.sqlName}_${element.sqlName}_DIFF`.slice(0, 62).toLowerCase() }))
}
