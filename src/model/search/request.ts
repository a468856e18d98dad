import type { Catalogue } from '../catalogue.ts'
import type { DataType } from '../data-type.ts'
import { type Display, displayOf } from '../display/display.ts'
import { type DisplayField, type Version, isSubQuery } from '../display/field.ts'
import { HashtableKeys } from '../java-order.ts'
import type { Term } from './condition.ts'
import { type Where, whereOf } from './criteria.ts'
import type { SearchDocument, SearchField } from './document.ts'
import { inClauseOf } from './in-clause.ts'
import { NotSearchable, SearchFailed } from './failure.ts'

/** A field that a search shows. */
export interface Shown {
  readonly display: Display
  readonly field: DisplayField
  readonly value: string | undefined
  readonly header: string
  readonly visible: boolean
}

export interface Order {
  readonly term: Term
  readonly descending: boolean
}

/** What a search asks for, in terms of the data model. */
export interface SearchRequest {
  readonly root: Display
  readonly shown: readonly Shown[]
  /** Whether the document has no fields that are known, so that a listing is shown. */
  readonly listing: boolean
  readonly where: Where
  readonly order: Order
  /** A list of values to which items are looked up; then nothing else is asked of them. */
  readonly among?: Among
}

export interface Among {
  readonly values: readonly string[]
  /** Which fields are compared with a value; one must be alike. */
  readonly fields: readonly Pick<Shown, 'display' | 'field'>[]
}

export interface Asking {
  readonly catalogue: Catalogue
  /** Epoch milliseconds. */
  readonly now: number
  /** The number of the user who asks. */
  readonly userId: number
  /** That of the user whose role the default listing of projects shows. */
  readonly listedFor: () => number
  /** The ID of a field of the root; before what the document says. */
  readonly sortBy?: string
  readonly sortOrder?: string
}

/**
 * Reads what a search asks for (XdatStoredSearch.getDisplaySearch, DisplaySearch.getSQLQuery).
 * @throws NotSearchable
 * @throws SearchFailed
 */
export function readRequest (document: SearchDocument, asking: Asking): SearchRequest {
  const type = asking.catalogue.find(document.root)
  if (type === undefined) throw new NotSearchable(document.root)
  const root = displayed(type)
  const fields = shownFields(root, document.fields, asking)
  const version = fields.length === 0 ? root.version('default') : undefined
  const first = version === undefined ? fields : listed(root, version, asking)
  const list = inClauseOf(document.where)
  const among = list && { values: list.values, fields: list.fields.split(',').map(text => comparedField(text.trim(), asking.catalogue)) }
  const shown = among === undefined ? first : withFields(first, among)
  const where = whereOf(among === undefined ? document.where : [], asking)
  return {
    root, shown, listing: version !== undefined, where, order: orderOf(root, first, version, document, asking), ...among && { among }
  }
}

/** DisplayField.getDisplayFieldForUnknownPath: an ID behind a dot, or a path. @throws SearchFailed */
function comparedField (text: string, catalogue: Catalogue): Among['fields'][number] {
  const type = catalogue.find(text.split(/[./]/)[0] ?? '')
  if (type === undefined) throw new SearchFailed(`there is no ${text}`)
  const display = displayed(type)
  const field = text.includes('.') ? display.find(text.slice(text.indexOf('.') + 1)) : fieldAt(display, text, catalogue)
  if (field === undefined) throw new SearchFailed(`there is no ${text}`)
  return { display, field }
}

/** What is compared is shown. */
function withFields (shown: readonly Shown[], { fields }: Among): Shown[] {
  const missing = fields.filter(({ display, field }) => !shown.some(one => one.display === display && one.field.id === field.id))
  return [...shown, ...missing.map(one => ({ ...one, value: undefined, header: one.field.header, visible: one.field.visible }))]
}

function displayed (type: DataType): Display {
  const display = displayOf(type)
  if (display === undefined) throw new SearchFailed(`${type.xsiType} has no display`)
  return display
}

