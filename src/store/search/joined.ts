import { SearchFailed } from '../../model/search/failure.ts'
import type { Join, Via } from '../../model/search/joins.ts'
import type { Child } from '../../model/types.ts'
import { fieldOf } from './column.ts'
import { type Source, onlyRow, step, tableSource } from './source.ts'
import { type Candidates, type Joined, type Lookup, conjunction, itemsOf } from './tables.ts'

const rowPaths: Readonly<Partial<Record<Via, string>>> = { demographics: 'demographics', investigator: 'investigator', principal: 'PI' }

/** What hangs on an item. @throws SearchFailed */
export function joinedBy (from: Source, join: Join, lookup: Lookup): Joined {
  const path = rowPaths[join.via]
  if (path !== undefined) return { source: onlyRow(from, referenceAt(from, path), join.type), text: '' }
  const isOne = join.via === 'subject' || join.via === 'session'
  const { source, conditions } = itemsOf(join.type, { ...lookup, secured: lookup.secured && !isOne })
  const candidates = { source, conditions: [tieOf(from, source.alias, join.via), ...conditions] }
  if (!isOne && (lookup.single || join.via === 'siblings')) return chosen(from, join, candidates, lookup)
  return { source, text: `LEFT JOIN ${source.kind} ${source.alias} ON ${conjunction(candidates.conditions)}` }
}

function referenceAt ({ type }: Source, path: string): Child {
  const field = type.field(path)
  if (field === undefined || field.form === 'value') throw new SearchFailed(`${type.xsiType} has no ${path}`)
  return field
}

/** What ties the two. */
function tieOf (from: Source, alias: string, via: Via): string {
  switch (via) {
    case 'subject': return `${alias}.id = ${from.alias}.subject`
    case 'session': return `${alias}.id = ${from.alias}.session`
    case 'experiments': return `${alias}.subject = ${from.alias}.id`
    case 'siblings': return `${alias}.subject = ${from.alias}.subject`
    case 'fellows': return `${alias}.session = ${from.alias}.session`
    default: return `${alias}.session = ${from.alias}.id`
  }
}

/** One of several: the closest in time, else the latest (QueryOrganizer.getOrderBys, DisplayManager.GetArcDefinitionQuery). */
function chosen (from: Source, { via, type }: Join, { source, conditions }: Candidates, { query }: Lookup): Joined {
  const { kind, alias } = source
  const key = kind === 'scan' ? 'key' : 'id'
  const choice = `SELECT ${alias}.${key} FROM ${kind} ${alias} WHERE ${conjunction([step(source), ...conditions])}
    ORDER BY ${preference(from, source, via)}, ${alias}.${key} LIMIT 1`
  const found = tableSource(kind, query.alias(), type)
  return { source: found, text: `LEFT JOIN ${kind} ${found.alias} ON ${found.alias}.${key} = (${choice})` }
}

function preference (from: Source, source: Source, via: Via): string {
  const days = (item: Source): string => `julianday(${fieldOf(item, 'date').text})`
  switch (via) {
    case 'experiments': return `${fieldOf(source, 'date').text} IS NOT NULL, ${fieldOf(source, 'date').text} DESC, ${source.alias}.inserted`
    case 'siblings': return `abs(${days(from)} - ${days(source)}) ASC NULLS LAST, ${source.alias}.inserted`
    case 'assessors': return `${days(from)} - ${days(source)} ASC NULLS LAST, ${source.alias}.inserted`
    case 'scans': return `${source.alias}.inserted DESC`
    default: return `${source.alias}.inserted`
  }
}
