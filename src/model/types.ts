/** The XNAT line that brought a type or a field: 1.6, the 1.8 line, or 1.9. */
export type Since = '1.6' | '1.8' | '1.9'

/** What a value field holds, in the words of XNAT's schema (longText = xdat:LONGVARCHAR, json = xdat:jsonb). */
export type Kind = 'string' | 'longText' | 'anyURI' | 'duration' | 'json' | 'boolean' |
  'integer' | 'int' | 'long' | 'float' | 'double' | 'date' | 'time' | 'dateTime'

/** Where a value stands in XML: an element, an attribute, or the text of the row's own element. */
export type Node = 'element' | 'attribute' | 'text'

export interface Value {
  readonly form: 'value'
  /** Slash path relative to the type; the key in JSON data_fields. */
  readonly path: string
  readonly node: Node
  readonly kind: Kind
  /** Longest text; a string without one is limited to 255 (XFTValidator). */
  readonly maxLength?: number
  readonly min?: number
  readonly max?: number
  /** The only texts allowed. */
  readonly values?: readonly string[]
  /** true: XFT refuses an item without it. 'schema': only the XSD asks for it (XFT ignores minOccurs on strings). */
  readonly required?: true | 'schema'
  readonly initial?: string
  /** true: unique by itself; a name: part of that uniqueness group. Rows are matched and sorted by it. */
  readonly unique?: true | string
  /** The type whose ID this field holds. */
  readonly refersTo?: string
  readonly since?: Since
}

/** A reference to another type: `list` for a repeated element, `one` for a single one. */
export interface Child {
  readonly form: 'list' | 'one'
  readonly path: string
  /** xsiType of the rows. */
  readonly child: string
  readonly unique?: string
  /** Rows are tied by a mapping table, so they carry no foreign key of their own. */
  readonly manyToMany?: true
  /** The row's own field that points back at the owner, where the schema names one. */
  readonly column?: string
  readonly required?: true | 'schema'
  readonly since?: Since
}

export type Field = Value | Child

export interface Display {
  readonly singular: string
  readonly plural: string
  readonly code: string
}

/** One entry of the catalogue, as the files beside this one state it: own fields only, in schema order. */
export interface TypeEntry {
  readonly xsiType: string
  readonly extends?: string
  /** The global element declared with this type: the root of its XML document. */
  readonly element?: string
  /** Other global elements of this type, which documents may have as their root. */
  readonly otherElements?: readonly string[]
  readonly description: string
  readonly since?: Since
  readonly abstract?: true
  /** The schema has this name, though there is an underscore in it as in the names that XFT makes. */
  readonly named?: true
  readonly displayIdentifiers?: readonly string[]
  readonly display?: Display
  readonly fields: readonly Field[]
}

type ValueOptions = Omit<Value, 'form' | 'path' | 'node' | 'kind'>
type ChildOptions = Omit<Child, 'form' | 'path' | 'child'>

export const element = (path: string, kind: Kind, options: ValueOptions = {}): Value =>
  ({ form: 'value', path, node: 'element', kind, ...options })

export const attribute = (path: string, kind: Kind, options: ValueOptions = {}): Value =>
  ({ form: 'value', path, node: 'attribute', kind, ...options })

/** The text of a row's own element, stored under the element's name. */
export const content = (path: string, kind: Kind, options: ValueOptions = {}): Value =>
  ({ form: 'value', path, node: 'text', kind, ...options })

export const list = (path: string, child: string, options: ChildOptions = {}): Child =>
  ({ form: 'list', path, child, ...options })

export const one = (path: string, child: string, options: ChildOptions = {}): Child =>
  ({ form: 'one', path, child, ...options })
