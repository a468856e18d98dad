import { test } from 'tap'
import { type XMLFileInfo, validateXML } from 'xmllint-wasm'
import { buildApp } from '../src/app.ts'
import { Catalogue, playedVersion } from '../src/model/catalogue.ts'
import type { DataType } from '../src/model/data-type.ts'
import { type Item, newItem } from '../src/model/item.ts'
import type { Kind, Value } from '../src/model/types.ts'
import { demo } from '../src/seeds/built-in/demo.ts'
import { itemXml } from '../src/serializers/item-xml.ts'
import { schemas } from '../src/serializers/namespaces.ts'
import { schemaXml } from '../src/serializers/xsd.ts'

const catalogue = new Catalogue(playedVersion)
const files = schemas.map(schema => ({ fileName: `${schema.file}.xsd`, contents: schemaXml(catalogue, schema, 'flat') }))

/** A schema that brings in all of them. */
const all = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${schemas.map(({ namespace, file }) =>
  namespace === ''
? `<xs:include schemaLocation="${file}.xsd"/>`
: `<xs:import namespace="${namespace}" ` +
    `schemaLocation="${file}.xsd"/>`).join('')}</xs:schema>`

/** The validator's complaints about documents. */
async function complaints (xml: readonly XMLFileInfo[]): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [...xml],
    schema: [{ fileName: 'all.xsd', contents: all }],
    preload: files,
    initialMemoryPages: 1024,
    maxMemoryPages: 8192
  })
  return errors.map(({ rawMessage }) => rawMessage).filter(line => !line.endsWith(' fails to validate'))
}

test('the schemas are XML Schema: a validator can use them, and finds only that they have no such element', async t => {
  t.match(await complaints([{ fileName: 'nothing.xml', contents: '<nothing/>' }]), [/Element 'nothing': No matching global declaration/])
})

const samples: Readonly<Record<Kind, string | number>> = {
  string: 'a & b',
  longText: 'long',
  anyURI: 'http://localhost/a',
  duration: 'P1D',
  json: '{"a":1}',
  boolean: '1',
  integer: 7,
  int: 7,
  long: 7,
  float: 1.5,
  double: 2.5e-10,
  date: '2020-01-31',
  time: '09:31:02',
  dateTime: '2020-01-31 09:31:02.0'
}

const sampleOf = ({ kind, values, max, min }: Value) => values?.[0] ?? max ?? min ?? samples[kind]

/** An item with everything in it that its type may have; rows of every type that fits, down to some depth. */
function full (type: DataType, depth: number): Item {
  const item = newItem(type)
  for (const field of type.fields) {
    if (field.form === 'value') {
      item.values[field.path] = sampleOf(field)
    } else if (depth > 0) {
      item.children[field.path] = rowTypes(type.childType(field), field.form === 'one').map((child, at) => ({
        ...full(child, depth - 1),
        key: at + 1
      }))
    }
  }
  return item
}

function rowTypes (child: DataType, one: boolean): DataType[] {
  const types = catalogue.subtypes(child.xsiType).filter(({ unnamed }) => !unnamed || child.unnamed)
  return one ? types.slice(-1) : types
}

const written = (item: Item): string =>
  itemXml({ kind: 'item', item }, { catalogue, siteUrl: 'http://localhost', includeHeaders: false, concealHiddenFields: false })

test('what the server writes of each type fits, with everything in it that it may have', async t => {
  const types = [...catalogue.types()].filter(({ entry }) => entry.element !== undefined)
  t.ok(types.length > 70)
  t.same(await complaints(types.map(type => ({ fileName: `${type.local}.xml`, contents: written(full(type, 2)) }))), [])
})

test('what the server serves fits the schemas that it names', async t => {
  const app = await buildApp({ seed: demo })
  t.after(() => app.close())
  const get = async (url: string) =>
    app.inject({ url, headers: { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` } })
  const urls = [
    '/data/projects/MEMORY', '/data/subjects/XNAT_S00001', '/data/experiments/XNAT_E00001', '/data/experiments/XNAT_E00004',
    '/data/experiments/XNAT_E00005', '/data/experiments/XNAT_E00001/scans/2'
  ]
  const documents = await Promise.all(urls.map(async url => (await get(`${url}?format=xml`)).body))
  t.same(await complaints(documents.map((contents, at) => ({ fileName: `${at}.xml`, contents }))), [])
  const locations = /xsi:schemaLocation="([^"]+)"/.exec(documents[0] ?? '')?.[1]?.split(' ').filter(text => text.endsWith('.xsd')) ?? []
  t.equal(locations.length, 10)
  for (const location of locations) {
    const { pathname } = new URL(location)
    t.equal((await get(pathname)).body, files.find(({ fileName }) => pathname.endsWith(`/${fileName}`))?.contents, location)
  }
})

