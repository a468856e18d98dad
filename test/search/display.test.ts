import { test } from 'tap'
import { type Display, displayOf } from '../../src/model/display/display.ts'
import { fieldsIn } from '../../src/model/display/expression.ts'
import { isSubQuery } from '../../src/model/display/field.ts'
import { schemaPlace } from '../../src/model/schema-place.ts'
import { typeOf } from '../../src/model/search/column-type.ts'
import { Archive, catalogue, criterion, fails } from './archive.ts'

const displays = [...catalogue.types()].flatMap(type => displayOf(type) ?? [])

function display (xsiType: string): Display {
  const found = displayOf(catalogue.type(xsiType))
  if (found === undefined) throw new Error(`${xsiType} has no display`)
  return found
}

const bases = { project: 'xnat:projectData', subject: 'xnat:subjectData', experiment: 'xnat:experimentData', scan: 'xnat:imageScanData' }

test('every display field shows something that the data model has', async t => {
  t.ok(displays.length > 50)
  for (const { type, fields } of displays) {
    t.equal(new Set(fields.map(({ id }) => id)).size, fields.length, `${type.xsiType}: no ID twice`)
    for (const { id, content } of fields.filter(({ content }) => !isSubQuery(content))) {
      if (isSubQuery(content)) continue
      for (const { element, path } of fieldsIn(content)) {
        const other = catalogue.find(element)
        if (other === undefined || schemaPlace(other, path) === undefined) t.fail(`${type.xsiType}.${id}: ${element}/${path}`)
      }
    }
  }
})

test('links, listings and orders name fields that there are', async t => {
  for (const { type, find, fields, versions } of displays.map(one => ({
    type: one.type, fields: one.fields, versions: one.versions, find: (id: string) => one.find(id)
  }))) {
    const inserted = fields.flatMap(({ link }) => link === undefined
      ? []
      : [...link.secure, ...link.properties.flatMap(({ inserts }) => inserts.map(([, id]) => id))])
    for (const id of inserted) if (id !== '@WHERE' && find(id) === undefined) t.fail(`${type.xsiType}: a link inserts ${id}`)
    for (const version of versions) {
      for (const { id, element = type.xsiType } of version.fields) {
        const other = catalogue.find(element)
        if ((other && displayOf(other))?.find(id) === undefined) t.fail(`${type.xsiType} ${version.name}: ${element}.${id}`)
      }
    }
  }
})

test('every field can be shown, and be searched for by a value of its type', async t => {
  const archive = new Archive(t)
  const values = {
    text: 'x', integer: '1', numeric: '1', double: '1', date: '2020-01-01', time: '10:00:00', timestamp: '2020-01-01 00:00:00.0'
  }
  for (const one of displays.filter(({ type }) => Object.values(bases).some(base => type.isA(base)))) {
    const root = one.type.xsiType
    for (const field of one.fields) {
      const { id, content } = field
      const name = isSubQuery(content) ? `${id}=x` : id
      const value = values[typeOf(content, xsiType => catalogue.find(xsiType))]
      // XNAT puts values of fields without a known type into SQL without quotes
      const where = value === 'x' && one.typeOf(field) === 'UNKNOWN' ? [] : [criterion(`${root}.${name}`, '=', value)]
      try {
        archive.rows({ root, fields: [name], where })
      } catch (error) {
        t.fail(`${root}.${name} = ${value}: ${String(error)}`)
      }
    }
  }
})

test('fields are found by their exact ID, and by the path that they show', async t => {
  const subject = display('xnat:subjectData')
  t.equal(subject.find('gender_text'), undefined)
  t.match(subject.find('GENDER_TEXT'), { header: 'M/F' })
  const content = { query: 'countInProject', element: 'xnat:mrSessionData' }
  t.match(subject.find('CNT_XNAT_MRSESSIONDATA'), { header: 'MR Sessions', content })
  for (const id of ['CNT_XNAT_NONSENSE', 'CNT_', 'CNT_XNAT_MRSCANDATA', 'CNT_xnat_mrSessionData', 'constructor', '']) {
    t.equal(subject.find(id), undefined, id)
  }
  const at = (xsiType: string, path: string) => display(xsiType).at(catalogue.type(xsiType), path)
  t.match(at('xnat:projectData', 'name'), { id: 'NAME_CSV' })
  t.match(at('xnat:subjectData', 'src'), { id: 'XNAT_COL_SUBJECTDATASRC', header: 'src' }, 'made where no field shows it')
  for (const path of ['nonsense', '', 'fields/field/nonsense', '__proto__']) t.equal(at('xnat:subjectData', path), undefined, path)
})

test('types without a display document', async t => {
  for (const xsiType of ['xnat:imageSessionData', 'xnat:imageScanData', 'xnat:segScanData', 'xnat:demographicData_field', 'cat:catalog']) {
    const type = catalogue.find(xsiType)
    t.equal(type && displayOf(type), undefined, xsiType)
  }
  fails(t, () => new Archive(t).rows({ root: 'xnat:imageSessionData' }), 'nothing can be searched by them')
})

test('a search without fields shows the first listing in the order of a Hashtable', async t => {
  const listed = {
    'xnat:subjectData': 'SUBJECT_LABEL',
    'xnat:petSessionData': 'PET_SCAN_COUNT_AGG',
    'xnat:mrScanData': 'ID',
    'xnat:qcManualAssessorData': 'EXPT_ID'
  }
  for (const [xsiType, id] of Object.entries(listed)) {
    const version = display(xsiType).version('default')
    t.ok(version?.fields.some(field => field.id === id), `${xsiType}: ${version?.fields.map(field => field.id).join()}`)
  }
})
