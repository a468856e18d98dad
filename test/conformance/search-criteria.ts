import { bundle, criterion, found } from './bundle.ts'
import type { Case, RunningVersion } from './case.ts'
import type { Xnat } from './xnat.ts'

/** What a search is made of: four subjects, two sessions and three scans in a project of their own. */
interface Made {
  readonly project: string
  readonly session: string
}

const made = new WeakMap<Xnat, Promise<Made>>()

/** Made once for all cases. */
function makeOnce (xnat: Xnat): Promise<Made> {
  const before = made.get(xnat) ?? make(xnat)
  made.set(xnat, before)
  return before
}

async function make (xnat: Xnat): Promise<Made> {
  const project = await xnat.newProject('private')
  const subjects = `/data/projects/${project}/subjects`
  for (const [label, query] of [
    ['Alpha', 'gender=female&yob=1970&group=patients'], ['Beta', 'gender=male&yob=1980&group=controls'],
    ['gamma', 'gender=male&yob=1990&group=Patients+old'], ['Delta', 'src=x']
  ]) await xnat.put(`${subjects}/${label}?${query}`)
  const session = await xnat.put(
    `${subjects}/Alpha/experiments/MR1?xsiType=xnat:mrSessionData&date=2020-02-03&xnat:subjectAssessorData/age=50.5`
  )
  await xnat.put(`${subjects}/Alpha/experiments/MR2?xsiType=xnat:mrSessionData&date=2021-02-03`)
  await xnat.put(`${subjects}/Alpha/experiments/MR3?xsiType=xnat:mrSessionData`)
  const scans = `/data/experiments/${session.body}/scans`
  await xnat.put(
    `${scans}/1?xsiType=xnat:mrScanData&frames=10&xnat:mrScanData/startTime=09:15:00&xnat:mrScanData/dcmValidation/status=true`
  )
  await xnat.put(
    `${scans}/2?xsiType=xnat:mrScanData&frames=20&xnat:mrScanData/startTime=10:30:00&xnat:mrScanData/dcmValidation/status=false`
  )
  await xnat.put(`${scans}/3?xsiType=xnat:mrScanData`)
  return { project, session: session.body }
}

type Expected = 500 | readonly string[]

/** Comparisons of one field. */
interface Compared {
  readonly fact: string
  readonly source: string
  readonly seen?: RunningVersion
  /** What is searched for. */
  readonly root: 'xnat:subjectData' | 'xnat:mrSessionData' | 'xnat:mrScanData'
  readonly field: string
  readonly rows: readonly (readonly [comparison: string, value: string, expected: Expected])[]
  /** Whether the values are SQL. */
  readonly override?: true
}

const label = { 'xnat:subjectData': 'SUBJECT_LABEL', 'xnat:mrSessionData': 'LABEL', 'xnat:mrScanData': 'ID' } as const
const [byPath, byDisplay] = ['SearchCriteria.getSQLClause', 'DisplayCriteria.getSQLClause']
const [alpha, beta, gamma, delta] = ['Alpha', 'Beta', 'gamma', 'Delta']

