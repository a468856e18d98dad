import { test } from 'tap'
import { catalogue, demoStore, found } from '../archive.ts'
import { refusalOf } from '../refusal.ts'
import { Parameters } from '../../../src/http/parameters.ts'
import type { Entry } from '../../../src/model/file-catalog.ts'
import { newItem } from '../../../src/model/item.ts'
import { addTag, setAttributes } from '../../../src/routes/restlet/files/add-resource.ts'
import { relativePath } from '../../../src/routes/restlet/files/archive-entries.ts'
import { entryFilter, inFolder, indexIn } from '../../../src/routes/restlet/files/file-rows.ts'
import { baseUri } from '../../../src/routes/restlet/files/found-resources.ts'
import { type FilePlace, ownerOf, projectOf, securityOf } from '../../../src/routes/restlet/files/place.ts'

const entry = (uri: string, more: Partial<Entry> = {}): Entry =>
  ({ uri, name: uri, size: 1, tags: [], created: { by: 'admin', time: 0, event: 1 }, ...more })

test('format and content choose files', async t => {
  const files = [
    entry('a', { format: 'DICOM', content: 'RAW' }), entry('b', { format: 'NIFTI', content: 'RAW' }),
    entry('c', { format: 'DICOM' }), entry('d')
  ]
  const cases: readonly (readonly [query: string, chosen: string | undefined])[] = [
    ['', undefined],
    ['format=DICOM', undefined],
    ['file_format=DICOM', 'ac'],
    ['file_format=DICOM&file_format=NIFTI', 'abc'],
    ['file_content=RAW', 'ab'],
    ['file_content=NULL', 'cd'],
    ['file_content=NULL&file_content=RAW', 'abcd'],
    ['file_format=NULL', ''],
    ['file_format=DICOM&file_content=RAW', 'a'],
    ['file_format=', '']
  ]
  for (const [query, chosen] of cases) {
    const filter = entryFilter(new Parameters(query))
    t.equal(filter && files.filter(filter).map(({ uri }) => uri).join(''), chosen, query)
  }
})

test('files below a folder', async t => {
  const files = ['a/x', 'a/b/y', 'ab/z', 'a'].map(uri => ({ entry: entry(uri) }))
  const cases: readonly (readonly [folder: string, query: string, chosen: readonly string[]])[] = [
    ['a/', '', ['a/x', 'a/b/y']],
    ['a', '', ['a/x', 'a/b/y', 'ab/z', 'a']],
    ['a', 'recursive=true', ['a/x', 'a/b/y', 'ab/z', 'a']],
    ['a', 'recursive=false', ['a/b/y', 'ab/z']],
    ['a/', 'recursive=false', ['a/b/y']],
    ['c', '', []]
  ]
  for (const [folder, query, chosen] of cases) {
    t.same(files.filter(inFolder(folder, new Parameters(query), undefined)).map(file => file.entry.uri), chosen, `${folder} ${query}`)
  }
  t.same(files.filter(inFolder('a', new Parameters(''), ({ uri }) => uri === 'a')).length, 1, 'a filter counts too')
})

test('the index of a file', async t => {
  for (const [query, answer] of [
    ['', undefined],
    ['index=0', 0],
    ['index=%2B2', 2],
    ['index=-1', -1]
  ] as const) t.equal(indexIn(new Parameters(query)), answer, query)
  for (const [query, message] of [
    ['index=', 'null'],
    ['index=x', 'For input string: "x"'],
    ['index=1.5', 'For input string: "1.5"'],
    ['index=9999999999', 'For input string: "9999999999"']
  ] as const) t.same(refusalOf(() => indexIn(new Parameters(query))), [500, message], query)
})

