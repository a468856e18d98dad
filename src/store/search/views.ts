import type { View } from '../../model/display/expression.ts'
import type { QueryText } from './query-text.ts'
import type { Source } from './source.ts'

const typed = (alias: string, names: readonly string[], query: QueryText): string => `${alias}.xsi_type IN (${query.bindAll(names)})`

/** The views of XNAT's display documents (SQLView), each by the key of the item that it is of. */
const views: Readonly<Record<View, (source: Source, query: QueryText) => string>> = {
  subjectProjects: ({ alias }) => `',<' || ${alias}.project || '>' || ${sharedInto('subject', alias)}`,
  projects: ({ alias }) => `'<' || ${alias}.project || '>' || ${sharedInto('experiment', alias)}`,
  subjectIds: ({ alias }) => `(SELECT ${alias}.label || ', ' || group_concat(label, ', ')
    FROM (SELECT label FROM share WHERE kind = 'subject' AND id = ${alias}.id ORDER BY key))`,
  subjectLabel: ({ alias }) => `(SELECT label FROM subject WHERE id = ${alias}.subject)`,
  scanCounts: ({ alias }) => `(SELECT group_concat(type || '(' || scans || ')', ', ') FROM (
    SELECT json_extract(data, '$.v.type') AS type, count(*) AS scans FROM scan WHERE session = ${alias}.id GROUP BY type ORDER BY type))`,
  dtiCount: ({ alias }) => `(SELECT nullif(count(*), 0) FROM scan WHERE session = ${alias}.id
    AND (instr(json_extract(data, '$.v.series_description'), 'DTI') > 0 OR instr(json_extract(data, '$.v.type'), 'DTI') > 0))`,
  workflowStatus: () => 'NULL',
  workflowName: () => 'NULL',
  investigators: ({ json }) => `(coalesce(${investigatorName(`json_extract(${json}, '$.c.PI[0]')`)}, '') || (
    SELECT coalesce(group_concat(' <br/> ' || name, ''), '') FROM (
      SELECT ${investigatorName('one.value')} AS name FROM json_each(${json}, '$.c."investigators/investigator"') one ORDER BY one.key)))`,
  accessibility: ({ alias }) => `${alias}.accessibility`,
  users: source => usersOf(source, ''),
  owners: source => usersOf(source, "AND role = 'owner'"),
  members: source => usersOf(source, "AND role = 'member'"),
  collaborators: source => usersOf(source, "AND role = 'collaborator'"),
  lastWorkflow: () => 'NULL',
  lastAccess: () => 'NULL',
  favorites: ({ alias }) => `(SELECT group_concat(login, '<br/>') FROM (
    SELECT ' ' || login || ' ' AS login FROM favorite WHERE data_type = 'Project' AND id = ${alias}.id ORDER BY number))`,
  mrCount: (source, query) => countIn(source, 'xnat:mrSessionData', query),
  ctCount: (source, query) => countIn(source, 'xnat:ctSessionData', query),
  petCount: (source, query) => countIn(source, 'xnat:petSessionData', query),
  utCount: () => 'NULL',
  quarantineCode: ({ alias }) => `${alias}.quarantine_code`,
  prearchiveCode: ({ alias }) => `${alias}.prearchive_code`
}

const sharedInto = (kind: 'subject' | 'experiment', alias: string): string =>
  `(SELECT coalesce(group_concat(',<' || project || '>', ''), '')
  FROM (SELECT project FROM share WHERE kind = '${kind}' AND id = ${alias}.id ORDER BY key))`

const investigatorName = (row: string): string => `json_extract(${row}, '$.v.lastname') || ', ' || json_extract(${row}, '$.v.firstname')`

const usersOf = ({ alias }: Source, role: string): string => `(SELECT group_concat(login, '<br/>') FROM (
  SELECT ' ' || login || ' ' AS login FROM member WHERE project = ${alias}.id ${role} ORDER BY login))`

/** Own experiments, and what is shared into the project, by its label there. */
const countIn = ({ alias }: Source, xsiType: string, query: QueryText): string => `nullif(
  (SELECT count(*) FROM experiment own WHERE own.project = ${alias}.id AND ${typed('own', [xsiType], query)})
  + (SELECT count(DISTINCT share.label) FROM share JOIN experiment other ON other.id = share.id
     WHERE share.kind = 'experiment' AND share.project = ${alias}.id AND ${typed('other', [xsiType], query)}), 0)`

export const viewOf = (view: View, source: Source, query: QueryText): string => views[view](source, query)
