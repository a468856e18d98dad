import type { DataType } from '../data-type.ts'
import { hashtableOrder } from '../java-order.ts'
import { schemaPlace } from '../schema-place.ts'
import { assessors } from './assessors.ts'
import { cleanColumn } from './column-name.ts'
import { fieldOf } from './define.ts'
import { type Expression, type SubQuery, fieldsIn } from './expression.ts'
import { type DisplayEntry, type DisplayField, type Version, type VersionField, isSubQuery } from './field.ts'
import { mrSession } from './mr-session.ts'
import { others } from './others.ts'
import { projects } from './projects.ts'
import { scan } from './scans.ts'
import { ofSubject, plainSession, sessions } from './sessions.ts'
import { subjects } from './subjects.ts'

const documents = new Map([subjects, projects, mrSession, ...sessions, ...assessors, ...others, ofSubject('xnat:subjectVariablesData')]
  .map(entry => [entry.element, entry]))

/** Types that XNAT has no document for: nothing can be searched by them. */
const without: ReadonlySet<string> = new Set(['xnat:imageSessionData', 'xnat:imageScanData', 'xnat:segScanData'])

function documentOf (type: DataType): DisplayEntry | undefined {
  const written = documents.get(type.xsiType)
  if (written !== undefined || without.has(type.xsiType)) return written
  if (type.isA('xnat:imageSessionData')) return plainSession(type.xsiType)
  return type.isA('xnat:imageScanData') ? scan(type.xsiType) : undefined
}

/** XNAT's ElementDisplay: by what a type can be searched, and how it is listed. */
export class Display {
  readonly type: DataType
  /** In the order of the document. */
  readonly fields: readonly DisplayField[]
  /** As XNAT's Hashtable has them; the first one is what a search shows that asks for nothing. */
  readonly versions: readonly Version[]
  private readonly byId: ReadonlyMap<string, DisplayField>
  private readonly inTable: readonly DisplayField[]

  constructor (type: DataType, { fields, versions }: DisplayEntry) {
    this.type = type
    this.fields = fields
    this.byId = new Map(fields.map(field => [field.id, field]))
    this.inTable = ordered(this.byId)
    this.versions = ordered(new Map(versions.map(version => [version.name, version])))
  }

  /** A field by its exact ID. */
  find (id: string): DisplayField | undefined {
    return this.byId.get(id) ?? this.countOf(id)
  }

  /** The searchable fields; where none is, all (ElementDisplay.getSearchableFields). */
  get searchable (): readonly DisplayField[] {
    const searchable = this.fields.filter(field => field.searchable)
    return searchable.length > 0 ? searchable : this.inTable
  }

  /**
   * The field that shows what stands at a path of the schema: one that the document has, else one that is made for it
   * (SchemaElement.getDisplayFieldForXMLPath, createDisplayFieldForXMLPath).
   * @param type what the path begins with, which may be another type.
   * @param path below the type.
   * @param written the whole as it was requested.
   * @returns none where the path leads nowhere, or to many rows at once.
   */
  at (type: DataType, path: string, written = `${type.xsiType}/${path}`): DisplayField | undefined {
    const place = schemaPlace(type, path)
    if (place === undefined) return undefined
    const more = place.implied === undefined ? '' : `/${place.implied}`
    return this.inTable.find(field => showsOnly(field, written + more)) ?? made(type, path + more, written + more)
  }

  /** What a search shows by a version's name; `all` is every visible field that takes no value (ElementDisplay.getVersion). */
  version (name: string): Version | undefined {
    return this.versions.find(version => version.name === name) ?? (name === 'all' ? this.all : this.versions[0])
  }

  private get all (): Version {
    const fields = this.fields.filter(field => field.visible && !isSubQuery(field.content)).map(({ id }): VersionField => ({ id }))
    return { name: 'all', orderBy: '', sortOrder: 'ASC', dark: '', light: '', fields }
  }

  /** How many experiments of a type a subject has in a project, or assessors a session (BaseXnatProjectdata.getDefaultSearch). */
  private countOf (id: string): DisplayField | undefined {
    if (!id.startsWith('CNT_')) return undefined
    const below = this.type.xsiType === 'xnat:subjectData' ? 'xnat:subjectAssessorData' : 'xnat:imageAssessorData'
    if (below === 'xnat:imageAssessorData' && !this.type.isA('xnat:imageSessionData')) return undefined
    const counted = this.type.typeNamed(id.slice('CNT_'.length).replace('_', ':'))
    if (counted?.isA(below) !== true || id !== countId(counted)) return undefined
    return fieldOf(this.type.xsiType)(
      id,
      counted.entry.display?.plural ?? counted.xsiType,
      { query: 'countInProject', element: counted.xsiType },
      { type: 'integer', searchable: true }
    )
  }

  /** What a field's values are: as the document says, else as its only field has it (DisplayField.getDataType). */
  typeOf ({ type, content }: DisplayField): string {
    return type ?? this.kindOf(content) ?? 'UNKNOWN'
  }

  private kindOf (content: Expression | SubQuery): string | undefined {
    if (isSubQuery(content)) return undefined
    const [only, more] = fieldsIn(content)
    if (only === undefined || more !== undefined) return undefined
    const type = this.type.typeNamed(only.element)
    return type && schemaPlace(type, only.path)?.kind
  }
}

function made (type: DataType, path: string, written: string): DisplayField {
  const header = written.slice(written.lastIndexOf('/') + 1)
  return fieldOf(type.xsiType)(cleanColumn(written).toUpperCase(), header, path, { searchable: true })
}

export const countId = (type: DataType): string => `CNT_${type.sqlName.toUpperCase()}`

const showsOnly = ({ content, worked }: DisplayField, full: string): boolean =>
  !worked && !isSubQuery(content) && content.op === 'field' && `${content.element}/${content.path}`.toLowerCase() === full.toLowerCase()

const ordered = <Entry>(entries: ReadonlyMap<string, Entry>): Entry[] =>
  hashtableOrder(entries.keys()).flatMap(key => entries.get(key) ?? [])

const known = new WeakMap<DataType, Display | undefined>()

/** @returns none for a type that nothing can be searched by. */
export function displayOf (type: DataType): Display | undefined {
  if (!known.has(type)) {
    const entry = documentOf(type)
    known.set(type, entry && new Display(type, entry))
  }
  return known.get(type)
}