const compared: readonly Compared[] = [
  {
    fact: 'Text by path: = compares bytes; LIKE finds the text anywhere in any case; * matches any text, an empty value NULL',
    source: byPath,
    seen: '1.8.11',
    root: 'xnat:subjectData',
    field: 'xnat:subjectData/group',
    rows: [
      ['=', 'patients', [alpha]], ['=', 'Patients', []], [
        '!=', 'patients', [beta, gamma]
      ], ['<>', 'patients', [beta, gamma]], ['>', 'd', [alpha]],
      ['LIKE', 'patients', [alpha, gamma]], [
        'LIKE', '%patients%', [alpha, gamma]
      ], ['LIKE', 'pat%', [alpha, gamma]], ['LIKE', '%old', [gamma]],
      [
        'LIKE', 'p_tients', [alpha, gamma]
      ], ['like', 'PATIENTS', [alpha, gamma]], ['NOT LIKE', '%patients%', [beta]], ['LIKE', 'pat*', [alpha, gamma]],
      ['=', '', [delta]], ['IN', 'patients,controls', 500], ['IN', "('patients','controls')", 500], ['NOT IN', "('patients')", 500],
      ['BETWEEN', 'a AND d', 500]
    ]
  },
  {
    fact: 'Text by display field: LIKE takes the pattern as it is, LIKE in capitals in any case; != finds NULL, too; BETWEEN takes quotes',
    source: byDisplay,
    root: 'xnat:subjectData',
    field: 'xnat:subjectData.SUB_GROUP',
    rows: [
      ['=', 'patients', [alpha]], ['=', 'Patients', []], [
        '!=', 'patients', [beta, delta, gamma]
      ], ['<>', 'patients', [beta, gamma]], ['>', 'd', [alpha]],
      ['LIKE', 'patients', [alpha]], ['LIKE', 'PAT%', [alpha, gamma]], ['LIKE', '%old', [gamma]], ['LIKE', 'p_tients', [alpha]],
      ['like', 'pat%', [alpha]], ['like', 'PAT%', []], [
        'ilike', 'PAT%', [alpha, gamma]
      ], ['NOT LIKE', 'pat%', [beta]], ['LIKE', 'pat*', []],
      ['=', '', [delta]], ['=', '*', [alpha, beta, gamma]], [
        'BETWEEN', "'a' AND 'd'", [beta]
      ], ['BETWEEN', 'a and d', [beta]], ['BETWEEN', 'a', 500],
      ['NOT IN', "('patients')", 500], ['IN', 'patients,controls', 500]
    ]
  },
  {
    fact: 'Numbers by path: the value is put into SQL without quotes, so that other text is an error, and BETWEEN takes two numbers',
    source: byPath,
    root: 'xnat:subjectData',
    field: 'xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/yob',
    rows: [
      ['=', '1980', [beta]], ['=', '1980.0', [beta]], ['!=', '1980', [alpha, gamma]], ['>', '1970', [beta, gamma]], [
        '>=', '1970', [alpha, beta, gamma]
      ],
      ['<', '1980', [alpha]], ['<=', '1980', [alpha, beta]], ['=', '*', [alpha, beta, gamma]], ['BETWEEN', '1975 AND 1985', [beta]],
      ['IN', '(1970, 1990)', 500], ['=', 'abc', 500], ['LIKE', '19%', 500], ['=', '', 500], ['BETWEEN', "'1975' AND '1985'", 500]
    ]
  },
  {
    fact: 'Numbers by display field: != finds NULL, too; BETWEEN takes AND in any case; an empty value is NULL',
    source: byDisplay,
    seen: '1.8.11',
    root: 'xnat:subjectData',
    field: 'xnat:subjectData.DOB',
    rows: [
      ['=', '1980', [beta]], ['!=', '1980', [alpha, delta, gamma]], ['>', '1970', [beta, gamma]], ['>=', '1970', [alpha, beta, gamma]],
      ['<', '1980', [alpha]], ['BETWEEN', '1975 AND 1985', [beta]], ['BETWEEN', '1975 and 1985', [beta]], ['=', '', [delta]],
      ['IN', '1970,1990', 500], ['IN', '(1970,1990)', 500], ['=', 'abc', 500], ['LIKE', '19%', 500]
    ]
  },
  {
    fact: 'Numbers with decimals by path and by display field',
    source: byPath,
    root: 'xnat:mrSessionData',
    field: 'xnat:mrSessionData/age',
    rows: [
      ['=', '50.5', ['MR1']], ['>', '50', ['MR1']], ['<', '50.5', []], ['!=', '1', ['MR1']], ['<', '1e3', ['MR1']], ['=', 'fifty', 500]
    ]
  },
  {
    fact: 'Dates by path: in any form that PostgreSQL reads; no ranges, no patterns',
    source: byPath,
    seen: '1.8.11',
    root: 'xnat:mrSessionData',
    field: 'xnat:mrSessionData/date',
    rows: [
      ['=', '2020-02-03', ['MR1']], ['=', '02/03/2020', ['MR1']], ['>', '2020-02-03', ['MR2']], ['>=', '02/03/2020', ['MR1', 'MR2']],
      ['<', '2021-01-01', ['MR1']], ['!=', '2020-02-03', ['MR2']], ['BETWEEN', '2020-01-01 AND 2020-12-31', 500], ['LIKE', '2020', 500],
      ['IN', '2020-02-03,2021-02-03', 500], ['=', 'nonsense', 500], ['=', '', 500]
    ]
  },
  {
    fact: 'Dates by display field: ranges, too',
    source: byDisplay,
    seen: '1.8.11',
    root: 'xnat:mrSessionData',
    field: 'xnat:mrSessionData.DATE',
    rows: [
      ['=', '2020-02-03', ['MR1']], ['=', '02/03/2020', ['MR1']], ['>', '2020-02-03', ['MR2']], ['>=', '02/03/2020', ['MR2', 'MR1']],
      ['<', '2021-01-01', ['MR1']], ['BETWEEN', '2020-01-01 AND 2020-12-31', ['MR1']], ['BETWEEN', '01/01/2020 AND 12/31/2020', ['MR1']],
      ['LIKE', '2020', 500], ['!=', '2020-02-03', ['MR3', 'MR2']], ['IN', '2020-02-03,2021-02-03', 500], ['=', 'nonsense', 500]
    ]
  },
  {
    fact: 'Times by display field',
    source: byDisplay,
    root: 'xnat:mrScanData',
    field: 'xnat:mrScanData.STARTTIME',
    rows: [
      ['=', '09:15:00', ['1']], ['>', '09:15:00', ['2']], ['<=', '10:30', ['1', '2']], ['!=', '09:15:00', ['2', '3']],
      ['BETWEEN', "'09:00:00' AND '10:00:00'", ['1']], ['LIKE', '09%', 500], ['=', 'noon', 500]
    ]
  },
  {
    fact: 'Times by path: in any form that PostgreSQL reads; no ranges, no patterns',
    source: byPath,
    root: 'xnat:mrScanData',
    field: 'xnat:mrScanData/startTime',
    rows: [
      ['=', '09:15:00', ['1']], ['>', '09:15:00', ['2']], ['<=', '10:30', ['1', '2']], ['!=', '09:15:00', ['2']],
      ['BETWEEN', "'09:00:00' AND '10:00:00'", 500], ['LIKE', '09%', 500], ['=', 'noon', 500]
    ]
  },
  {
    fact: 'Booleans by path: true and 1 are true, every other value is false',
    source: byPath,
    root: 'xnat:mrScanData',
    field: 'xnat:mrScanData/dcmValidation/status',
    rows: [
      ['=', 'true', ['1']], ['=', '1', ['1']], ['=', 'false', ['2']], ['=', 'nonsense', ['2']], ['!=', 'true', ['2']], ['LIKE', 'true', 500]
    ]
  },
  {
    fact: 'IS, IS NOT and IS DISTINCT FROM on a path need no value',
    source: 'XdatCriteria.buildDisplaySearchCriteria',
    root: 'xnat:subjectData',
    field: 'xnat:subjectData/group',
    rows: [
      ['IS', 'NULL', [delta]], ['IS NULL', '', [delta]], ['IS', 'anything', [delta]], ['IS', 'NOT NULL', [alpha, beta, gamma]],
      ['IS NOT', 'NULL', [alpha, beta, gamma]], ['IS NOT NULL', '', [alpha, beta, gamma]], [
        'IS DISTINCT FROM', 'patients', [beta, delta, gamma]
      ],
      ['IS NOT DISTINCT FROM', 'patients', [alpha]], ['=', 'NULL', []], ['!=', 'NULL', []], ['ISNULL', '', 500]
    ]
  },
  {
    fact: 'IS, IS NOT and IS DISTINCT FROM on a display field',
    source: 'XdatCriteria.buildDisplaySearchCriteria',
    root: 'xnat:subjectData',
    field: 'xnat:subjectData.DOB',
    rows: [
      ['IS', 'NULL', [delta]], ['IS NULL', '', [delta]], [
        'IS NOT NULL', '', [alpha, beta, gamma]
      ], ['IS', 'NOT NULL', [alpha, beta, gamma]],
      ['IS DISTINCT FROM', '1980', [alpha, delta, gamma]], ['=', 'NULL', []]
    ]
  },
  {
    fact: 'An unknown comparison is an error',
    source: byPath,
    root: 'xnat:subjectData',
    field: 'xnat:subjectData/group',
    rows: [
      ['equals', 'patients', 500],
      ['==', 'patients', 500],
      ['= ANY', 'patients', 500],
      ['OR 1=1 --', 'patients', 500],
      ['unlike', 'patients', 500]
    ]
  },
  {
    fact: 'With override_value_formatting the value is SQL with doubled quotes, so that NULL works and text does not',
    source: byPath,
    seen: '1.8.11',
    root: 'xnat:subjectData',
    field: 'xnat:subjectData/group',
    override: true,
    rows: [
      ['=', "'patients'", 500], ['=', 'patients', 500], ['IN', "('patients','controls')", 500], ['LIKE', "'%PATIENTS%'", 500],
      ['BETWEEN', "'a' AND 'd'", 500], ['NOT IN', "('controls')", 500], ['=', 'NULL', []]
    ]
  },
  {
    fact: 'With override_value_formatting numbers work, alone, after NOT IN and after BETWEEN',
    source: byDisplay,
    root: 'xnat:subjectData',
    field: 'xnat:subjectData.DOB',
    override: true,
    rows: [
      ['=', '1980', [beta]], ['NOT IN', '(1970)', [beta, gamma]], ['IN', '(1970, 1990)', 500], ['BETWEEN', '1975 AND 1985', [beta]],
      ['IS', 'NULL', [delta]], ['IS NOT NULL', 'x', [alpha, beta, gamma]], ['IS NULL', '', 500]
    ]
  }
]

/** Each comparison on each kind of field. */
export const searchCriteriaCases: readonly Case[] = compared.map(({ fact, source, seen, root, field, rows, override = false }): Case => ({
  fact,
  source,
  ...seen && { seen },
  run: async (t, xnat) => {
    const { project, session } = await makeOnce(xnat)
    const own = root === 'xnat:mrScanData'
      ? criterion(
        'xnat:mrScanData/image_session_ID', '=', session
      )
      : criterion(`${root}/project`, '=', project)
    for (const [comparison, value, expected] of rows) {
      const where = own + criterion(field, comparison, value, override)
      const body = bundle({ root, fields: [label[root]], where, sortBy: [root, label[root]] })
      const rowsFound = await found(xnat, body)
      const sortedRows = typeof rowsFound === 'number' || typeof expected === 'number' ? rowsFound : [...rowsFound].sort()
      t.same(sortedRows, typeof expected === 'number' ? expected : [...expected].sort(), `${field} ${comparison} ${value}`)
    }
  }
}))
