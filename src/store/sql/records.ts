import type { Statements } from './statements.ts'

/** Every table whose rows are exported and imported as they stand, with its columns. */
export const tables = {
  sequence: ['name', 'last'],
  used_id: ['kind', 'id'],
  user: [
    'id', 'login', 'password', 'firstname', 'lastname', 'email', 'enabled', 'verified', 'administrator', 'modified', 'failed_logins',
    'locked', 'password_set'
  ],
  user_role: ['login', 'role'],
  project: [
    'id', 'accessibility', 'quarantine_code', 'prearchive_code', 'current_arc', 'scan_type_mapping', 'data', 'event', 'modified',
    'inserted', 'inserted_by'
  ],
  member: ['project', 'login', 'role'],
  subject: ['id', 'project', 'label', 'status', 'data', 'event', 'modified', 'inserted', 'inserted_by'],
  experiment: [
    'id', 'xsi_type', 'project', 'label', 'subject', 'session', 'status', 'data', 'event', 'modified', 'inserted', 'inserted_by'
  ],
  share: ['key', 'kind', 'id', 'project', 'label', 'event', 'modified'],
  scan: ['key', 'session', 'id', 'xsi_type', 'data', 'event', 'modified', 'inserted', 'inserted_by'],
  history: ['kind', 'id', 'data', 'event', 'modified', 'ended', 'ended_by_event'],
  resource: [
    'key', 'xsi_type', 'project', 'subject', 'experiment', 'scan', 'label', 'uri', 'data', 'event', 'modified', 'inserted', 'inserted_by'
  ],
  catalog: ['path', 'id', 'dicom_uid', 'images', 'audit', 'audited', 'files', 'bytes'],
  entry: [
    'catalog', 'uri', 'name', 'size', 'digest', 'format', 'content', 'description', 'tags', 'created_by', 'created_time', 'created_event',
    'modified_by', 'modified_time', 'modified_event', 'dicom_uid', 'instance_number'
  ],
  prearchive: [
    'project', 'timestamp', 'folder', 'name', 'subject', 'tag', 'status', 'autoarchive', 'scanned', 'uploaded', 'modified', 'source',
    'archived'
  ],
  alias_token: ['id', 'alias', 'secret', 'login', 'enabled', 'created', 'expires'],
  configuration: ['tool', 'path', 'project', 'login', 'created', 'reason', 'contents', 'unversioned', 'version', 'enabled'],
  saved_search: ['id', 'login', 'xml', 'data', 'event', 'modified', 'inserted'],
  preference: ['name', 'value'],
  tool_preference: ['tool', 'name', 'value'],
  setting: ['kind', 'id', 'data', 'removed'],
  data_type: ['xsi_type'],
  favorite: ['login', 'data_type', 'id'],
  invitation: ['key', 'guid', 'project', 'level', 'email', 'created', 'invited_by', 'login', 'approved', 'answered'],
  workflow: ['key', 'item', 'data', 'event', 'modified', 'inserted', 'inserted_by']
} as const

export type TableName = keyof typeof tables
type Cell = string | number | null
export type Row<Table extends TableName> = Record<(typeof tables)[Table][number], Cell>

/** The order in which rows of a table were made, where it is not that of a column. */
const orders: Partial<Record<TableName, string>> = {
  user: 'id',
  share: 'kind, id, key',
  history: 'kind, id, number',
  prearchive: 'number',
  alias_token: 'id',
  configuration: 'number',
  catalog: 'path',
  sequence: 'name',
  used_id: 'kind, id',
  user_role: 'login, role',
  saved_search: 'id',
  preference: 'name',
  tool_preference: 'tool, name',
  setting: 'kind, id',
  data_type: 'xsi_type',
  favorite: 'number',
  invitation: 'key',
  workflow: 'key'
}

/** Tables that hold one value for each name: a new one takes the place of the old. */
const replaceable: ReadonlySet<TableName> = new Set(['sequence', 'used_id', 'preference', 'tool_preference', 'setting', 'user_role'])

/** Keys that SQLite gives out itself, and remembers. */
type CountedTable = 'scan' | 'alias_token'

/** Rows as they stand: what an export reads and a seed writes, past the rules by which requests change them. */
export class RecordStore {
  private readonly sql: Statements
  private readonly insertions = new Map<TableName, (...cells: Cell[]) => number>()
  private readonly lists = new Map<string, (...cells: Cell[]) => unknown[]>()
  private readonly last
  private readonly forgetLast
  private readonly setLast
  private readonly setWritten

  constructor (sql: Statements) {
    this.sql = sql
    this.last = sql.get<[table: CountedTable], { seq: number }>('SELECT seq FROM sqlite_sequence WHERE name = ?')
    this.forgetLast = sql.delete<[table: CountedTable]>('sqlite_sequence', 'WHERE name = ?')
    this.setLast = sql.insert<[table: CountedTable, last: number]>('sqlite_sequence', '(name, seq) VALUES (?, ?)')
    this.setWritten = sql.update<[time: number, path: string]>('file', 'SET modified = ? WHERE path = ?')
  }

  /** Writes a new row. */
  write<Table extends TableName> (table: Table, row: Row<Table>): void {
    const columns: readonly string[] = tables[table]
    const cells = row as Readonly<Record<string, Cell>>
    this.insertion(table, columns)(...columns.map(column => cells[column] ?? null))
  }

  private insertion (table: TableName, columns: readonly string[]): (...cells: Cell[]) => number {
    const known = this.insertions.get(table)
    if (known) return known
    const sql = `(${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
    const made = replaceable.has(table) ? this.sql.insertOrReplace<Cell[]>(table, sql) : this.sql.insert<Cell[]>(table, sql)
    this.insertions.set(table, made)
    return made
  }

  /** Rows of a table in the order of their making; those with these values, where some are given. */
  list<Table extends TableName> (table: Table, where: Partial<Row<Table>> = {}): Row<Table>[] {
    const given = Object.entries(where) as [string, Cell][]
    const names = given.map(([column]) => column)
    const key = [table, ...names].join(' ')
    let list = this.lists.get(key)
    if (list === undefined) {
      const condition = names.length === 0 ? '' : ` WHERE ${names.map(name => `${name} IS ?`).join(' AND ')}`
      list = this.sql.all<Cell[], unknown>(
        `SELECT ${tables[table].join(', ')} FROM "${table}"${condition} ORDER BY ${orders[table] ?? 'inserted, id'}`
      )
      this.lists.set(key, list)
    }
    return list(...given.map(([, value]) => value)) as Row<Table>[]
  }

  /** The last key that SQLite gave out. */
  lastKey (table: CountedTable): number {
    return this.last(table)?.seq ?? 0
  }

  /** Goes on from another key. */
  setLastKey (table: CountedTable, last: number): void {
    this.forgetLast(table)
    this.setLast(table, last)
  }

  /** Says that the bytes of a file on the disk were written at another time. */
  setWriteTime (path: string, time: number): void {
    this.setWritten(time, path)
  }
}
