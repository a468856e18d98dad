import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { catalogue } from '../archive.ts'
import { type Item, newItem } from '../../../src/model/item.ts'
import { accountOf } from '../../../src/seeds/account.ts'
import { fieldsWithAliases, fieldsWithVariables, scanTypeOf, scansOf } from '../../../src/seeds/defaults.ts'
import { FieldNames, type NodeKind } from '../../../src/seeds/field-names.ts'
import { filesNamed } from '../../../src/seeds/files-named.ts'
import { takenProblem } from '../../../src/seeds/read/check-files.ts'
import { readJson } from '../../../src/seeds/read/json.ts'
import { type Position, type Steps, Unreadable, pathText, problemLine } from '../../../src/seeds/read/located.ts'
import { Taken } from '../../../src/seeds/read/taken.ts'

test('where something is in a seed', async t => {
  for (const [steps, text] of [
    [[], ''],
    [['projects', 0, 'subjects', 1, 'label'], 'projects[0].subjects[1].label'],
    [[0], '[0]'],
    [['fields', 'xnat:mrScanData/note'], 'fields["xnat:mrScanData/note"]'],
    [['a"b'], '["a\\"b"]']
  ] as const) t.equal(pathText(steps), text)
  t.equal(problemLine({ file: 'f', position: { line: 2, column: 3 }, steps: ['a'], what: 'w' }), 'f:2:3: a: w')
  t.equal(problemLine({ file: 'f', steps: [], what: 'w' }), 'f: w')
})

const text = '{\n  "a": [1, {"b": "\\u0041,]"}],\n  "c": {} , "d\\n": null\n}\n'

test('JSON, with the place of each of its parts', async t => {
  const { value, find } = readJson(text)
  t.same(value, { a: [1, { b: 'A,]' }], c: {}, 'd\n': null })
  const cases: readonly (readonly [steps: Steps, at: 'key' | 'value', place: Position])[] = [
    [[], 'value', { line: 1, column: 1 }],
    [['a'], 'key', { line: 2, column: 3 }],
    [['a'], 'value', { line: 2, column: 8 }],
    [['a', 1, 'b'], 'key', { line: 2, column: 13 }],
    [['a', 1, 'b'], 'value', { line: 2, column: 18 }],
    [['a', 1, 'x'], 'value', { line: 2, column: 12 }],
    [['a', 0], 'value', { line: 2, column: 9 }],
    [['d\n'], 'key', { line: 3, column: 13 }],
    [['x', 'y'], 'value', { line: 1, column: 1 }]
  ]
  for (const [steps, at, place] of cases) t.same(find(steps, at), place, `${pathText(steps)} ${at}`)
})

test('what is no JSON, and where', async t => {
  const deep = '['.repeat(201)
  for (const [json, message, line, column] of [
    ['', 'the end comes too early', 1, 1],
    ['[1,\n  2', 'a comma or ] must stand here', 2, 4],
    ['{"a":1,"a":2}', 'the key "a" is there twice', 1, 8],
    ['{a:1}', 'a key in double quotes must stand here', 1, 2],
    ['{"a" 1}', 'a colon must stand here', 1, 6],
    ['[1 2]', 'a comma or ] must stand here', 1, 4],
    ['{"a":1 ]', 'a comma or } must stand here', 1, 8],
    ['"a', 'a string that has no end, or something in it that JSON does not allow', 1, 1],
    ['["\t"]', 'a string that has no end, or something in it that JSON does not allow', 1, 2],
    ['[01]', 'a comma or ] must stand here', 1, 3],
    ['nul', 'no value that JSON knows', 1, 1],
    ['1 2', 'something stands behind the end', 1, 3],
    [deep, 'nested deeper than 200', 1, 201]
  ] as const) {
    try {
      readJson(json)
      t.fail(json)
    } catch (error) {
      t.ok(error instanceof Unreadable, json)
      t.match(error, { message, position: { line, column } }, json)
    }
  }
  t.same(readJson(`${'['.repeat(200)}${']'.repeat(200)}`).find([0], 'value'), { line: 1, column: 2 })
})

test('names are taken once, and what is needed must be there', async t => {
  const told: string[] = []
  const taken = new Taken((steps, what) => { told.push(`${pathText(steps)}: ${what}`) })
  const project = (values: Item['values'], ...aliases: readonly string[]): Item => ({
    ...newItem(catalogue.type('xnat:projectData')),
    values,
    children: { 'aliases/alias': aliases.map(alias => ({ ...newItem(catalogue.type('xnat:projectData_alias')), values: { alias } })) }
  })
  taken.take('ID', 'a', ['1'])
  taken.take('login', 'a', ['2'])
  taken.take('ID', 'a', ['3'])
  taken.label('subject', 'P', 'S', ['4'])
  taken.label('subject', 'Q', 'S', ['5'])
  taken.label('experiment', 'P', 'S', ['6'])
  taken.label('subject', 'P', 'S', ['7'])
  taken.label('subject', 'P', '', ['8'])
  taken.label('subject', 'P', '', ['9'])
  taken.nameProject('P', project({ name: 'Title', secondary_ID: 'title' }, 'other'), ['10'])
  taken.nameProject('Q', project({ name: 'Q' }, 'OTHER'), ['11'])
  taken.nameProject('R', project({ name: 'p' }), ['12'])
  taken.addSubject('P', ['XNAT_S1', 'label', undefined])
  taken.addSubject('Q', [undefined, 'mine'])
  for (const [project, subject] of [['P', 'label'], ['Q', 'XNAT_S1'], ['Q', 'label'], ['Q', 'mine'], ['P', 'mine']] as const) {
    taken.needSubject(project, subject, [project, subject])
  }
  taken.settle()
  t.same(told, [
    "3: the ID 'a' is there twice",
    "7: there are two subjects 'S' in the project",
    "11: the name 'other' is that of the project P already",
    "12: the name 'p' is that of the project P already",
    "Q.label: there is no subject 'label'",
    "P.mine: there is no subject 'mine'"
  ])
})

