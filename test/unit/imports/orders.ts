import { test } from 'tap'
import { refusalOf } from '../refusal.ts'
import { Parameters } from '../../../src/http/parameters.ts'
import { type Destination, parseDestination } from '../../../src/routes/restlet/imports/destination.ts'
import { type Handler, type ImportOrder, importParameters, orderOf } from '../../../src/routes/restlet/imports/import-order.ts'

test('where something is to go', async t => {
  const cases: readonly (readonly [text: string, destination: Destination | undefined])[] = [
    ['/archive', { kind: 'archive' }],
    ['/archive/', { kind: 'archive' }],
    ['/data/archive', { kind: 'archive' }],
    ['/REST/prearchive', { kind: 'prearchive' }],
    ['/archive/projects/P', { kind: 'archive', project: 'P' }],
    ['/archive/projects/P/subjects/S/', { kind: 'archive', project: 'P', subject: 'S' }],
    ['/archive/projects/P/subjects/S/experiments/E', { kind: 'archive', project: 'P', subject: 'S', session: 'E' }],
    ['/archive/projects/P/experiments/E', { kind: 'archive', project: 'P', session: 'E' }],
    ['/archive/experiments/E', { kind: 'archive', session: 'E' }],
    ['/prearchive/projects/P', { kind: 'prearchive', project: 'P' }],
    ['/prearchive/projects/P/20200101_120000/F', { kind: 'prearchive', project: 'P', timestamp: '20200101_120000', folder: 'F' }],
    ['/prearchive/projects/P/20200101_120000', { kind: 'prearchive', project: 'P', timestamp: '20200101_120000' }],
    ['/prearchive/projects/Unassigned', { kind: 'prearchive' }],
    ['/prearchive/experiments/E', undefined],
    ['/prearchive/projects/P/T/F/more', undefined],
    ['/archive/projects/P/scans/1', undefined],
    ['/archive/projects/P/subjects/S/experiments/E/scans/1', undefined],
    ['/archive/experiments/E/projects/P', undefined],
    ['/archive/projects/../subjects/S', undefined],
    ['/prearchive/projects/P/./F', undefined],
    ['/archive//projects/P', undefined],
    ['/elsewhere', undefined],
    ['archive', undefined],
    ['', undefined]
  ]
  for (const [text, destination] of cases) t.same(parseDestination(text), destination, text)
})

const order = (handler: Handler, parameters: Readonly<Record<string, string>>): ImportOrder =>
  orderOf(handler, new Map(Object.entries(parameters)))

test('project, subject and session: by name, else by destination, else by the names that forms have', async t => {
  const dest = '/archive/projects/P/subjects/S/experiments/E'
  const forms = { PROJECT_ID: 'FP', SUBJECT_ID: 'FS', EXPT_LABEL: 'FE' }
  for (const [parameters, ...answer] of [
    [{}, undefined, undefined, undefined],
    [forms, 'FP', 'FS', 'FE'],
    [{ ...forms, dest }, 'P', 'S', 'E'],
    [{ ...forms, dest, project: 'X', subject: 'Y', session: 'Z' }, 'X', 'Y', 'Z'],
    [{ ...forms, project: '', subject: '', session: '' }, 'FP', 'FS', 'FE']
  ] as const) {
    const { project, subject, label } = order('DICOM-zip', parameters)
    t.same([project, subject, label], answer)
  }
})

test('what an import does besides', async t => {
  const says = ({ handler, destination, project, subject, label, ...flags }: ImportOrder): string =>
    Object.entries(flags).filter(([, value]) => value).map(([name]) => name).join(' ')
  const cases: readonly (readonly [handler: Handler, parameters: Readonly<Record<string, string>>, flags: string])[] = [
    ['DICOM-zip', {}, ''],
    ['gradual-DICOM', {}, ''],
    ['SI', {}, 'ignoresUnparsable'],
    ['DICOM-zip', { dest: '/archive' }, 'commits archives'],
    ['DICOM-zip', { dest: '/prearchive' }, 'commits'],
    ['gradual-DICOM', { dest: '/archive' }, 'archives'],
    ['gradual-DICOM', { action: 'commit' }, 'commits ignoresUnparsable'],
    ['DICOM-zip', { action: 'Commit' }, 'ignoresUnparsable'],
    ['DICOM-zip', { action: 'commit', 'Ignore-Unparsable': 'false' }, 'commits'],
    ['DICOM-zip', { 'Ignore-Unparsable': 'TRUE' }, 'ignoresUnparsable'],
    ['DICOM-zip', { AA: 'true' }, 'archives'],
    ['DICOM-zip', { 'auto-archive': 'true' }, 'archives'],
    ['DICOM-zip', { AA: 'true', dest: '/prearchive' }, 'commits'],
    ['DICOM-zip', { 'Direct-Archive': 'true' }, 'direct'],
    ['SI', { 'Direct-Archive': 'true' }, 'ignoresUnparsable'],
    ['DICOM-zip', { 'Direct-Archive': 'yes' }, ''],
    ['DICOM-zip', { rename: 'true', quarantine: 'true', overwrite_files: 'true' }, 'renames overwritingFiles quarantine'],
    ['DICOM-zip', { overwrite: 'none' }, 'merging'],
    ['DICOM-zip', { overwrite: 'Delete' }, 'overriding merging'],
    ['DICOM-zip', { overwrite: 'override' }, 'overriding merging']
  ]
  for (const [handler, parameters, flags] of cases) {
    t.equal(says(order(handler, parameters)), flags, `${handler} ${JSON.stringify(parameters)}`)
  }
})

test('a destination that is none', async t => {
  t.same(refusalOf(() => order('DICOM-zip', { dest: '/x' })), [400, 'Parameter dest format error'])
  t.same(refusalOf(() => order('SI', { dest: '/x' })), [500, ''])
  t.equal(order('SI', { dest: '' }).destination, undefined)
})

test('the query goes before the form, and is not escaped', async t => {
  const parameters = importParameters({ query: new Parameters('dest=%3Cq%3E&dest=other&x=') }, [['dest', 'form'], ['project', 'P']])
  t.same([...parameters], [['dest', '<q>'], ['project', 'P'], ['x', '']])
})
