import type { Catalogue } from '../../model/catalogue.ts'
import type { DataType } from '../../model/data-type.ts'
import { SearchFailed } from '../../model/search/failure.ts'
import { balanced } from './condition.ts'
import type { QueryText } from './query-text.ts'
import { mayBeFound, projectMayBeFound } from './readable.ts'
import { type Source, type SourceKind, namesOf, tableSource } from './source.ts'

/** Where items of a type stand. */
export function tableOf (type: DataType): SourceKind | undefined {
  if (type.isA('xnat:projectData')) return 'project'
  if (type.isA('xnat:subjectData')) return 'subject'
  if (type.isA('xnat:experimentData')) return 'experiment'
  if (type.isA('xnat:imageScanData')) return 'scan'
  return type.isA('xnat:abstractResource') ? 'resource' : undefined
}

/** How tables come into a query. */
export interface Lookup {
  readonly catalogue: Catalogue
  readonly query: QueryText
  /** Whether of what is joined only that counts which the reader may find. */
  readonly secured: boolean
  /** Whether each item of the root is to be one row, so that of several joined items one is chosen. */
  readonly single: boolean
}

/** A table that is joined, and the text by which it is. */
export interface Joined {
  readonly source: Source
  readonly text: string
}

/** A table with what its rows must be to be of a type, and to be found. */
export interface Candidates {
  readonly source: Source
  /** All that must hold of a row. */
  readonly conditions: readonly string[]
}

/** The items of a type. @throws SearchFailed for a type whose items have no table. */
export function itemsOf (type: DataType, { catalogue, query, secured }: Omit<Lookup, 'single'>): Candidates {
  const kind = tableOf(type)
  if (kind === undefined) throw new SearchFailed(`${type.xsiType} has no table`)
  const source = tableSource(kind, query.alias(), type)
  const ofType = kind === 'project' || kind === 'subject'
    ? []
    : [
    `${source.alias}.xsi_type IN (${namesOf(type, catalogue.types(), query)})`
      ]
  return { source, conditions: secured ? [...ofType, securityOf(source, query)] : ofType }
}

/**
 * Types that nobody has set up, scans among them, are for those who may read everything (QueryOrganizer.getExperimentQuery,
 * getScanQuery).
 */
function securityOf ({ kind, alias, type }: Source, query: QueryText): string {
  switch (kind) {
    case 'project': return projectMayBeFound(query, alias)
    case 'subject': return mayBeFound(query, 'subject', alias)
    case 'experiment':
      return query.reader.everything || query.reader.isSecure(type.xsiType) ? mayBeFound(query, 'experiment', alias) : '0'
    default: return query.reader.everything ? '1' : '0'
  }
}

/** SQL for conditions that must all hold. */
export const conjunction = (conditions: readonly string[]): string =>
  balanced(conditions.map(text => `(${text})`), 'AND')
