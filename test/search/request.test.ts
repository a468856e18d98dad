import { test } from 'tap'
import { type Item, newItem } from '../../src/model/item.ts'
import { ColumnAliases, columnsOf, differencesOf } from '../../src/model/search/columns.ts'
import type { Condition } from '../../src/model/search/condition.ts'
import { whereOf } from '../../src/model/search/criteria.ts'
import { type CriteriaSet, readDocument } from '../../src/model/search/document.ts'
import { joinsTo } from '../../src/model/search/joins.ts'
import { readRequest } from '../../src/model/search/request.ts'
import { type Asked, catalogue, criterion, documentOf, fails, item, setOf } from './archive.ts'

const field = (values: Record<string, string | number>): Item => item('xdat:search_field', { element_name: 'xnat:subjectData', ...values })

test('a document: fields by their sequence, each with the value that its ID has', async t => {
  const bare = newItem(catalogue.type('xdat:stored_search'))
  t.same(readDocument(bare), { root: '', fields: [], where: [], sortBy: undefined })
  const fields = [
    field({ field_ID: 'C', sequence: 2 }), field({ field_ID: 'A=x=y' }), field({ field_ID: 'B.x', sequence: 1, visible: 0 }),
    field({ field_ID: 'D=v', value: 'v', sequence: 3, header: 'Dee' }), field({ field_ID: 'E', value: 'v', sequence: 3 })
  ]
  const { fields: read } = readDocument({ ...bare, children: { search_field: fields } })
  t.same(read.map(({ id, value, visible, header }) => [id, value, visible, header]), [
    ['A', 'x=y', true, undefined], ['B', 'x', false, undefined], ['C', undefined, true, undefined], ['D', 'v', true, 'Dee'],
    ['E', 'v', true, undefined]
  ])
})

test('sets in sets, as deep as they may be', async t => {
  const whereOfDepth = (depth: number): Item => depth === 0
    ? item('xdat:criteria_set', {}, { criteria: [item('xdat:criteria', { schema_field: 'xnat:subjectData/ID' })] })
    : item('xdat:criteria_set', { method: 'AND' }, { child_set: [whereOfDepth(depth - 1)] })
  const document = (depth: number): Item =>
    ({ ...newItem(catalogue.type('xdat:stored_search')), children: { search_where: [whereOfDepth(depth)] } })
  t.equal(readDocument(document(90)).where.length, 1)
  fails(t, () => readDocument(document(1000)), 'deeper')
  fails(t, () => readDocument({
    ...newItem(catalogue.type('xdat:stored_search')),
    children: { search_where: [item('xdat:criteria_set', {}, { criteria: [item('xdat:criteria', { value: 'x' })] })] }
  }), 'a criterion without a field')
})

/** A condition in short. */
const short = (condition: Condition): string => {
  switch (condition.is) {
    case 'all': case 'any': return `(${condition.of.map(short).join(condition.is === 'all' ? ' & ' : ' | ')})`
    case 'compared': return `${condition.comparison}${condition.value}`
    case 'null': return condition.negated ? 'given' : 'null'
    case 'like': return `~${condition.pattern}`
    case 'between': return `${condition.low}..${condition.high}`
    case 'in': return `{${condition.values.join()}}`
    case 'never': return 'never'
  }
}

const ofGroup = (value?: string) => criterion('xnat:subjectData/group', '=', value)
const [a, b, none] = [ofGroup('a'), ofGroup('b'), ofGroup()]
const display = criterion('xnat:subjectData.SUB_GROUP', '=', 'd')

const wheres: readonly (readonly [sets: readonly CriteriaSet[], expected: string | undefined, byPath: boolean])[] = [
  [[], undefined, true],
  [[setOf('AND')], undefined, true],
  [[setOf('AND', a)], '=a', true],
  [[setOf('AND', a, b)], '(=a & =b)', true],
  [[setOf(' or ', a, b)], '(=a | =b)', true],
  [[setOf('nonsense', a)], '=a', true],
  [[setOf('AND', a, setOf('OR', a, b))], '(=a & (=a | =b))', true],
  // an empty value has no brackets: a AND b IS NULL OR b = '' AND …
  [[setOf('AND', a, none, b)], '((=a & null) | (= & =b))', true],
  [[setOf('OR', a, none)], '(=a | null | =)', true],
  // DisplaySearch.setWhere
  [[setOf('AND', a), setOf('AND', b)], '(=a | =b)', true],
  [[setOf('AND', a), setOf('AND', display)], '(=a & =d)', false]
]

test('sets of conditions', async t => {
  for (const [sets, expected, byPath] of wheres) {
    const where = whereOf(sets, { catalogue, now: 0 })
    t.same([where.condition && short(where.condition), where.byPath], [expected, byPath], JSON.stringify(sets))
  }
  for (const set of [setOf('AND', setOf('AND')), setOf('NOT', a, b), setOf('', a, b), setOf('AND', setOf('x', a, b))]) {
    fails(t, () => whereOf([set], { catalogue, now: 0 }), set.method)
  }
  for (const name of [
    'xnat:nonsense/ID', 'xnat:imageScanData/type', 'xnat:subjectData/nonsense', 'xnat:subjectData.NONE', 'group', '', '/', '.',
    'xnat:subjectData'
  ]) {
    fails(t, () => whereOf([setOf('AND', criterion(name, '=', 'x'))], { catalogue, now: 0 }), name)
  }
})

