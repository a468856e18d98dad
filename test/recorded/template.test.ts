import { test } from 'tap'
import { mask } from '../../src/recorded/mask.ts'
import { capture, fill, namesIn, newNames } from '../../src/recorded/names.ts'
import { type Parting, Template } from '../../src/recorded/template.ts'

const base = 'http://127.0.0.1:8080'
const names = { P: 'Q1ABC', P2: 'Q2ABC', E: 'XNAT_E00001', R: '7' }

const masked: readonly (readonly [what: string, text: string, expected: string])[] = [
  ['names', '/data/projects/Q1ABC/experiments/XNAT_E00001', '/data/projects/{P}/experiments/{E}'],
  ['a name that is part of a word stays', 'Q1ABCD xQ1ABC XNAT_E000012', 'Q1ABCD xQ1ABC XNAT_E000012'],
  ['an underscore ends a word', 'Q1ABC_owner', '{P}_owner'],
  ['the longer value first', 'Q1ABC Q2ABC', '{P} {P2}'],
  ['the base URL, also as localhost', 'http://127.0.0.1:8080/data http://localhost:8080/data', '{BASE}/data {BASE}/data'],
  ['a Java date', 'Mon Nov 30 18:13:59 UTC 2026', '{DATE}'],
  ['an HTTP date', 'Mon, 30 Nov 2026 18:13:59 GMT', '{DATE}'],
  ['an SQL time', '2026-11-30 18:13:59.401', '{TIME}'],
  ['a time with T', '2031-01-02T03:04:05', '{TIME}'],
  ['a day', '2026-11-30', '{DAY}'],
  ['an earlier day is data', '2025-11-30 2020-01-02 03:04:05', '2025-11-30 2020-01-02 03:04:05'],
  ['a timestamp of the prearchive', '20261130_181402523', '{STAMP}'],
  ['a session', '0123456789ABCDEF0123456789ABCDEF', '{SESSION}'],
  ['a UUID', '01234567-89ab-cdef-0123-456789abcdef', '{UUID}'],
  ['a key in JSON', '"xnat_imagescandata_id":12,"create_event_id": "13"', '"xnat_imagescandata_id":{KEY},"create_event_id": "{KEY}"'],
  ['a key in hidden fields', 'xnat_imageScanData_id="12"', 'xnat_imageScanData_id="{KEY}"'],
  ['a number that is no key', '"file_count":12', '"file_count":12']
]

test('what changes from run to run is masked', async t => {
  for (const [what, text, expected] of masked) t.equal(mask(text, names, base), expected, what)
})

const alike: readonly (readonly [what: string, recorded: string, actual: string])[] = [
  ['the same text', 'abc', 'abc'],
  ['nothing', '', ''],
  ['names', '{P}/{E}', 'Q1ABC/XNAT_E00001'],
  ['a number that is the value of a name elsewhere', '{R} of 7', '7 of 7'],
  ['a captured number inside a date', 'at {DATE}', 'at Mon Nov 07 18:13:59 UTC 2026'],
  ['keys, whichever', '{KEY1} {KEY2} {KEY1}', '1 1 9'],
  ['times', '{TIME},{DAY},{STAMP}', '2026-11-30 18:13:59.4,2026-11-30,20261130_181402523'],
  ['identifiers', '{SESSION},{UUID}', '0123456789ABCDEF0123456789ABCDEF,01234567-89ab-cdef-0123-456789abcdef'],
  ['the base URL', '{BASE}/data {BASE}/data', 'http://127.0.0.1:8080/data http://localhost:8080/data'],
  ['braces that are no name', '{"a":{b}} {username} {constructor}', '{"a":{b}} {username} {constructor}']
]

test('an answer is as it was recorded', async t => {
  for (const [what, recorded, actual] of alike) t.equal(new Template(recorded, names, base).parts(actual), undefined, what)
})

const other: readonly (readonly [what: string, recorded: string, actual: string, at: Parting])[] = [
  ['another text', 'abc', 'abd', { actual: 2, recorded: 2 }],
  ['more', 'abc', 'abcd', { actual: 3, recorded: 3 }],
  ['less', 'abcd', 'abc', { actual: 3, recorded: 3 }],
  ['another value of a name', '{E} x', 'XNAT_E00002 x', { actual: 0, recorded: 0 }],
  ['another text behind a name', '{E} x', 'XNAT_E00001 y', { actual: 12, recorded: 4 }],
  ['a name without a value', '{S}', 'XNAT_S00001', { actual: 0, recorded: 0 }],
  ['no date', 'at {DATE}', 'at once', { actual: 3, recorded: 3 }],
  ['an earlier year', '{DAY}', '2020-01-02', { actual: 0, recorded: 0 }],
  ['no key', '"x_id":"{KEY1}"', '"x_id":""', { actual: 8, recorded: 8 }],
  ['another server', '{BASE}/data', 'http://127.0.0.1:9090/data', { actual: 0, recorded: 0 }],
  ['a difference before a name', 'ab {E}', 'xb XNAT_E00001', { actual: 0, recorded: 0 }]
]

test('an answer is not as it was recorded, and where', async t => {
  for (const [what, recorded, actual, at] of other) t.same(new Template(recorded, names, base).parts(actual), at, what)
})

test('names stand in requests', async t => {
  t.equal(fill('/data/{P}/{E}/{X}/{1}/{constructor}', names), '/data/Q1ABC/XNAT_E00001/{X}/{1}/{constructor}')
  t.same(namesIn('{P}/{E2} {1} { P } {}'), ['P', 'E2'])
  const [one, two] = [newNames(), newNames()]
  t.match(one, { P: /^Q1[0-9A-Z]{6}$/, P2: /^Q2/, P3: /^Q3/, P4: /^Q4/ })
  t.not(one['P'], two['P'], 'each scenario has its own')
})

test('answers give values to names', async t => {
  const known = { ...names }
  capture({ A: '"id":"([^"]*)"', B: '(?!{A})(XNAT_\\w+)', E: 'no (match)' }, '"id":"XNAT_A" XNAT_A XNAT_B', known)
  t.same(known, { ...names, A: 'XNAT_A', B: 'XNAT_B' }, 'a pattern may use earlier names, and one without a match changes nothing')
})
