import { test, type Test } from 'tap'
import { displayOf } from '../../src/model/display/display.ts'
import { joinsTo } from '../../src/model/search/joins.ts'
import { Archive, catalogue, criterion, everything, fails, item, setOf } from './archive.ts'

const [subject, mr, pet, qc, scan] = [
  'xnat:subjectData', 'xnat:mrSessionData', 'xnat:petSessionData', 'xnat:qcManualAssessorData', 'xnat:mrScanData'
]

/** Two subjects with two sessions, one of them with scans and an assessment. */
function study (t: Test): Archive {
  const archive = new Archive(t)
  archive.fill(() => {
    archive.project('P')
    archive.project('Q')
    archive.subject({ ID: 'S1', project: 'P', label: 'Sub1', group: 'a' })
    archive.subject({ ID: 'S2', project: 'P', label: 'Sub2' })
    archive.experiment(mr, { ID: 'E1', project: 'P', label: 'MR1', subject_ID: 'S1', date: '2020-02-03', scanner: 'Trio' })
    archive.experiment(pet, { ID: 'E2', project: 'P', label: 'PET1', subject_ID: 'S1', date: '2020-02-04' })
    archive.experiment(mr, { ID: 'E3', project: 'P', label: 'MR2', subject_ID: 'S1', date: '2021-02-03' })
    archive.scan(scan, { ID: '1', image_session_ID: 'E1', type: 'T1w' })
    archive.scan(scan, { ID: '2', image_session_ID: 'E1', type: 'T2w' })
    archive.experiment(qc, {
      ID: 'A1', project: 'P', label: 'QC1', imageSession_ID: 'E1', date: '2020-03-04', rater: 'Ada', pass: '1', comments: 'fine'
    })
  })
  return archive
}

const label = 'label,expt_id,insert_user,insert_date,projects,project'
const timeless = (rows: readonly string[]): string[] => rows.map(row => row.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+/g, 'TIME'))

test('assessments: each field of their display document', async t => {
  const archive = study(t)
  for (const [field, column, value] of [
    ['RATER', 'rater', 'Ada'], ['PASS', 'pass', 'Pass'], ['PASSABLE', 'passable', '1'], ['COMMENTS', 'comments', 'fine'],
    ['DATE', 'date', '2020-03-04'], ['SESSION_ID', 'session_id', 'E1'], ['SUBJECT_ID', 'subject_id', 'S1'],
    ['SESSION_DATE', 'session_date', '2020-02-03']
  ] as const) {
    const rows = archive.csv({ root: qc, fields: ['LABEL', field], where: [criterion(`${qc}/project`, '=', 'P')], sortBy: 'LABEL' })
    t.same(timeless(rows), [`${label},${column},quarantine_status`, `QC1,A1,admin,TIME,<P>,P,${value},active`], field)
  }
  for (const field of ['PROJECT', 'EXPT_ID']) {
    const rows = archive.csv({ root: qc, fields: ['LABEL', field] })
    t.same(timeless(rows), [`${label},quarantine_status`, 'QC1,A1,admin,TIME,<P>,P,active'], field)
  }
  t.same(archive.csv({ root: qc }), [
    'expt_id,date,rater,stereotacticmarker,incidentalfindings,comments,pass,payable,rescan,resolvable,retrain,quarantine_status',
    'A1,2020-03-04,Ada,,,fine,Pass,,,,,active'
  ], 'the listing')
})

test('assessments beside sessions and subjects, and conditions on them', async t => {
  const archive = study(t)
  t.same(archive.csv({ root: mr, fields: ['DATE', `${qc} RATER`], sortBy: 'DATE', sortOrder: 'ASC' }), [
    'date,xnat_qcmanualassessordata_rater,quarantine_status', '2020-02-03,Ada,active', '2021-02-03,,active'
  ])
  t.same(archive.csv({ root: qc, fields: ['DATE', `${mr} DATE`, `${subject} SUB_GROUP`] }), [
    'date,xnat_mrsessiondata_date,xnat_subjectdata_sub_group,quarantine_status', '2020-03-04,2020-02-03,a,active'
  ])
  const rater = criterion(`${qc}/rater`, '=', 'Ada')
  t.same(archive.rows({ root: mr, fields: ['DATE'], where: [rater] }), [['2020-02-03', 'active']])
  t.same(archive.rows({ root: mr, fields: ['DATE'], where: [criterion(`${qc}.PASS`, '=', 'Fail')] }), [])
  t.same(archive.rows({ root: subject, fields: ['SUB_GROUP'], where: [rater] }), [['a', 'active']])
  t.same(archive.rows({ root: scan, fields: ['TYPE'], where: [rater] }), [['T1w', 'active'], ['T2w', 'active']])
  t.same(archive.rows({ root: subject, fields: ['SUB_GROUP'], where: [criterion(`${scan}/type`, '=', 'T2w')] }), [['a', 'active']])
})

