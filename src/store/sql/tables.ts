/**
 * Every table of the archive, with the tables whose rows go or change when one of its own rows is deleted: by a foreign
 * key or by a trigger (`migrations`).
 */
const dependents = {
  sequence: [],
  used_id: [],
  user: ['member', 'user_role', 'alias_token', 'saved_search', 'favorite'],
  user_role: [],
  alias_token: [],
  saved_search: [],
  favorite: [],
  invitation: [],
  workflow: [],
  project: ['project_name', 'member', 'subject', 'experiment', 'share', 'resource', 'prearchive'],
  project_name: [],
  member: [],
  subject: ['experiment', 'share', 'resource'],
  experiment: ['scan', 'share', 'resource'],
  share: [],
  scan: ['resource'],
  history: [],
  resource: [],
  catalog: ['entry'],
  entry: [],
  file: [],
  prearchive: [],
  configuration: [],
  preference: [],
  tool_preference: [],
  setting: [],
  data_type: [],
  sqlite_sequence: []
} as const satisfies Readonly<Record<string, readonly string[]>>

export type ArchiveTable = keyof typeof dependents

export const archiveTables = Object.keys(dependents) as readonly ArchiveTable[]

/** The tables in which a deletion from a table may change something: the table itself first, then all that depend on it. */
export function reachedFrom (table: ArchiveTable, reached: ReadonlySet<ArchiveTable> = new Set()): readonly ArchiveTable[] {
  const found = new Set([...reached, table])
  for (const dependent of dependents[table]) if (!found.has(dependent)) for (const other of reachedFrom(dependent, found)) found.add(other)
  return [...found]
}
