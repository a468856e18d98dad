import { failures } from '../../../failures/index.ts'
import { type Cell, type Table, empty } from '../../../model/document.ts'
import { timestampText } from '../../../model/java-date.ts'
import { type PrearchiveRow, prearchiveUrl, unassigned } from '../../../store/files/prearchive.ts'
import { readableProject } from '../items/lookup.ts'
import { mayModify } from './prearchive-access.ts'
import { type Call, type Resource, standardOffers } from '../resource.ts'
import { sorted } from '../lists/sorting.ts'

/** The columns of the prearchive's database (DatabaseSession). */
const columns = [
  'project', 'timestamp', 'lastmod', 'uploaded', 'scan_date', 'scan_time', 'subject', 'folderName', 'name', 'tag', 'status', 'url',
  'autoarchive', 'prevent_anon', 'prevent_auto_commit', 'SOURCE', 'VISIT', 'PROTOCOL', 'TIMEZONE'
]

const codes: Readonly<Record<number, string>> = { 0: 'Manual', 4: 'AutoArchive', 5: 'AutoArchiveOverwrite' }

function cells (row: PrearchiveRow): Cell[] {
  const { project, timestamp, modified, uploaded, scanned, subject, folder, name, tag, status, autoarchive, source } = row
  const [scanDate = null, scanTime = null] = scanned === null ? [] : timestampText(scanned).split(/[ .]/)
  return [
    project ?? unassigned,
    timestamp,
    timestampText(modified),
    timestampText(uploaded),
    scanDate === null ? null : `${scanDate} 00:00:00.0`,
    scanTime,
    subject,
    folder,
    name,
    tag,
    status,
    prearchiveUrl(row),
    autoarchive === null ? null : (codes[autoarchive] ?? null),
    'false',
    'false',
    source,
    null,
    null,
    null
  ]
}

/** PrearcUtils.convertArrayLtoTable */
export const prearchiveTable = (call: Call, rows: readonly PrearchiveRow[]): Table => ({
  kind: 'table',
  columns,
  rows: sorted(call, columns, rows.map(cells)),
  properties: {}
})

/** PrearcSessionListResource. What one may not do ends in the constructor, as 404. */
export const prearchive: Resource<string | undefined> = {
  tag: 'prearchive',
  urls: ['/prearchive', '/prearchive/projects/{PROJECT_ID}'],
  archive: false,
  offers: standardOffers,
  find: call => {
    const projectNames = call.params['PROJECT_ID']
    if (!mayAsk(call, projectNames)) throw failures.constructorThrew()
    return projectNames
  },
  get: {
    id: 'listPrearchive',
    summary: 'List the sessions in the prearchive',
    query: { format: 'json, xml, csv, html', tag: 'UID of a study; for administrators' },
    responses: { 200: 'A table of sessions', 404: 'A project that the caller may not read, or a tag, for others than administrators' },
    handle: (call, projectNames) => {
      const tag = call.query.get('tag')
      const wanted = projectNames?.split(/\s*,\s*/)
      return prearchiveTable(call, call.store.prearchive.list().filter(({ project, tag: of }) => {
        if (tag !== undefined && tag.trim() !== '') return of === tag
        if (project === null) return call.viewer.administrator
        return wanted === undefined ? mayModify(call, project) : wanted.includes(project)
      }))
    }
  },
  put: {
    id: 'refreshPrearchive',
    summary: 'Have XNAT read the prearchive from the disk again; here its list is always right',
    responses: { 200: 'Done; no body', 404: 'The caller is no administrator' },
    handle: () => empty
  }
}

/**
 * PrearcSessionListResource's constructor. Several projects, with commas between them, are looked up as one (Permissions.canReadProject),
 * and what is no project is not private.
 */
function mayAsk (call: Call, projectNames: string | undefined): boolean {
  const { viewer, method, query, store } = call
  if (viewer.administrator) return true
  if (method === 'PUT') return false
  if (method !== 'GET') return true
  if ((query.get('tag') ?? '').trim() !== '') return false
  return projectNames === undefined || store.projects.byId(projectNames) === undefined || readableProject(call, projectNames) !== undefined
}