test('whoever reads a project finds what is in it and what is shared into it', async t => {
  const archive = study(t)
  archive.fill(() => {
    archive.store.users.add({ login: 'member', password: 'member' })
    archive.store.access.setRole('Q', 'member', 'member')
  })
  const reader = { login: 'member', everything: false, isSecure: () => true }
  const found = () => archive.rows({ root: mr, fields: ['DATE'], reader }).length
  t.equal(found(), 0)
  archive.fill(() => { archive.project('OPEN', 'public') })
  t.equal(found(), 0, 'another project')
  archive.fill(() => { archive.store.shares.add('experiment', 'E1', 'OPEN', 'Shared') })
  t.equal(found(), 1, 'shared into one that is public')
  t.same(archive.rows({ root: scan, fields: ['TYPE'], reader }), [], 'scans are not set up')
  t.same(
    archive.rows({ root: mr, fields: [`${subject} SUB_GROUP`], reader }), [['a', 'active']], 'the subject of a session that may be read'
  )
})

test('values are bound, whatever is in them', async t => {
  const archive = study(t)
  const odd = [
    "'", "''", '"', '\\', '%', '_', '--', '/*', '); --', "' OR 1=1 --",
    '\u0000', '\ud800', 'search_value(0)', '?', ':a', '$.v', '😀'
  ]
  for (const value of odd) {
    for (const field of [`${subject}/group`, `${subject}.SUB_GROUP`, `${subject}.SUB_PROJECT_IDENTIFIER=${value}x`]) {
      for (const comparison of ['=', '!=', 'LIKE', '>', 'IN', 'BETWEEN', 'IS', value]) {
        try {
          const rows = archive.rows({ root: subject, fields: ['SUB_GROUP'], where: [setOf('AND', criterion(field, comparison, value))] })
          t.ok(rows.length <= 2)
        } catch (error) {
          if ((error as Error).constructor.name !== 'SearchFailed') t.fail(`${field} ${comparison} ${value}: ${String(error)}`)
        }
      }
    }
    try {
      const fields = [`SUB_PROJECT_IDENTIFIER=${value}`, `xnat:subjectData/fields/field[name=${value}]/field`, value]
      archive.rows({ root: subject, fields })
    } catch (error) {
      if ((error as Error).constructor.name !== 'SearchFailed') t.fail(`field ${value}: ${String(error)}`)
    }
  }
  t.equal(archive.rows({ root: subject, fields: ['SUB_GROUP'] }).length, 2, 'everything is still there')
})

test('10,000 conditions, sets in sets, hundreds of columns and dozens of joins', async t => {
  const archive = study(t)
  const many = (root: string, path: string, count = 10_000) =>
    Array.from({ length: count }, (_, at) => criterion(`${root}${path}`, '=', `x${at}`))
  for (const path of ['/label', '.LABEL', '/fields/field/name']) {
    t.same(archive.rows({ root: mr, fields: ['DATE'], method: 'OR', where: many(mr, path) }), [], `OR ${path}`)
    t.same(archive.rows({ root: mr, fields: ['DATE'], where: many(mr, path) }), [], `AND ${path}`)
  }
  t.same(archive.rows({ root: mr, fields: ['DATE'], method: 'OR', where: many(scan, '/type') }), [])
  const groups = [...many(subject, '/group', 5000), criterion(`${subject}/group`, '=', 'a')]
  t.same(archive.rows({ root: mr, fields: ['DATE'], method: 'OR', where: groups }).length, 2)
  let nested = setOf('OR', criterion(`${mr}/label`, '=', 'MR1'))
  for (let depth = 0; depth < 90; depth++) nested = setOf('OR', criterion(`${mr}/label`, '=', `x${depth}`), nested)
  t.same(archive.rows({ root: mr, fields: ['DATE'], where: [nested] }), [['2020-02-03', 'active']])
  const labels = (count: number) => Array.from({ length: count }, (_, at) => `SUB_PROJECT_IDENTIFIER=P${at}`)
  t.equal(archive.rows({ root: subject, fields: [...labels(400), 'SUB_GROUP'] })[0]?.length, 405)
  fails(t, () => archive.rows({ root: subject, fields: labels(3000) }), 'more columns than SQLite has')
  const beside = [...catalogue.types()].flatMap(type => {
    const id = joinsTo(catalogue.type(mr), type) === undefined ? undefined : displayOf(type)?.fields[0]?.id
    return id === undefined ? [] : [`${type.xsiType} ${id}`]
  })
  t.ok(beside.length > 64)
  t.equal(archive.rows({ root: mr, fields: beside.slice(0, 40), where: [criterion(`${mr}/label`, '=', 'MR1')] }).length, 1)
  fails(t, () => archive.rows({ root: mr, fields: beside }), 'more joins than SQLite has')
})