test('paths in an archive begin with the owner, and have labels and types for keys and IDs', async t => {
  const sessions = new Map([['XNAT_E1', 'MR1']])
  const scans = new Map([['2', '2-T1']])
  const cases: readonly (readonly [path: string, label: string | null, owners: Map<string, string>, relative: string])[] = [
    ['/data/experiments/XNAT_E1/scans/2/resources/7/files/a.dcm', 'DICOM', sessions, 'MR1/scans/2-T1/resources/DICOM/files/a.dcm'],
    ['/data/experiments/XNAT_E1/scans/2/resources/7/files/a.dcm', null, sessions, 'MR1/scans/2-T1/resources/7/files/a.dcm'],
    ['/data/experiments/XNAT_E1/scans/2/resources/7/files/a.dcm', '', sessions, 'MR1/scans/2-T1/resources/7/files/a.dcm'],
    ['/archive/P/arc001/MR1/SCANS/2/a.dcm', 'DICOM', sessions, 'MR1/SCANS/2-T1/a.dcm'],
    ['/x/XNAT_E1_old/a', 'R', sessions, 'MR1_old/a'],
    ['/x/old_XNAT_E1/a', 'R', sessions, 'old_MR1/a'],
    ['/x/y', 'R', sessions, 'MR1/x/y'],
    ['/x/y', 'R', new Map(), 'null/x/y'],
    ['/data/experiments/XNAT_E1/resources/7/files/a', '$&', sessions, 'MR1/resources/$&/files/a']
  ]
  for (const [path, label, owners, relative] of cases) {
    t.equal(relativePath(path, { found: { row: { key: 7, label } } }, owners, scans), relative, path)
  }
})

test('what the query says of a resource', async t => {
  const resource = newItem(catalogue.type('xnat:resourceCatalog'))
  const set = (query: string) => { setAttributes({ query: new Parameters(query), catalogue }, resource) }
  set('description=d&format=DICOM&content=RAW')
  set('description=&format=%20&content=NEW&tags=a,%20n=b%20,m:c&tags=a&tags=%20&label=x')
  t.same(resource.values, { description: 'd', format: 'DICOM', content: 'NEW' })
  const tags = () => resource.children['tags/tag']?.map(({ values }) => [values['name'], values['tag']])
  t.same(tags(), [[undefined, 'a'], ['n', 'b'], ['m', 'c']])
  addTag(resource, { ...newItem(catalogue.type('xnat:abstractResource_tag')), values: { name: 'n', tag: 'b' } })
  addTag(resource, { ...newItem(catalogue.type('xnat:abstractResource_tag')), values: { name: 'n', tag: 'x' } })
  t.same(tags()?.slice(3), [['n', 'x']])
  t.same(refusalOf(() => { set('tags=n=') }), [500, '1'])
  t.same(refusalOf(() => { set('tags==') }), [500, '0'])
})

test('what a place of files belongs to, and how it is addressed', async t => {
  const { projects, subjects, experiments, scans } = demoStore(t)
  const project = found(projects.byId('MEMORY'))
  const subject = found(subjects.byLabel('MEMORY', 'ADA'))
  const session = found(experiments.byLabel('MEMORY', 'ADA_MR1'))
  const scan = found(scans.find(session.id, '2'))
  const other = { ...project, id: 'OTHER' }
  const nowhere: FilePlace = { project: undefined, subject: undefined, sessions: [], experiments: [], scans: [], side: 'out' }
  const [s, e] = [subject.id, session.id]
  type Case = readonly [place: Partial<FilePlace>, uri: string, owner: unknown, security: unknown, project: string | undefined]
  const cases: readonly Case[] = [
    [{}, '/data', undefined, undefined, undefined],
    [{ project }, '/data/projects/MEMORY', ['project', 'MEMORY'], ['project', 'MEMORY'], 'MEMORY'],
    [{ subject }, `/data/projects/MEMORY/subjects/${s}`, ['subject', s], ['subject', s], 'MEMORY'],
    [{ project: other, subject }, `/data/projects/OTHER/subjects/${s}`, ['subject', s], ['subject', s], 'OTHER'],
    [{ experiments: [session] }, `/data/experiments/${e}`, ['experiment', e], ['experiment', e], 'MEMORY'],
    [
      { project, subject, experiments: [session, session] },
      `/data/projects/MEMORY/subjects/${s}/experiments/${e},${e}`, ['experiment', e], ['experiment', e], 'MEMORY'
    ],
    [{ sessions: [session], scans: [scan] }, `/data/experiments/${e}/scans/2`, ['scan', scan.key], ['experiment', e], 'MEMORY'],
    [{ project, sessions: [session] }, '/data/projects/MEMORY', ['project', 'MEMORY'], ['project', 'MEMORY'], 'MEMORY']
  ]
  for (const [where, uri, owner, security, projectId] of cases) {
    const place = { ...nowhere, ...where }
    const secured = securityOf(place)
    t.equal(baseUri(place), uri)
    t.same(ownerOf(place) && Object.values(ownerOf(place) ?? {}), owner, uri)
    t.same(secured && [secured.kind, secured.row.id], security, uri)
    t.equal(secured && projectOf(place, secured), projectId, uri)
  }
})