/** The fields that are known, each once: a later one takes the place of an earlier one, but comes later (DisplayFieldWrapperCollection). */
function shownFields (root: Display, fields: readonly SearchField[], asking: Asking): Shown[] {
  const table = new HashtableKeys()
  const byKey = new Map<string, { readonly shown: Shown, readonly sequence: number }>()
  for (const field of fields) {
    const shown = shownField(root, field, asking)
    if (shown === undefined) continue
    const key = `${shown.display.type.xsiType}.${shown.field.id}${shown.value === undefined ? '' : `.${shown.value}`}`
    byKey.set(key, { shown, sequence: byKey.size })
    table.put(key)
  }
  return table.keys().flatMap(key => byKey.get(key) ?? []).sort((a, b) => a.sequence - b.sequence).map(({ shown }) => shown)
}

function shownField (
  root: Display, { element, id, value: given, header, visible }: SearchField, { catalogue, userId }: Asking
): Shown | undefined {
  const type = catalogue.find(element)
  if (type === undefined) return undefined
  const display = displayed(type)
  const field = display.find(id) ?? fieldAt(display, /[./]/.test(id) ? id : `${root.type.xsiType}/${id}`, catalogue)
  const value = given === '{XDAT_USER_ID}' && field !== undefined && isSubQuery(field.content) ? String(userId) : given
  return field && {
    display, field, value, header: header === undefined || header.trim() === '' ? field.header : header, visible: visible && field.visible
  }
}

function fieldAt (display: Display, written: string, catalogue: Catalogue): DisplayField | undefined {
  const [, element = '', path = ''] = /^[./@]*([^./@]*)[./@](.*)$/s.exec(written) ?? []
  const type = catalogue.find(element)
  return type && display.at(type, path, written)
}

function listed (root: Display, { fields }: Version, { catalogue, listedFor }: Asking): Shown[] {
  return fields.map(({ id, element, value, visible = true }) => {
    const type = element === undefined ? root.type : catalogue.find(element)
    const display = type && displayOf(type)
    const field = display?.find(id)
    if (display === undefined || field === undefined) throw new SearchFailed(`${root.type.xsiType} lists ${id}`)
    return {
      display,
      field,
      value: value === '{XDAT_USER_ID}' ? String(listedFor()) : value,
      header: field.header,
      visible: visible && field.visible
    }
  })
}

/** By what rows are ordered: what the request says, else the document, else the listing, else the first field. @throws SearchFailed */
function orderOf (
  root: Display, shown: readonly Shown[], version: Version | undefined, { sortBy: written }: SearchDocument, {
    catalogue, sortBy, sortOrder = ''
  }: Asking
): Order {
  const text = sortBy ?? (written && `${written.element}.${written.field}`)
  const { display, id } = text !== undefined ? sortedBy(root, text, catalogue) : firstOf(root, shown, version)
  const field = display.find(id) ?? shown.find(({ field }) => field.id === id)?.field
  if (field === undefined) throw new SearchFailed(`nothing is sorted by ${id}`)
  const usual = version !== undefined && text === undefined ? version.sortOrder : field.sortOrder
  const value = shown.find(other => other.field.id === field.id)?.value
  const descending = /^desc$/i.test(sortOrder.trim() === '' ? usual : sortOrder.trim())
  return { term: { element: display.type, content: field.content, ...value !== undefined && { value } }, descending }
}

const firstOf = (root: Display, shown: readonly Shown[], version: Version | undefined): { display: Display, id: string } =>
  version === undefined ? { display: shown[0]?.display ?? root, id: shown[0]?.field.id ?? '' } : { display: root, id: version.orderBy }

/** A field of the root by its ID, or of any type as `TYPE.ID`; a second dot ends it. */
function sortedBy (root: Display, text: string, catalogue: Catalogue): { display: Display, id: string } {
  const [first = '', second] = text.split('.')
  if (second === undefined) return { display: root, id: first }
  const type = catalogue.find(first)
  if (type === undefined) throw new SearchFailed(`there is no ${first}`)
  return { display: displayed(type), id: second }
}