test('what the server serves of each type of session, scan and experiment fits, and so do catalogs', async t => {
  const app = await buildApp({ seed: demo })
  t.after(() => app.close())
  const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`
  const ask = async (method: 'GET' | 'PUT', url: string, payload?: string) => {
    const { statusCode, body } = await app.inject({
      method,
      url,
      headers: { authorization, 'content-type': 'text/plain' },
      ...(payload !== undefined && { payload })
    })
    t.ok(statusCode < 300, `${method} ${url}: ${statusCode} ${statusCode < 300 ? '' : body}`)
    return body
  }
  const documents: XMLFileInfo[] = []
  const collect = async (url: string) => { documents.push({ fileName: `${documents.length}.xml`, contents: await ask('GET', url) }) }
  const base = '/data/projects/MEMORY/subjects/TYPES/experiments'
  const made = (parent: string) => [...catalogue.subtypes(parent)].filter(({ entry }) => entry.element !== undefined && !entry.abstract)
  const sessions = made('xnat:imageSessionData')
  t.ok(sessions.length >= 32, `${sessions.length} types of sessions`)
  for (const { xsiType, local } of sessions) {
    await ask(
      'PUT',
      `${base}/${local}?xsiType=${xsiType}&date=2020-01-31&note=a%20%26%20b&xnat:imageSessionData/scanner=s` +
      `&${xsiType}/fields/field%5Bname%3Dcolour%5D/field=blue`
    )
    await collect(`${base}/${local}?format=xml`)
  }
  for (const { xsiType, local } of made('xnat:imageScanData')) {
    const scan = `${base}/mrSessionData/scans/${local}`
    await ask('PUT', `${scan}?xsiType=${xsiType}&type=t&quality=usable&series_description=a%3Cb&frames=7&startTime=09:31:02&note=n`)
    await ask('PUT', `${scan}/resources/FILES/files/a.txt?format=TXT&content=C&tags=t`, 'abc')
    await collect(`${scan}?format=xml`)
    await collect(`${scan}/resources/FILES`)
  }
  for (const type of ['xnat:subjectVariablesData', 'xnat:genericData', 'xnat:pVisitData']) {
    const local = type.slice('xnat:'.length)
    await ask('PUT', `${type === 'xnat:subjectVariablesData' ? base : '/data/projects/MEMORY/experiments'}/${local}?xsiType=${type}&note=n`)
    await collect(`/data/projects/MEMORY/experiments/${local}?format=xml`)
  }
  await ask('PUT', '/data/projects/MEMORY/subjects/TYPES?gender=female&yob=1951&handedness=left&group=g')
  await ask('PUT', `${base}/mrSessionData/resources/R`)
  for (const url of [
    '/data/projects/MEMORY',
    '/data/subjects/XNAT_S00001',
    '/data/projects/MEMORY/subjects/TYPES',
    `${base}/mrSessionData`,
    `${base}/mrSessionData?includeHistory=true&concealHiddenFields=true`
  ]) {
    await collect(`${url}${url.includes('?') ? '&' : '?'}format=xml`)
  }
  await collect(`${base}/mrSessionData/resources/R`)
  t.ok(documents.length > 100, `${documents.length} documents`)
  t.same(await complaints(documents), [])
})

test('documents that do not fit are found out', async t => {
  const scan = full(catalogue.type('xnat:mrScanData'), 1)
  scan.values['frames'] = 'many'
  t.match(await complaints([{ fileName: 'scan.xml', contents: written(scan) }]), [/frames/])
})

test('xnatpy can read the schemas: it looks for these with patterns', async t => {
  for (const { fileName, contents } of files) {
    t.match(contents, /<xs:schema [^>]*>/, fileName)
    t.notMatch(contents, /<xs:(attributeGroup|group)\b/, fileName)
    const bases = [...contents.matchAll(/(?:base|type)="(?!xs:)([^"]+)"/g)].map(([, name = '']) => name)
    for (const name of bases) {
      const local = name.slice(name.indexOf(':') + 1)
      t.ok(
        files.some(file => new RegExp(`<xs:(complexType|simpleType) name="${local}"`).test(file.contents)),
        `${fileName}: ${name} is defined`
      )
    }
  }
})