test('what would take too long is stopped: products of lists, and all sessions beside all others', async t => {
  const archive = new Archive(t, { longestSearch: 50 })
  const rows = (xsiType: string, path: string) =>
    Array.from({ length: 400 }, (_, at) => item(xsiType, { name: `n${at}`, [path]: 'x' }))
  archive.fill(() => {
    archive.project('P')
    archive.subject({ ID: 'S', project: 'P', label: 'S' }, {
      'fields/field': rows('xnat:subjectData_field', 'field'),
      addID: rows('xnat:subjectData_addID', 'addID')
    })
    const session = { project: 'P', subject_ID: 'S', date: '2020-02-03', note: 'a'.repeat(200) }
    for (let at = 0; at < 2000; at++) archive.experiment(mr, { ID: `E${at}`, label: `E${at}`, ...session })
  })
  const [field, id, session] = ['fields/field/name', 'addID/name', 'experiments/experiment/label'].map(path => `${subject}/${path}`)
  fails(t, () => archive.rows({ root: subject, fields: [field ?? '', id ?? '', session ?? ''] }), 'a product as rows')
  const where = [field, id, session].map(path => criterion(path ?? '', 'LIKE', 'q%q'))
  fails(t, () => archive.rows({ root: subject, fields: ['SUB_GROUP'], method: 'OR', where }), 'a product in a condition')
  const siblings = ['DATE', `${pet} DATE`, `${mr}/sharing/share/label`, 'xnat:ctSessionData DATE']
  fails(t, () => archive.rows({ root: mr, fields: siblings }), 'siblings')
  const patterns = Array.from({ length: 2000 }, (_, at) => criterion(`${mr}/note`, 'LIKE', `a%a%a%a%b${at}`))
  fails(t, () => archive.rows({ root: mr, fields: ['DATE'], method: 'OR', where: patterns }), 'patterns')
  t.equal(archive.find({ root: subject, fields: ['SUB_GROUP'] }).count, 1, 'the next search has its own time')
})

test('rows are read in pages, in any order, and are gone when nobody holds them', async t => {
  const archive = study(t)
  archive.fill(() => {
    for (let at = 0; at < 2500; at++) archive.subject({ ID: `T${at}`, project: 'Q', label: `T${at}`, group: `g${at % 3}` })
  })
  const found = archive.find({ root: subject, fields: ['SUB_GROUP'], where: [criterion(`${subject}/project`, '=', 'Q')] })
  t.equal(found.count, 2500)
  t.same(found.read({ offset: 833, limit: 2 }), [['g0', 'active'], ['g1', 'active']])
  t.same(found.read({ offset: 0, limit: 1 }, [{ cell: 0, descending: true }]), [['g2', 'active']])
  t.same(found.distinct(0), [['g0', 834], ['g1', 833], ['g2', 833]])
  t.same(found.read({ offset: 2499, limit: 10 }).length, 1)
  t.same(found.read({ offset: 5000, limit: 10 }), [])
  const other = found.hold()
  found.close()
  t.equal(other.read({ offset: 0, limit: 1 }).length, 1, 'another one holds them')
  other.close()
  t.same(other.read({ offset: 0, limit: 1 }), [])
})

test('cached results: the oldest goes where there are too many, each after an hour without a reader', async t => {
  const archive = study(t)
  const { cached } = archive.store.searches
  const add = (id: string, searchId?: string) =>
    cached.add({ id, login: 'admin', searchId, found: archive.find({ root: subject, fields: ['SUB_GROUP'], withKey: true }) })
  const first = add('first', 'mine')
  t.equal(first.found.count, 2)
  t.equal(cached.bySearchId('mine', 'admin'), first)
  t.equal(cached.bySearchId('mine', 'other'), undefined)
  archive.clock.time += 3_000_000
  cached.touch(first)
  archive.clock.time += 3_000_000
  t.equal(cached.get('first'), first)
  archive.clock.time += 700_000
  t.equal(cached.get('first'), undefined, 'an hour has passed')
  t.same(first.found.read({ offset: 0, limit: 1 }), [])
  for (let at = 0; at <= 100; at++) add(`r${at}`)
  t.equal(cached.get('r0'), undefined)
  t.ok(cached.get('r1'))
  t.equal(add('r1').id, 'r1', 'an ID stands for one result')
  const numbers = [cached.nextNumber(), cached.nextNumber(), cached.nextNumber()]
  t.equal(new Set(numbers).size, 3, 'IDs differ while the clock stands')
})

test('searches do not touch what they search', async t => {
  const archive = study(t)
  const before = archive.store.serialize()
  for (const root of [subject, mr, qc, scan, 'xnat:projectData']) archive.rows({ root, fields: ['INSERT_DATE'], reader: everything })
  t.same(archive.store.serialize(), before)
})
