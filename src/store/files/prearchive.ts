import { folderOf } from '../../model/archive-path.ts'
import type { Disk, FileRow } from './disk.ts'
import type { Statements } from '../sql/statements.ts'

/** What is being done with a session that waits (PrearcUtils.PrearcStatus). */
export type PrearchiveStatus =
  'ARCHIVING' | 'BUILDING' | 'CONFLICT' | 'DELETING' | 'ERROR' | 'MOVING' | 'READY' | 'RECEIVING' | 'RECEIVING_INTERRUPT' | 'SEPARATING' |
  'QUEUED_ARCHIVING' | 'QUEUED_BUILDING' | 'QUEUED_DELETING' | 'QUEUED_MOVING' | 'QUEUED_SEPARATING'

/** A session that waits to be archived (SessionData). */
export interface PrearchiveRow {
  number: number
  /** Null: nobody knows what project it belongs to. The project need not be there. */
  project: string | null
  timestamp: string
  folder: string
  name: string
  subject: string | null
  /** UID of its study. */
  tag: string | null
  status: PrearchiveStatus
  /** The prearchive code that it came with. */
  autoarchive: number | null
  /** Epoch milliseconds of the study; of the first file; of the last one. */
  scanned: number | null
  uploaded: number
  modified: number
  source: string | null
  /** Its address in the archive, where it has gone there by itself. */
  archived: string | null
}

/** Where it stands, as its address has it. */
export type PrearchivePlace = Pick<PrearchiveRow, 'project' | 'timestamp' | 'folder'>

/** What is not the store's own to say. */
export type WaitingSession = Omit<PrearchiveRow, 'number'>

function queries (sql: Statements) {
  const columns = [
    'project', 'timestamp', 'folder', 'name', 'subject', 'tag', 'status', 'autoarchive', 'scanned', 'uploaded', 'modified', 'source',
    'archived'
  ]
  return {
    find: sql.get<[PrearchivePlace], PrearchiveRow>(
      'SELECT * FROM prearchive WHERE project IS :project AND timestamp = :timestamp AND folder = :folder'
    ),
    ofStudy: sql.get<[Pick<PrearchiveRow, 'project' | 'tag' | 'name'>], PrearchiveRow>(
      'SELECT * FROM prearchive WHERE project IS :project AND tag IS :tag AND name = :name'
    ),
    list: sql.all<[], PrearchiveRow>('SELECT * FROM prearchive WHERE archived IS NULL ORDER BY number'),
    insert: sql.insertReturning<[WaitingSession], PrearchiveRow>(
      'prearchive',
      `(${columns.join(', ')}) VALUES (${columns.map(name => `:${name}`).join(', ')}) RETURNING *`
    ),
    update: sql.update<[PrearchiveRow]>(
      'prearchive',
      `SET ${columns.map(name => `${name} = :${name}`).join(', ')} WHERE number = :number`
    ),
    remove: sql.delete<[number: number]>('prearchive', 'WHERE number = ?')
  }
}

/** The prearchive: what has come in and is in no project's archive yet. */
export class PrearchiveStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly disk: Disk

  constructor (statements: Statements, disk: Disk) {
    this.sql = queries(statements)
    this.disk = disk
  }

  find ({ project, timestamp, folder }: PrearchivePlace): PrearchiveRow | undefined {
    return this.sql.find({ project, timestamp, folder })
  }

  /** The session that a study's files go to. */
  ofStudy (study: Pick<PrearchiveRow, 'project' | 'tag' | 'name'>): PrearchiveRow | undefined {
    return this.sql.ofStudy(study)
  }

  /** Those that wait. */
  list (): PrearchiveRow[] {
    return this.sql.list()
  }

  add (session: WaitingSession): PrearchiveRow {
    return this.sql.insert(session)
  }

  update (row: PrearchiveRow): void {
    this.sql.update(row)
  }

  files (row: PrearchiveRow): FileRow[] {
    return this.disk.below(prearchiveFolder(row))
  }

  /** Gives a session to a project, or to none, with its files. */
  move (row: PrearchiveRow, project: string | null): void {
    const moved = { ...row, project, status: 'READY' as const }
    this.disk.move(prearchiveFolder(row), prearchiveFolder(moved))
    this.sql.update(moved)
  }

  /** Removes a session with its files. */
  remove (row: PrearchiveRow): void {
    this.disk.removeBelow(prearchiveFolder(row))
    this.sql.remove(row.number)
  }
}

const root = '/data/xnat/prearchive'

/** Where the files of a session stand. */
export const prearchiveFolder = ({ project, timestamp, folder }: PrearchivePlace): string =>
  `${root}/${project === null ? '' : `${project}/`}${timestamp}/${folder}`

/** Where a file of a session goes (Files.getImageFile). */
export const prearchiveFile = (place: PrearchivePlace, scan: string, name: string): string =>
  `${prearchiveFolder(place)}/SCANS/${scan}/DICOM/${name}`

/** Below the folder of its resource. */
export const fileName = (path: string): string => path.slice(folderOf(path).length + 1)

/** The address below /data (SessionData.getExternalUrl). */
export const prearchiveUrl = ({ project, timestamp, folder }: PrearchivePlace): string =>
  `/prearchive/projects/${project ?? unassigned}/${timestamp}/${folder}`

export const unassigned = 'Unassigned'
