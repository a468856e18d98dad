import { test } from 'tap'
import { rawCompared } from '../../src/model/search/compare.ts'
import type { Term } from '../../src/model/search/condition.ts'
import type { CriteriaSet } from '../../src/model/search/document.ts'
import { SearchFailed } from '../../src/model/search/failure.ts'
import { inClauseOf } from '../../src/model/search/in-clause.ts'
import { matcher } from '../../src/model/search/like-match.ts'
import { anywhere, likeOperator, lowerAscii } from '../../src/model/search/like.ts'
import { cleaned, cleanedForPath, looksLikeAttack, quoted, rawNumber } from '../../src/model/search/literal.ts'
import { catalogue, criterion, fails, setOf } from './archive.ts'

const now = Date.UTC(2020, 1, 3, 4, 5, 6)

test('what XNAT takes for an attack', async t => {
  for (const text of ['x; DROP TABLE y', "' SELECT 1", '(DELETE FROM', 'a;\tINSERT INTO', 'x\\', '<SCRIPT', '!\n SELECT a']) {
    t.equal(looksLikeAttack(text), true, text)
  }
  for (const text of ['', 'SELECT 1', "O'Brien", "' select 1", "' OR '1'='1", 'a;DROP', 'UPDATE me', '<b>SCRIPT</b>', 'a\\b!']) {
    t.equal(looksLikeAttack(text), false, text)
  }
})

test('quotes and backslashes as PostgreSQL reads what XNAT has written', async t => {
  for (const [text, once, path] of [
    ["O'Brien", "O'Brien", "O'Brien"], ["''", "'", "'"], ['a\\b', 'a\\\\b', 'a\\\\b'], ["'\\", "'\\\\", "'\\\\\\\\"]
  ] as const) t.same([cleaned(text), cleanedForPath(text)], [once, path], text)
})

test('a literal in quotes, as PostgreSQL reads it for a column', async t => {
  const read = [
    ['text', ' a ', ' a '], ['integer', ' 42 ', 42], ['integer', '-7', -7], ['numeric', '1e3', 1000], ['double', '.5', 0.5],
    ['date', '2020-02-03', '2020-02-03'], ['date', '02/03/2020', '2020-02-03'], ['date', '20200203', '2020-02-03'],
    ['date', '2020-02-03 10:00', '2020-02-03'], ['date', 'today', '2020-02-03'], ['date', 'Yesterday', '2020-02-02'],
    ['date', 'tomorrow', '2020-02-04'], ['time', '09:15:00', '09:15:00'], ['time', '9:15', '09:15:00'], ['time', '091500', '09:15:00'],
    ['timestamp', 'today', '2020-02-03 00:00:00.0'], ['timestamp', 'now', '2020-02-03 04:05:06.0']
  ] as const
  for (const [type, text, value] of read) t.equal(quoted(type, text, now), value, `${type} ${text}`)
  const refused = [
    ['integer', '1.5'], ['integer', ''], ['integer', 'x'], ['numeric', 'x'], ['date', ''], ['date', 'nonsense'], ['date', '2020-02-31'],
    ['time', 'noon'], ['time', '25:00'], ['timestamp', 'nonsense'], ['timestamp', '']
  ] as const
  for (const [type, text] of refused) fails(t, () => quoted(type, text, now), `${type} ${text}`)
})

test('a number without quotes', async t => {
  for (const [text, value] of [['1', 1], [' -2.50 ', -2.5], ['+ 3', 3], ['1E2', 100], ['5.', 5]] as const) {
    t.equal(rawNumber(text), value, text)
  }
  for (const text of ['', '1 2', '0x10', '1;', '1)', '--1', '1 OR 1=1', 'NaN', '1e', '(1)', '/**/1']) fails(t, () => rawNumber(text), text)
  const term: Term = { element: catalogue.type('xnat:subjectData'), content: { op: 'text', text: '' } }
  for (const [comparison, value] of [
    ['IN', '1,2'], ['IN', '(1,x)'], ['IN', '((1))'], ['IN', '()'], ['BETWEEN', '1'], ['BETWEEN', '1 AND 2 AND 3'], ['~', '1'],
    ['= ANY', '1']
  ] as const) fails(t, () => rawCompared(term, 'integer', comparison, value), `${comparison} ${value}`)
  fails(t, () => rawCompared(term, 'text', '=', '1'), 'a number is no text')
})