test('files come from the folder of the seed alone', async t => {
  const folder = t.testdir({ seeds: { 'a.txt': 'a', inner: {} }, 'secret.txt': 's' })
  const seeds = join(folder, 'seeds')
  symlinkSync(join(folder, 'secret.txt'), join(seeds, 'link'))
  symlinkSync(join(seeds, 'a.txt'), join(seeds, 'good'))
  mkdirSync(join(folder, 'seeds2'))
  writeFileSync(join(folder, 'seeds2', 'b.txt'), 'b')
  for (const [path, problem] of [
    ['a.txt', undefined],
    ['inner/../a.txt', undefined],
    ['good', undefined],
    ['none.txt', "there is no file 'none.txt'"],
    ['inner', "'inner' is no file"],
    ['../secret.txt', "'../secret.txt' is outside of the folder of the seed"],
    ['../seeds2/b.txt', "'../seeds2/b.txt' is outside of the folder of the seed"],
    ['link', "'link' is outside of the folder of the seed"],
    ['a.txt/x', "'a.txt/x' cannot be read (ENOTDIR)"]
  ] as const) t.equal(takenProblem(seeds, path), problem, path)
  t.equal(takenProblem(undefined, 'a.txt'), 'a seed that stands in no folder can take no files')
})

test('what names of fields mean', async t => {
  const names = new FieldNames(catalogue)
  const scan = catalogue.type('xnat:mrScanData')
  const cases: readonly (readonly [kind: NodeKind, name: string, found: string])[] = [
    ['scan', 'note', 'value'],
    ['scan', 'scanTime', 'value'],
    ['row', 'scanTime', 'nothing'],
    ['scan', 'xnat:imageScanData/note', 'value'],
    ['scan', 'xnat:ctScanData/note', 'another type'],
    ['scan', 'xnat:bogus/note', 'nothing'],
    ['scan', 'parameters/addParam', 'rows'],
    ['scan', 'parameters/addParam[0]/name', 'path'],
    ['scan', 'parameters', 'nothing'],
    ['scan', 'bogus', 'nothing']
  ]
  for (const [kind, name, found] of cases) t.equal(new FieldNames(catalogue).find(kind, scan, name).found, found, `${kind} ${name}`)
  t.equal(names.find('scan', scan, 'note'), names.find('scan', scan, 'note'), 'a name is looked up once')
  t.same(names.like('scan', scan, 'qualty'), ['quality'])
  t.same(names.like('scan', scan, 'xnat:mrScanData/qualty'), ['quality'])
  t.same(names.like('scan', scan, 'scantime'), ['scanTime'])
})

test('what a seed leaves out', async t => {
  for (const [session, scan] of [
    ['xnat:ctSessionData', 'xnat:ctScanData'],
    ['xnat:petmrSessionData', 'xnat:otherDicomScanData'],
    ['xnat:subjectData', 'xnat:otherDicomScanData']
  ] as const) t.equal(scanTypeOf(catalogue, catalogue.type(session)), scan, session)
  t.same(scansOf({}), [])
  t.same(scansOf({ scans: [{ id: 1 }] }), [{ id: 1 }])
  t.same(scansOf({ scans: { count: 2, xsiType: 'xnat:ctScanData' } }), [1, 2].map(id => ({ id, xsiType: 'xnat:ctScanData' })))
  t.same(fieldsWithVariables({}), {})
  t.same(fieldsWithVariables({ fields: { a: 1, 'fields/field': [{ fields: { name: 'x' } }] }, variables: { v: true } }), {
    a: 1, 'fields/field': [{ fields: { name: 'x' } }, { fields: { name: 'v', field: true } }]
  })
  t.same(fieldsWithAliases({ aliases: ['A'], variables: { v: 1 } }), {
    'fields/field': [{ fields: { name: 'v', field: 1 } }], 'aliases/alias': [{ fields: { alias: 'A' } }]
  })
  for (const [users, account] of [
    [undefined, { user: 'admin', password: 'admin' }],
    [[{ login: 'a' }, { login: 'b', administrator: true, password: 5 }], { user: 'b', password: '5' }],
    [[{ login: 'a', password: 'p' }], { user: 'a', password: 'p' }],
    [[{ login: 'a', password: 'scrypt:x:y' }], { user: 'a', password: 'a' }]
  ] as const) t.same(accountOf({ ...(users && { users: [...users] }) }), account)
})

test('the files that a seed names', async t => {
  const files = (path: string) => [{ label: 'R', files: [{ path }, { text: 'x' }] }]
  t.same(filesNamed({
    name: 's',
    folder: '/seeds',
    documents: ['d.xml', 'p.txt'],
    projects: [{
      id: 'P',
      resources: files('p.txt'),
      subjects: [{ label: 'S', resources: files('s.txt'), experiments: [{ label: 'E', resources: files('e.txt') }] }],
      experiments: [{
        label: 'F',
        scans: [{ id: 1, resources: files('/abs.txt') }],
        assessors: [{ label: 'A', xsiType: 'x', resources: files('a.txt') }]
      }]
    }]
  }), ['/seeds/d.xml', '/seeds/p.txt', '/seeds/s.txt', '/seeds/e.txt', '/abs.txt', '/seeds/a.txt'])
  t.same(filesNamed({ name: 'empty' }), [])
})
