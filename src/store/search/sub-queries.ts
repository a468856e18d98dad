import type { SubQuery } from '../../model/display/expression.ts'
import type { QueryText } from './query-text.ts'
import type { Source } from './source.ts'

/** What a sub-query of a display document says of an item, for the value that it got; nothing where there is none. */
export function subQueryOf (sub: SubQuery, source: Source, value: string | undefined, query: QueryText): string {
  if (value === undefined) return 'NULL'
  const { alias } = source
  switch (sub.query) {
    case 'labelInProject': return labelIn(source.kind === 'subject' ? 'subject' : 'experiment', `${alias}.id`, value, query)
    case 'subjectLabelInProject': return labelIn('subject', `${alias}.subject`, value, query)
    case 'customField': return `(SELECT json_extract(one.value, '$.v.field') FROM json_each(${source.json}, '$.c."fields/field"') one
      WHERE json_extract(one.value, '$.v.name') = ${query.bind(value)} ORDER BY one.key LIMIT 1)`
    case 'scansWith': return scansWith(alias, sub.field, sub.anywhere, value, query)
    case 'experimentsOfType': return counted('subject', alias, value, '1', query)
    case 'assessorsOfType': return counted('session', alias, value, '1', query)
    case 'countInProject': return counted(
      source.kind === 'subject' ? 'subject' : 'session', alias, sub.element, inProject(value, query), query
    )
    case 'userRole': return `(SELECT CASE role WHEN 'owner' THEN 'Owners' WHEN 'member' THEN 'Members' ELSE 'Collaborators' END
      FROM member JOIN user ON user.login = member.login
      WHERE member.project = ${alias}.id AND CAST(user.id AS TEXT) = ${query.bind(value)})`
    case 'lastAccessed': return 'NULL'
  }
}

/** An item's label in a project that has it, whether as its own or shared; without a label its ID. */
function labelIn (kind: 'subject' | 'experiment', id: string, project: string, query: QueryText): string {
  return `(SELECT coalesce(label, id) FROM (
    SELECT id, label FROM ${kind} WHERE id = ${id} AND project = ${query.bind(project)}
    UNION ALL SELECT id, label FROM share WHERE kind = '${kind}' AND id = ${id} AND project = ${query.bind(project)}) LIMIT 1)`
}

function scansWith (alias: string, field: string, anywhere: boolean, value: string, query: QueryText): string {
  const text = `json_extract(data, '$.v.${field}')`
  const fits = anywhere ? `search_like(${text}, ${query.bind(`%${value}%`)})` : `${text} = ${query.bind(value)}`
  return `(SELECT nullif(count(*), 0) FROM scan WHERE session = ${alias}.id AND ${fits})`
}

const counted = (owner: 'subject' | 'session', alias: string, xsiType: string, more: string, query: QueryText): string =>
  `(SELECT nullif(count(*), 0) FROM experiment one WHERE one.${owner} = ${alias}.id AND one.xsi_type = ${query.bind(xsiType)}
    AND one.status <> 'obsolete' AND ${more})`

const inProject = (project: string, query: QueryText): string => `(one.project = ${query.bind(project)} OR EXISTS (
  SELECT 1 FROM share WHERE share.kind = 'experiment' AND share.id = one.id AND share.project = ${query.bind(project)}))`
