import { type SchemaPlace, schemaPlace } from '../../model/schema-place.ts'
import { SearchFailed } from '../../model/search/failure.ts'
import { jsonPath, jsonStep } from './query-text.ts'
import type { Source, SourceKind } from './source.ts'

/** A value in SQL. */
export interface Sql {
  readonly text: string
  /** Whether it is a time in epoch milliseconds, where XNAT has a timestamp. */
  readonly epoch?: true
  /** How many decimals XNAT shows. */
  readonly decimals?: number
}

/** Columns that hold what the JSON does not. */
const columns: Readonly<Partial<Record<SourceKind, Readonly<Record<string, string>>>>> = {
  project: { ID: 'id' },
  subject: { ID: 'id', project: 'project', label: 'label' },
  experiment: { ID: 'id', project: 'project', label: 'label', subject_ID: 'subject', imageSession_ID: 'session' },
  scan: { ID: 'id', image_session_ID: 'session' },
  share: { project: 'project', label: 'label', subject_ID: 'id' },
  resource: { label: 'label', URI: 'uri' }
}

/** @throws SearchFailed where the path leads to rows that are joined apart. */
export function columnOf (source: Source, { steps, end }: SchemaPlace): Sql {
  if (steps.length > 0) throw new SearchFailed('rows stand apart')
  switch (end.at) {
    case 'key': return { text: keyOf(source) }
    case 'meta': return metaOf(source, end.name)
    case 'value': return valueOf(source, end.field.path, end.field.kind === 'float' || end.field.kind === 'double')
  }
}

/** A value by its path in the type. */
export function valueOf (source: Source, path: string, mayBeOdd = false): Sql {
  const { kind, alias, json, at } = source
  const column = columns[kind]?.[path]
  if (column !== undefined) return { text: `${alias}.${column}` }
  if (kind === 'share') return { text: 'NULL' }
  const value = `json_extract(${json}, ${jsonPath(...at, jsonStep('v', path))})`
  // a scan's project is that of its session, where it has none of its own
  if (kind === 'scan' && path === 'project') {
    return {
      text: `coalesce(${value}, (SELECT project FROM experiment WHERE id = ${alias}.session))`
    }
  }
  if (!mayBeOdd) return { text: value }
  const odd = `json_extract(${json}, ${jsonPath(...at, jsonStep('n', path))})`
  return { text: `coalesce(${value}, CASE ${odd} WHEN 'Infinity' THEN 9e999 WHEN '-Infinity' THEN -9e999 ELSE ${odd} END)` }
}

/** What an item is known by. */
export function keyOf ({ kind, alias, json, at }: Source): string {
  if (kind === 'scan' || kind === 'share' || kind === 'resource') return `${alias}.key`
  return kind === 'row' ? `json_extract(${json}, ${jsonPath(...at, '.k')})` : `${alias}.id`
}

function metaOf ({ kind, alias, json, at }: Source, name: string): Sql {
  const inJson = (member: string): string => `json_extract(${json}, ${jsonPath(...at, member)})`
  const isItem = kind !== 'row' && kind !== 'share'
  switch (name) {
    case 'meta/insert_date': return {
      text: isItem ? `${alias}.inserted` : kind === 'share' ? `${alias}.modified` : inJson('.m.modified'), epoch: true
    }
    case 'meta/last_modified': return { text: kind === 'row' ? inJson('.m.modified') : `${alias}.modified`, epoch: true }
    case 'meta/insert_user/login': return { text: isItem ? `${alias}.inserted_by` : 'NULL' }
    case 'extension_item/element_name': return { text: elementName(kind, alias, inJson) }
    default: return { text: kind === 'subject' || kind === 'experiment' ? `${alias}.status` : "'active'" }
  }
}

function elementName (kind: SourceKind, alias: string, inJson: (member: string) => string): string {
  switch (kind) {
    case 'project': return "'xnat:projectData'"
    case 'subject': return "'xnat:subjectData'"
    case 'share': return "'xnat:projectParticipant'"
    case 'row': return inJson('.t')
    default: return `${alias}.xsi_type`
  }
}

/** The value at a path of a source's type that leads through no list. @throws SearchFailed */
export function fieldOf (source: Source, path: string): Sql {
  const place = schemaPlace(source.type, path)
  if (place === undefined) throw new SearchFailed(`${source.type.xsiType} has no ${path}`)
  return columnOf(source, place)
}
