import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Server, authorization, median } from './server.ts'

export interface SearchTimes {
  /** Rows that are found. */
  readonly rows: number
  /** Medians, in seconds: to the first byte and to the last. */
  readonly first: number
  readonly whole: number
  /** Seconds of processor that the server takes for one, whatever else the machine does: a median. Linux only. */
  readonly processor: number
  /** How much the largest memory of the server grows, in MiB, and what it was before. Linux only. */
  readonly growth: number
  readonly before: number
}

const session = 'xnat:mrSessionData'
const found = (element: string, id: string, at: number): string =>
  `<xdat:search_field><xdat:element_name>${element}</xdat:element_name><xdat:field_ID>${id}</xdat:field_ID>` +
  `<xdat:sequence>${at}</xdat:sequence><xdat:type>string</xdat:type><xdat:header>${id}</xdat:header></xdat:search_field>`
const wanted = (field: string, comparison: string, value: string): string =>
  '<xdat:criteria override_value_formatting="0">' +
  `<xdat:schema_field>${field}</xdat:schema_field><xdat:comparison_type>${comparison}</xdat:comparison_type>` +
  `<xdat:value>${value}</xdat:value></xdat:criteria>`

/** Four fields, one of them of the subject, and two conditions, one of them on the subject. */
const documentOf = (since: string): string =>
  '<xdat:bundle xmlns:xdat="http://nrg.wustl.edu/security">' +
  `<xdat:root_element_name>${session}</xdat:root_element_name>` +
  [[session, 'LABEL'], [session, 'DATE'], [session, 'SCANNER'], ['xnat:subjectData', 'SUB_GROUP']]
    .map(([element = '', id = ''], at) => found(element, id, at)).join('') +
  `<xdat:search_where method="AND">${wanted(`${session}.DATE`, '&gt;=', since)}${wanted('xnat:subjectData/group', '=', 'patients')}` +
  '</xdat:search_where></xdat:bundle>'

/** Searches of so many sessions in a server of its own: one that finds half of them, and one that finds few. */
export async function searchTimes (sessions: number, rounds: number): Promise<Record<string, SearchTimes>> {
  const folder = mkdtempSync(join(tmpdir(), 'xnat-mock-bench-'))
  try {
    const file = join(folder, 'archive.db')
    await (await Server.mock('--db', file)).stop()
    fill(file, sessions)
    const times: Record<string, SearchTimes> = {}
    for (const [what, since] of [['half of them', '2000-01-01'], ['few of them', '2019-12-30']] as const) {
      const server = await Server.mock('--db', file)
      try {
        times[what] = await timed(server, documentOf(since), rounds)
      } finally {
        await server.stop()
      }
    }
    return times
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function timed (server: Server, document: string, rounds: number): Promise<SearchTimes> {
  const before = peak(server.pid)
  const answers = []
  for (let round = 0; round < rounds; round++) {
    const since = processorTime(server.pid)
    const answer = await post(`${server.url}/data/search?format=csv`, document)
    answers.push({ ...answer, processor: processorTime(server.pid) - since })
  }
  return {
    rows: answers[0]?.rows ?? 0,
    first: median(answers.map(({ first }) => first)),
    whole: median(answers.map(({ whole }) => whole)),
    processor: median(answers.map(({ processor }) => processor)),
    growth: peak(server.pid) - before,
    before
  }
}

/** Sends a document, and counts the rows of the answer. */
function post (url: string, document: string): Promise<{ rows: number, first: number, whole: number }> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const seconds = (): number => (performance.now() - began) / 1000
    request(url, { method: 'POST', headers: { authorization, 'content-type': 'text/xml' } }, response => {
      const first = seconds()
      let lines = 0
      response.on('data', (chunk: Buffer) => { for (const byte of chunk) if (byte === 10) lines++ })
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ rows: lines - 1, first, whole: seconds() })
        else reject(new Error(`the search answered ${response.statusCode}`))
      })
    }).on('error', reject).end(document)
  })
}

/** utime and stime of a process, in seconds. */
function processorTime (pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** VmHWM. */
const peak = (pid: number): number => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024

/** Puts copies of a session into the archive, ten for each of as many copies of its subject as that takes. */
function fill (file: string, sessions: number): void {
  const db = new Database(file)
  const columns = 'project, status, event, modified, inserted, inserted_by'
  const count = (last: number): string => `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${last})`
  db.exec(`
    ${count(Math.ceil(sessions / 10))}
    INSERT INTO subject (id, label, data, ${columns})
      SELECT 'BULK' || n, 'BULK' || n, json_set(data, '$.v.ID', 'BULK' || n, '$.v.label', 'BULK' || n,
        '$.v.group', iif(n % 2 = 0, 'patients', 'controls')), ${columns}
      FROM subject, n WHERE subject.id = 'XNAT_S00001';
    ${count(sessions)}
    INSERT INTO experiment (id, label, data, xsi_type, subject, session, ${columns})
      SELECT 'BULK' || n, 'BULK' || n, json_set(data, '$.v.ID', 'BULK' || n, '$.v.label', 'BULK' || n,
        '$.v.subject_ID', 'BULK' || (1 + (n - 1) / 10), '$.v.date', date('2020-01-01', '-' || (n % 5000) || ' days')),
        xsi_type, 'BULK' || (1 + (n - 1) / 10), session, ${columns}
      FROM experiment, n WHERE experiment.id = 'XNAT_E00001';
  `)
  db.close()
}