test('LIKE', async t => {
  t.same(likeOperator(' not  like '), { negated: true, fold: false })
  t.same(likeOperator('ilike'), { negated: false, fold: true })
  for (const text of ['LIKES', 'UNLIKE', 'LIKE ANY', '']) t.equal(likeOperator(text), undefined, text)
  t.equal(anywhere("'%a*b%'"), '%a%b%')
  t.equal(lowerAscii('ÄBC'), 'Äbc', 'as PostgreSQL where the collation is C')
  for (const [pattern, yes, no] of [
    ['', [''], ['a']], ['%', ['', 'abc'], []], ['_', ['a', '€', '𝒳'], ['', 'ab']], ['a%c', ['ac', 'abc', 'acbc'], ['ab', 'xac']],
    ['%b%', ['b', 'abc'], ['ac']], ['a\\%', ['a%'], ['ab', 'a\\%']], ['\\\\_', ['\\x'], ['x']], ['%a_%c', ['abc', 'xabbc'], ['ac', 'abcd']]
  ] as const) {
    const fits = matcher(pattern)
    for (const text of yes) t.ok(fits(text), `${text} LIKE ${pattern}`)
    for (const text of no) t.notOk(fits(text), `${text} NOT LIKE ${pattern}`)
  }
  fails(t, () => matcher('a\\'))
})

test('LIKE is as a regular expression has it, for every text and pattern of a few letters', async t => {
  const words = (letters: string, length: number): string[] =>
    length === 0 ? [''] : ['', ...[...letters].flatMap(letter => words(letters, length - 1).map(word => letter + word))]
  const texts = [...new Set(words('ab', 5))]
  for (const pattern of new Set(words('ab%_', 4))) {
    const fits = matcher(pattern)
    const expected = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`)
    const wrong = texts.filter(text => fits(text) !== expected.test(text))
    if (wrong.length > 0) t.same(wrong, [], pattern)
  }
})

test('a pattern that would take for ever is stopped', async t => {
  let calls = 0
  const fits = matcher('%a'.repeat(5000) + 'b', () => {
    if (++calls > 3) throw new SearchFailed('stopped')
  })
  fails(t, () => fits('a'.repeat(100_000)))
})

test('a list of values, as PostgreSQL reads an array', async t => {
  const list = (value: string | undefined, ...more: string[]): CriteriaSet[] =>
    [setOf('AND', criterion('xnat:mrSessionData.LABEL', 'IN', value), ...more.map(one => criterion('x.Y', 'IN', one)))]
  for (const [text, values] of [
    ["'{\"a\",\"b\"}'", ['a', 'b']], ["'{a, b c }'", ['a', 'b c']], ["'{}'", []], ["'{\"a,\\\"b\\\\\"}'", ['a,"b\\']],
    ["'{\"it''s\"}'", ["it's"]],
    ["ARRAY['a','b''c']", ['a', "b'c"]], ["array [ 'a' , 'b' ]", ['a', 'b']]
  ] as const) t.same(inClauseOf(list(text))?.values, values, text)
  for (const text of [
    undefined, '', 'a', "('a')", "'{a,}'", "ARRAY['a',]", "'{\"a}'", "'{a} OR 1'", "ARRAY['a'", "ARRAY['a'] || ARRAY['b']", 'ARRAY[a]',
    'ARRAY[1]', "'{{a}}'"
  ]) fails(t, () => inClauseOf(list(text)), text)
  t.throws(() => inClauseOf(list("'{a}'", "'{b}'")), /several lists/)
  t.equal(inClauseOf([setOf('AND', setOf('AND', criterion('x.Y', 'IN', 'a')))]), undefined, 'in a set it is a condition')
})
