import { test, type Test } from 'tap'
import { Archive, criterion, fails } from './archive.ts'

const [subject, mr, scan] = ['xnat:subjectData', 'xnat:mrSessionData', 'xnat:mrScanData']
const label: Readonly<Record<string, string>> = { [subject]: 'SUBJECT_LABEL', [mr]: 'LABEL', [scan]: 'ID' }

/** Subjects a, b, c and d, sessions M1 to M3, and scans 1 to 3; the last of each has no values. */
function study (t: Test): Archive {
  const archive = new Archive(t)
  archive.fill(() => {
    archive.project('P')
    for (const [at, group] of ['red', 'Red 2', "it's"].entries()) {
      archive.subject({ ID: `S${at}`, project: 'P', label: 'abc'.charAt(at), group })
    }
    archive.subject({ ID: 'S3', project: 'P', label: 'd' })
    archive.experiment(mr, { ID: 'E1', project: 'P', label: 'M1', subject_ID: 'S0', date: '2020-02-03', time: '09:15:00', age: 50.5 })
    archive.experiment(mr, { ID: 'E2', project: 'P', label: 'M2', subject_ID: 'S0', date: '2021-02-03', time: '10:30:00', age: 9 })
    archive.experiment(mr, { ID: 'E3', project: 'P', label: 'M3', subject_ID: 'S0' })
    archive.scan(scan, { ID: '1', image_session_ID: 'E1', frames: 9, startTime: '09:15:00', 'dcmValidation/status': 'true' })
    archive.scan(scan, { ID: '2', image_session_ID: 'E1', frames: 10, startTime: '10:30:00', 'dcmValidation/status': 'false' })
    archive.scan(scan, { ID: '3', image_session_ID: 'E1' })
  })
  return archive
}

const failure = 'fails'

type Row = readonly [comparison: string, value: string | undefined, labels: string]

/** What each comparison finds: labels one after the other; and which fail, as they do in PostgreSQL. */
const compared: readonly (readonly [root: string, field: string, rows: readonly Row[]])[] = [
  [subject, '/group', [
    ['=', 'red', 'a'], ['=', 'RED', ''], ['=', "it's", 'c'], ['=', undefined, 'd'], ['!=', 'red', 'b c'],
    ['<>', 'red', 'b c'], ['<', 'it', 'b'], ['<=', "it's", 'b c'], ['>', 'it', 'a c'], ['>=', 'red', 'a'], ['LIKE', 'ED', 'a b'],
    ['like', 'r_d', 'a b'], ['LIKE', 're*2', 'b'], ['NOT LIKE', 'red', 'c'], ['LIKE', undefined, ''], ['=', '*', ''],
    ['IS', 'NULL', 'd'], ['IS NULL', undefined, 'd'], ['IS NOT', 'NULL', 'a b c'], ['IS NOT NULL', undefined, 'a b c'],
    ['IS DISTINCT FROM', 'red', 'b c d'], ['=', 'NULL', ''], ['BETWEEN', "'a' AND 'z'", failure], ['NOT IN', "('red')", failure],
    ['~', 'red', failure], ['equals', 'red', failure], ['', 'red', failure], ['=', "x'; SELECT 1", failure]
  ]],
  [subject, '.SUB_GROUP', [
    ['=', 'red', 'a'], ['=', "it's", 'c'], ['=', undefined, 'd'], ['!=', 'red', 'b c d'], ['<>', 'red', 'b c'], ['>', 'it', 'a c'],
    ['LIKE', 'RED', 'a'], ['LIKE', 'RED%', 'a b'], ['like', 'Red%', 'b'], ['ilike', 'RED%', 'a b'], ['NOT LIKE', 'red%', 'c'],
    ['LIKE', 're*2', ''], ['=', '*', 'a b c'], ['BETWEEN', "'i' AND 'j'", 'c'], ['BETWEEN', 'i and j', 'c'], ['BETWEEN', 'i', failure],
    ['IS NULL', undefined, 'd'], ['IS NOT NULL', undefined, 'a b c'], ['equals', 'red', failure], ['=', "x'; SELECT 1", failure]
  ]],
  [mr, '/age', [
    ['=', '50.5', 'M1'], ['=', ' 50.50 ', 'M1'], ['!=', '9', 'M1'], ['<', '10', 'M2'], ['>=', '9', 'M1 M2'], ['=', '*', 'M1 M2'],
    ['BETWEEN', '8 AND 10', 'M2'], ['IS NULL', undefined, 'M3'], ['=', 'x', failure], ['=', '1 OR 1=1', failure], ['LIKE', '5', failure],
    ['=', undefined, failure]
  ]],
  [mr, '/date', [
    ['=', '2020-02-03', 'M1'], ['=', '02/03/2020', 'M1'], ['!=', '2020-02-03', 'M2'], ['>', '2020-12-31', 'M2'], ['=', 'today', ''],
    ['IS NULL', undefined, 'M3'], ['BETWEEN', '2020-01-01 AND 2020-12-31', failure], ['=', '2020-02-31', failure],
    ['=', undefined, failure], ['LIKE', '2020', failure]
  ]],
  [mr, '.DATE', [
    ['=', '2020-02-03', 'M1'], ['!=', '2020-02-03', 'M2 M3'], ['BETWEEN', '2020-01-01 AND 2020-12-31', 'M1'],
    ['BETWEEN', '01/01/2020 AND 12/31/2020', 'M1'], ['=', 'nonsense', failure], ['LIKE', '2020', failure]
  ]],
  [mr, '/time', [
    ['=', '09:15:00', 'M1'], ['=', '9:15', 'M1'], ['>', '10:00', 'M2'], ['=', '25:00', failure], ['IS NULL', undefined, 'M3']
  ]],
  [scan, '/frames', [
    ['=', '9', '1'], ['>', '9', '2'], ['<', '10', '1'], ['IS NOT NULL', undefined, '1 2'], ['=', 'nine', failure]
  ]],
  [scan, '.STARTTIME', [
    ['=', '09:15:00', '1'], ['<=', '10:30', '1 2'], ['!=', '09:15', '2 3'], ['=', 'noon', failure]
  ]],
  [scan, '/dcmValidation/status', [
    ['=', 'true', '1'], ['=', '1', '1'], ['=', 'other', '2'], ['!=', 'true', '2'], ['IS NULL', undefined, '3'], ['LIKE', 'true', failure]
  ]],
  [subject, '.SUB_PROJECT_IDENTIFIER=P', [
    ['=', 'a', 'a'], ['!=', 'a', 'b c d'], ['LIKE', '%A%', 'a'], ['>', 'b', 'c d']
  ]]
]

test('each comparison on each kind of field', async t => {
  const archive = study(t)
  for (const [root, field, rows] of compared) {
    for (const [comparison, value, labels] of rows) {
      const asked = { root, fields: [label[root] ?? ''], where: [criterion(`${root}${field}`, comparison, value)] }
      const what = `${root}${field} ${comparison} ${value}`
      if (labels === failure) fails(t, () => archive.rows(asked), what)
      else t.equal(archive.rows(asked).map(([first]) => first).sort().join(' '), labels, what)
    }
  }
})
