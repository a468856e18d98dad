import type { Expression, SubQuery } from './expression.ts'

/** A property of a field's link, with the display fields that are put in the place of `@NAME`. */
export interface LinkProperty {
  readonly name: string
  readonly value: string
  readonly inserts: readonly (readonly [name: string, field: string])[]
}

/** XNAT's HTML-Link: searches show the fields that it is made of, too. */
export interface Link {
  readonly properties: readonly LinkProperty[]
  /** Fields that say who may follow it, as XNAT's Hashtable has them. */
  readonly secure: readonly string[]
}

/** XNAT's DisplayField: something by which data can be shown and searched. */
export interface DisplayField {
  readonly id: string
  readonly header: string
  readonly content: Expression | SubQuery
  /** `data-type` of the document; where left out it is that of the only field that is shown. */
  readonly type?: string
  readonly visible: boolean
  readonly searchable: boolean
  readonly link?: Link
  readonly about?: string
  readonly sortOrder: '' | 'ASC' | 'DESC'
  readonly image: boolean
  /** Whether the document has an SQL content, so that a path does not find the field. */
  readonly worked: boolean
  /** The content as XNAT's list of search fields words it, where the document has SQL. */
  readonly summary?: string
}

/** A field in a version of the listing. */
export interface VersionField {
  readonly id: string
  /** Where left out the listed type itself. */
  readonly element?: string
  readonly value?: string
  readonly visible?: boolean
}

/** XNAT's DisplayVersion: a listing by name. */
export interface Version {
  readonly name: string
  readonly orderBy: string
  readonly sortOrder: 'ASC' | 'DESC'
  readonly dark: string
  readonly light: string
  readonly fields: readonly VersionField[]
}

/** What an experiment or scan has in common with others, by which XNAT joins them (Arc): a subject and a date. */
export interface DisplayEntry {
  readonly element: string
  readonly fields: readonly DisplayField[]
  readonly versions: readonly Version[]
}

export const isSubQuery = (content: Expression | SubQuery): content is SubQuery => 'query' in content
