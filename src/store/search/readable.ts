import type { QueryText } from './query-text.ts'

/** The projects whose data the reader may read, as a table of the query. */
export const readableProjects = (query: QueryText): string => `readable (id) AS MATERIALIZED (
  SELECT id FROM project WHERE accessibility = 'public' UNION SELECT project FROM member WHERE login = ${query.bind(query.reader.login)})`

/**
 * What a subject or an experiment must be so that the reader finds it: of a project that may be read, or shared into one, and
 * not obsolete (QueryOrganizer, ViewManager.ACCESSIBLE).
 * @param alias the table.
 */
export function mayBeFound (query: QueryText, kind: 'subject' | 'experiment', alias: string): string {
  const isAlive = `${alias}.status <> 'obsolete'`
  if (query.reader.everything) return isAlive
  const isShared = `EXISTS (SELECT 1 FROM share WHERE share.kind = '${kind}' AND share.id = ${alias}.id
    AND share.project IN (SELECT id FROM readable))`
  return `${isAlive} AND (${alias}.project IN (SELECT id FROM readable) OR ${isShared})`
}

/** The same for a project, of which everybody may know where it is protected. */
export const projectMayBeFound = (query: QueryText, alias: string): string =>
  query.reader.everything ? '1' : `(${alias}.accessibility = 'protected' OR ${alias}.id IN (SELECT id FROM readable))`
