import { type Test, test } from 'tap'
import { headerOf } from './header-of.ts'
import {
  type Attribute, date, echoTime, fieldOfView, fieldStrength, joined, mapped, orientation, real, text, time, voxelRes
} from '../../../src/dicom/attribute.ts'
import { at } from '../../../src/dicom/index-of.ts'
import type { DataSet } from '../../conformance/dicom.ts'

type Values = Readonly<Record<string, string>>

/** What an attribute makes of files with these elements; undefined stands for none. */
function check (
  t: Test,
  attribute: Attribute,
  tag: string,
  cases: readonly (readonly [values: readonly string[], answer: string | undefined])[]
): void {
  for (const [values, answer] of cases) {
    const headers = values.map(value => headerOf(value === '' ? {} : { [tag]: value }))
    t.same(attribute(headers), answer === undefined ? {} : { field: answer }, values.join(' | '))
  }
}

test('texts must be the same in every file once one has said it', async t => {
  check(t, text('field', at('00180015')), '00180015', [
    [['HEAD'], 'HEAD'],
    [['HEAD', 'HEAD'], 'HEAD'],
    [['', 'HEAD'], 'HEAD'],
    [['HEAD', ''], undefined],
    [['HEAD', 'CHEST'], undefined],
    [[''], undefined],
    [[], undefined]
  ])
})

test('numbers agree as numbers', async t => {
  check(t, real('field', at('00180080')), '00180080', [
    [['2000'], '2000.0'],
    [['2000', '2000.0', '2E3'], '2000.0'],
    [['2000', ''], '2000.0'],
    [['2000', '3000'], undefined],
    [['x'], undefined],
    [[''], undefined]
  ])
  check(t, real('field', at('00180080'), value => value * 2), '00180080', [[['3'], '6.0']])
})

test('dates, times, and everything that files say', async t => {
  check(t, date('field', at('00080020')), '00080020', [
    [['20200131'], '2020-01-31'],
    [['2020.01.31'], '2020-01-31'],
    [['2020-01-31'], undefined],
    [['202001311'], undefined],
    [['20200131', '20200201'], undefined],
    [['20200131', ''], '2020-01-31']
  ])
  check(t, time('field', at('00080030')), '00080030', [
    [['101112'], '10:11:12'],
    [['101112.5'], '10:11:12'],
    [['10:11:12.5'], '10:11:12'],
    [['1011'], undefined],
    [['10:11'], undefined]
  ])
  check(t, joined('field', at('00180015')), '00180015', [
    [['a', 'b', 'a', ''], 'a,b'],
    [[''], undefined]
  ])
  check(t, mapped(text('field', at('00180015')), 'SE', 'Spin Echo'), '00180015', [
    [['SE'], 'Spin Echo'],
    [['GR'], 'GR'],
    [[''], undefined]
  ])
})

function table (t: Test, attribute: Attribute, cases: readonly (readonly [files: readonly DataSet[], values: Values])[]) {
  for (const [files, values] of cases) t.same(attribute(files.map(headerOf)), values, JSON.stringify(files))
}

test('the resolution and the field of view', async t => {
  const voxel = (spacing: string, thickness: string): DataSet => ({ '00280030': spacing, '00180050': thickness })
  table(t, voxelRes('v'), [
    [[voxel('0.5\\0.6', '2')], { 'v/x': '0.5', 'v/y': '0.6', 'v/z': '2.0' }],
    [[voxel('0.5\\0.6', '2'), voxel('0.50\\0.60', '2.0'), {}], { 'v/x': '0.5', 'v/y': '0.6', 'v/z': '2.0' }],
    [[voxel('0.5\\0.6', '2'), voxel('0.5\\0.6', '3')], {}],
    [[voxel('0.5', '2')], {}],
    [[voxel('0.5\\0.6\\0.7', '2')], {}],
    [[voxel('0.5\\x', '2')], {}],
    [[{ '00280030': '0.5\\0.6' }], {}],
    [[{ '00180050': '2' }], {}]
  ])
  table(t, fieldOfView('f'), [
    [[{ '00280010': 256, '00280011': 128 }], { 'f/x': '128', 'f/y': '256' }],
    [[{ '00280010': 256, '00280011': 128 }, {}], { 'f/x': '128', 'f/y': '256' }],
    [[{ '00280010': 256, '00280011': 128 }, { '00280010': 128, '00280011': 128 }], {}],
    [[{ '00280010': 256 }], {}],
    [[{ '00280011': 256 }], {}]
  ])
})

test('the plane that the rows and columns of an image span', async t => {
  check(t, orientation('field'), '00200037', [
    [['1\\0\\0\\0\\1\\0'], 'Tra'],
    [['0\\1\\0\\0\\0\\-1'], 'Sag'],
    [['1\\0\\0\\0\\0\\-1'], 'Cor'],
    [['0.9848\\0.1736\\0\\-0.1736\\0.9848\\0'], 'Tra'],
    [['1\\0\\0\\0\\1\\0', '0\\1\\0\\0\\0\\-1'], undefined],
    [['1\\0\\0\\0\\1\\0', '-1\\0\\0\\0\\-1\\0'], 'Tra'],
    [['1\\0\\0\\1\\0\\0'], undefined],
    [['2\\0\\0\\0\\1\\0'], undefined],
    [['1\\0\\0\\0\\0.5\\0'], undefined],
    [['1\\0\\0\\0\\1'], undefined],
    [['1\\0\\0\\0\\1\\0\\0'], undefined],
    [['1\\0\\0\\0\\x\\0'], undefined],
    [[''], undefined]
  ])
})

test('one echo time is a field, several are parameters by echo number', async t => {
  const echo = (value: string, number?: string): DataSet => ({ '00180081': value, ...(number !== undefined && { '00180086': number }) })
  table(t, echoTime, [
    [[echo('30')], { 'parameters/te': '30.0' }],
    [[echo('30', '1'), echo('30.0', '1'), {}], { 'parameters/te': '30.0' }],
    [[echo('20', '2'), echo('10', '1')], { 'parameters/addParam/MultiEcho_TE1': '10.0', 'parameters/addParam/MultiEcho_TE2': '20.0' }],
    [[echo('20', 'x'), echo('10', '1')], { 'parameters/addParam/MultiEcho_TE0': '20.0', 'parameters/addParam/MultiEcho_TE1': '10.0' }],
    [[echo('20', '1'), echo('10', '1')], {}],
    [[echo('x')], {}],
    [[{}], {}]
  ])
})

test('the strength of the magnet in Tesla, to the next half', async t => {
  for (const [value, tesla] of [
    ['1.5', '1.5'], ['2.89', '3.0'], ['15000', '1.5'], ['500', '0.0'], ['499', '499.0'], ['0.3', '0.5']
  ] as const) {
    t.same(fieldStrength([headerOf({ '00180087': value })]), { fieldStrength: tesla }, value)
  }
})
