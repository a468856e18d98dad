import { test } from 'tap'
import { folders } from '../../src/recorded/choose.ts'
import { choose } from './choose.ts'
import { judge } from '../../src/recorded/judge.ts'
import { reasonsIn, stepText, stepsIn } from '../../src/recorded/left.ts'
import { readLeft, without } from './left.ts'
import type { Outcome } from '../../src/recorded/replay.ts'

const left = { 'not built yet: pars': { pars: '1-3, 7', places: '2' }, 'not mended yet: D4': { fields: '1' } }

test('steps are written as ranges', async t => {
  for (const [text, steps] of [['1', [1]], ['1-3, 7', [1, 2, 3, 7]], ['2-2,4', [2, 4]]] as const) t.same(stepsIn(text), steps, text)
  for (const text of ['', 'all', '3-1', '1,', '-2']) t.throws(() => stepsIn(text), /no steps/, text)
  t.equal(stepText([1, 2, 3, 7, 9, 10]), '1-3, 7, 9-10')
})

test('the list of those left gives each step one reason', async t => {
  t.equal(reasonsIn(left).get('pars 2'), 'not built yet: pars')
  t.equal(reasonsIn(left).get('pars 4'), undefined)
  t.throws(() => reasonsIn({ because: { pars: '1' } }), /a reason must begin with/)
  t.throws(() => reasonsIn({ 'stand-in: ': { pars: '1' } }), /a reason must begin with/)
  const twice = { 'stand-in: x': { pars: '1-3' }, 'stand-in: y': { pars: '2' } }
  t.throws(() => reasonsIn(twice), /pars 2 has two reasons: stand-in: x; stand-in: y/)
})

test('what is met goes from the list', async t => {
  t.same(without(left, new Set(['pars 2', 'fields 1', 'other 1'])), { 'not built yet: pars': { pars: '1, 3, 7', places: '2' } })
})

test('a step is judged beside the list', async t => {
  const outcome = (number: number, met: boolean): Outcome => ({
    number,
    step: { method: 'GET', path: '/', answer: { status: 200, headers: {} } },
    known: { names: {}, base: '' },
    differences: met ? [] : [{ part: 'status' }]
  })
  const recording = { id: 'archive/pars', scenario: { name: '', steps: [] }, beside: () => Buffer.alloc(0) }
  const { notMet, nowMet } = judge(recording, [outcome(1, false), outcome(2, true), outcome(4, false), outcome(5, true)], reasonsIn(left))
  t.same(notMet.map(({ number }) => number), [4], 'it differs and is not listed')
  t.same(nowMet.map(({ number }) => number), [2], 'it is listed and does not differ')
})

test('recordings are chosen by name', async t => {
  const names = (paths: readonly string[]): string[] => paths.map(path => path.replace(/.*\/recorded\//, ''))
  const reasons = reasonsIn({ 'stand-in: x (Z1)': { 'scan-methods': '1' } })
  t.same(names(choose(['scan-methods', 'archive/pars'], reasons)), ['scans/scan-methods.json', 'archive/pars.json'])
  t.same(names(choose(['scan-item-values*'], reasons)), ['scans/scan-item-values-1.json', 'scans/scan-item-values-3.json'])
  t.same(names(choose([], reasons, 'Z1')), ['scans/scan-methods.json'])
  t.equal(choose(['site'], reasons).length, choose([], reasons).filter(path => path.includes('/site/')).length)
  t.equal(choose(['files', 'scans'], reasons).length, choose(['files'], reasons).length + choose(['scans'], reasons).length)
  t.throws(() => choose(['nosuch'], reasons), /there is no recording 'nosuch'/)
})

test('every list of those left can be read', async t => {
  for (const folder of folders) t.ok(reasonsIn(readLeft(folder)), folder)
})