const request = (asked: Asked) => readRequest(documentOf(asked), { catalogue, now: 0, userId: 7, listedFor: () => 9 })
const columns = (asked: Asked, aliases = new ColumnAliases()): string[] => columnsOf(request(asked), aliases).map(({ name }) => name)
const subject = 'xnat:subjectData'

test('names of columns', async t => {
  const named: readonly (readonly [root: string, fields: readonly string[], columns: readonly string[]])[] = [
    [subject, ['DOB'], ['dob']],
    [subject, ['DOB', 'GENDER', 'DOB'], ['gender', 'dob']],
    [subject, ['SUB_PROJECT_IDENTIFIER=My-Project'], ['sub_project_identifier_my_project', 'subjectid', 'projects', 'project']],
    ['xnat:mrSessionData', ['DATE', `${subject} DOB`], ['date', 'xnat_subjectdata_dob']],
    ['xnat:mrSessionData', ['xnat:mrSessionData/date'], ['date']],
    [subject, ['xnat:subjectData/src', 'NONE', 'src'], ['xnat_col_subjectdatasrc']],
    ['xnat:projectData', ['USER_ROLE={XDAT_USER_ID}'], ['user_role_7']]
  ]
  for (const [root, fields, expected] of named) t.same(columns({ root, fields }), expected, fields.join())
  t.match(columns({ root: 'xnat:projectData' }), [/id/])
  t.ok(columns({ root: 'xnat:projectData' }).includes('user_role_9'), 'the listing is made for the first who asks')
})

test('names that are too long are numbered, the same each time', async t => {
  const aliases = new ColumnAliases(2)
  const names = ['a', 'b', 'a', 'c', 'd'].map(letter => aliases.nameOf(letter.repeat(64)))
  const expected = ['df_alias_0', 'df_alias_1', 'df_alias_0', 'df_alias_2', 'df_alias_3']
  t.same(names, expected, 'every name is another one, also when no more are remembered')
  t.equal(aliases.nameOf('A'.repeat(63)), 'a'.repeat(63))
  const long = `SUB_PROJECT_IDENTIFIER=${'x'.repeat(60)}`
  t.equal(columns({ root: subject, fields: [long] })[0], 'df_alias_0')
})

const ways: readonly (readonly [root: string, element: string, via: readonly string[] | undefined])[] = [
  [subject, subject, []],
  [subject, 'xnat:demographicData', ['demographics']],
  [subject, 'xnat:investigatorData', ['investigator']],
  [subject, 'xnat:mrSessionData', ['experiments']],
  [subject, 'xnat:mrScanData', ['experiments', 'scans']],
  [subject, 'xnat:qcManualAssessorData', ['experiments', 'assessors']],
  [subject, 'xnat:projectData', undefined],
  ['xnat:projectData', 'xnat:investigatorData', ['principal']],
  ['xnat:projectData', subject, undefined],
  ['xnat:projectData', 'xnat:mrSessionData', undefined],
  ['xnat:mrSessionData', 'xnat:imageSessionData', []],
  ['xnat:mrSessionData', 'xnat:experimentData', []],
  ['xnat:mrSessionData', subject, ['subject']],
  ['xnat:mrSessionData', 'xnat:demographicData', ['subject', 'demographics']],
  ['xnat:mrSessionData', 'xnat:petSessionData', ['siblings']],
  ['xnat:mrSessionData', 'xnat:mrScanData', ['scans']],
  ['xnat:mrSessionData', 'xnat:qcManualAssessorData', ['assessors']],
  ['xnat:mrScanData', 'xnat:mrSessionData', ['session']],
  ['xnat:mrScanData', subject, ['session', 'subject']],
  ['xnat:mrScanData', 'xnat:qcManualAssessorData', ['session', 'assessors']],
  ['xnat:mrScanData', 'xnat:ctScanData', undefined],
  ['xnat:qcManualAssessorData', 'xnat:mrSessionData', ['session']],
  ['xnat:qcManualAssessorData', 'xnat:mrScanData', ['session', 'scans']],
  ['xnat:qcManualAssessorData', 'xnat:qcAssessmentData', ['fellows']],
  ['xnat:imageSessionData', 'xnat:mrSessionData', undefined]
]

test('how one type leads to another', async t => {
  for (const [root, element, via] of ways) {
    t.same(joinsTo(catalogue.type(root), catalogue.type(element))?.map(join => join.via), via, `${root} ${element}`)
  }
  const days = (root: string, element: string) => differencesOf(catalogue.type(root), [catalogue.type(element)]).map(({ name }) => name)
  t.same(days('xnat:mrSessionData', 'xnat:petSessionData'), ['xnat_mrsessiondata_xnat_petsessiondata_diff'])
  t.same(days('xnat:petSessionData', 'xnat:qcManualAssessorData'), ['xnat_petsessiondata_xnat_qcmanualassessordata_diff'])
  for (const [root, element] of [
    ['xnat:mrSessionData', 'xnat:qcManualAssessorData'], ['xnat:mrSessionData', subject], [subject, 'xnat:mrSessionData']
  ] as const) {
    t.same(days(root, element), [], `${root} ${element}`)
  }
})
