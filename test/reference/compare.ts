import { isDeepStrictEqual } from 'node:util'
import { escapeXml11 } from '../../src/model/escape.ts'
import type { Answer } from '../conformance/client.ts'
import { type Label, type Scan, type Session, type Sessions, type User, homeOf, labelsIn, may, mayRead, projects } from './archive.ts'

type Get = (path: string) => Promise<Answer>
type Row = Readonly<Record<string, string>>

/** Compares all that a user can see with what the model says; throws where they differ. */
export async function compare (sessions: Sessions, user: User, get: Get): Promise<void> {
  for (const project of projects) {
    if (!may(user, 'read', project)) continue
    for (const { format, read } of formats) {
      const listed = await rowsOf(await get(`/data/projects/${project}/experiments?columns=ID,label,project&format=${format}`), read)
      same(
        listed.map(({ ID = '', label = '' }) => `${label} ${ID}`).sort(),
        labelsIn(sessions, project)
          .map(label => `${label} ${sessions.get(label)?.id ?? ''}`)
          .sort(),
        `${format} of the experiments of ${project} as ${user}`
      )
    }
  }
  for (const [label, session] of sessions) await compareSession(label, session, user, get)
}

async function compareSession (label: Label, session: Session, user: User, get: Get): Promise<void> {
  const url = `/data/experiments/${session.id}/scans`
  if (!mayRead(user, label, session)) {
    for (const { format } of formats) {
      same((await get(`${url}?format=${format}`)).status, 500, `${format} of the scans of ${label} as ${user}`)
    }
    return
  }
  const expected = [...session.scans].map(([id, { type, quality, note }]) => ({
    ID: id,
    type,
    quality,
    note,
    xsiType: 'xnat:mrScanData',
    URI: `${url}/${id}`
  }))
  let keys: readonly (string | undefined)[] | undefined
  for (const { format, read } of formats) {
    for (const path of [url, `/data/projects/${homeOf(label)}/subjects/S/experiments/${label}/scans`]) {
      if (path !== url && !may(user, 'read', homeOf(label))) continue
      const rows = await rowsOf(await get(`${path}?format=${format}`), read)
      same(
        rows.map(({ ID, type, quality, note, xsiType, URI }) => ({ ID, type, quality, note, xsiType, URI })),
        expected.map(shown),
        `${format} of ${path} as ${user}`
      )
      const found = rows.map(row => row['xnat_imagescandata_id'])
      same(found, keys ??= found, `keys in ${format} of ${path}`)
    }
  }
  for (const [id, scan] of session.scans) await compareScan(`${url}/${id}`, id, scan, user, get)
}

async function compareScan (url: string, id: string, { type, quality, note, files }: Scan, user: User, get: Get): Promise<void> {
  const { items } = JSON.parse((await get(`${url}?format=json`)).body) as {
    items: [{ data_fields: Row, children: { field: string, items: { data_fields: Record<string, unknown> }[] }[] }]
  }
  const fields = items[0].data_fields
  same(
    [fields['ID'], fields['type'] ?? '', fields['quality'] ?? '', fields['note'] ?? ''],
    [id, ...[type, quality, note].map(escapeXml11)],
    `JSON of ${url} as ${user}`
  )
  const xml = (await get(`${url}?format=xml`)).body
  same(
    [attribute(xml, 'ID'), attribute(xml, 'type'), element(xml, 'quality'), element(xml, 'note')],
    [id, ...[type, quality, note].map(value => inHalves(escapeXml11(escapeXml11(value))))],
    `XML of ${url} as ${user}`
  )
  for (const { format, read } of formats) {
    const rows = await rowsOf(await get(`${url}/files?format=${format}`), read)
    same(
      rows.map(row => `${row['Name'] ?? ''} ${row['Size'] ?? ''}`).sort(),
      [...files].map(([name, content]) => `${name} ${content.length}`).sort(),
      `${format} of the files of ${url} as ${user}`
    )
  }
  for (const [name, content] of files) {
    same((await get(`${url}/resources/R/files/${name}`)).body, content, `file ${name} of ${url} as ${user}`)
  }
}

/** What is sent as a parameter is escaped before it is kept, and stands so in every list. */
const shown = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, escapeXml11(value)]))

/** Xalan's serializer writes the halves of a pair as numbers. */
const inHalves = (text: string): string => text.replace(/[\uD800-\uDFFF]/g, half => `&#${half.charCodeAt(0)};`)

const attribute = (xml: string, name: string): string => new RegExp(`<xnat:MRScan[^>]*? ${name}="([^"]*)"`).exec(xml)?.[1] ?? ''
const element = (xml: string, name: string): string => new RegExp(`<xnat:${name}>([^<]*)</xnat:${name}>`).exec(xml)?.[1] ?? ''

function same (found: unknown, expected: unknown, what: string): void {
  if (!isDeepStrictEqual(found, expected)) throw new Error(`${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`)
}

async function rowsOf ({ status, body }: Answer, read: (text: string) => Row[]): Promise<Row[]> {
  if (status !== 200) throw new Error(`a list was answered with ${status} ${body}`)
  return read(body)
}

/** Readers of the formats, as small as can be. */
const formats: readonly { readonly format: string, readonly read: (text: string) => Row[] }[] = [
  { format: 'json', read: text => (JSON.parse(text) as { ResultSet: { Result: Row[] } }).ResultSet.Result },
  { format: 'csv', read: text => named(text.split('\n').filter(line => line !== '').map(cellsOfCsv)) },
  {
    format: 'xml',
    read: text =>
      named(
        [...text.matchAll(/<(?:columns|row)>(.*?)<\/(?:columns|row)>/gs)].map(([, row = '']) =>
          [...row.matchAll(/<(?:column|cell)[^>]*?(?:\/>|>(.*?)<\/(?:column|cell)>)/gs)].map(([, cell = '']) => cell)
        )
      )
  },
  {
    format: 'html',
    read: text =>
      named(
        [...text.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
          [...row.matchAll(/<t[hd]>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell)
        )
      )
  }
]

const named = ([head = [], ...rows]: string[][]): Row[] =>
  rows.map(row => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])))

const cellsOfCsv = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare)
