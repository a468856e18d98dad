import { test } from 'tap'
import { type ByteRange, isKnown, rangeOf } from '../../../src/http/conditions.ts'
import { refusalOf } from '../refusal.ts'

const at = (second: number): string => new Date(Date.UTC(2020, 0, 1, 0, 0, second)).toUTCString()
const epoch = (second: number, more = 0): number => Date.UTC(2020, 0, 1, 0, 0, second) + more

test('dates decide whether the client has the file already', async t => {
  const now = epoch(40)
  const cases: readonly (readonly [since: string | undefined, unless: string | undefined, answer: boolean | 412])[] = [
    [undefined, undefined, false],
    [at(20), undefined, true],
    [at(21), undefined, true],
    [at(19), undefined, false],
    [at(40), undefined, true],
    [at(41), undefined, false],
    ['soon', undefined, false],
    [undefined, at(20), false],
    [undefined, at(21), false],
    [undefined, at(19), 412],
    [undefined, 'soon', false],
    [at(20), at(19), true],
    [at(19), at(19), 412]
  ]
  for (const [since, unless, answer] of cases) {
    const headers = { ...(since && { 'if-modified-since': since }), ...(unless && { 'if-unmodified-since': unless }) }
    const name = `${since} ${unless}`
    // milliseconds are not in HTTP's dates
    if (answer === 412) t.same(refusalOf(() => isKnown(headers, epoch(20, 999), now)), [412, ''], name)
    else t.equal(isKnown(headers, epoch(20, 999), now), answer, name)
  }
})

test('a range of bytes, or why there is none', async t => {
  const cases: readonly (readonly [header: string | undefined, size: number | undefined, answer: ByteRange | undefined])[] = [
    [undefined, 10, undefined],
    ['lines=0-1', 10, undefined],
    ['bytes=0-3', 10, { start: 0, end: 3 }],
    ['bytes= 2-3 ', 10, { start: 2, end: 3 }],
    ['bytes=4-', 10, { start: 4, end: 9 }],
    ['bytes=-4', 10, { start: 6, end: 9 }],
    ['bytes=-40', 10, { start: 0, end: 9 }],
    ['bytes=5-99', 10, { start: 5, end: 9 }],
    ['bytes=9-9', 10, { start: 9, end: 9 }],
    ['bytes=0-3', 0, undefined],
    ['bytes=0-3', undefined, undefined]
  ]
  for (const [header, size, answer] of cases) t.same(rangeOf(header, size), answer, `${header} of ${size}`)
})

test('what Restlet does not take for a range', async t => {
  for (const [header, size, ...refusal] of [
    ['bytes=0-1,4-5', 10, 501, ''],
    ['bytes=-', 10, 500, 'For input string: "-"'],
    ['bytes=', 10, 500, 'For input string: ""'],
    ['bytes=7', 10, 500, 'For input string: "7"'],
    ['bytes=a-3', 10, 500, 'For input string: "a"'],
    ['bytes=0-1x', 10, 500, 'For input string: "1x"'],
    ['bytes=x0-1', 10, 500, 'For input string: "x0"'],
    ['bytes=10-', 10, 416, 'There is no such range of bytes.'],
    ['bytes=5-4', 10, 416, 'There is no such range of bytes.'],
    ['bytes=4-', undefined, 500, ''],
    ['bytes=-4', undefined, 500, '']
  ] as const) t.same(refusalOf(() => rangeOf(header, size)), refusal, `${header} of ${size}`)
})
