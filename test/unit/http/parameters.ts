import { test } from 'tap'
import { Parameters, decode } from '../../../src/http/parameters.ts'

test('names in order, with the first value of each', async t => {
  const cases: readonly (readonly [query: string, pairs: [string, string | undefined][]])[] = [
    ['', []],
    ['a=1&b=2', [['a', '1'], ['b', '2']]],
    ['b=2&a=1&b=3', [['b', '2'], ['a', '1']]],
    ['a', [['a', undefined]]],
    ['a=&a=1', [['a', undefined]]],
    ['a=b=c', [['a', 'b=c']]],
    ['a%3Db=c', [['a=b', 'c']]],
    ['a=1&&b=2', [['a', '1']]],
    ['a=1&=x&b=2', [['a', '1']]],
    ['a+b=c+d', [['a b', 'c d']]],
    ['<a>=<b>', [['<a>', '&lt;b&gt;']]],
    ['a=1&b=%zz', []]
  ]
  for (const [query, pairs] of cases) t.same([...new Parameters(query).entries()], pairs, query)
})

test('all values of a name: escaped without the empty ones, or as they were sent', async t => {
  const query = new Parameters('a=1&b=2&a=&a=%3C')
  t.same(query.all('a'), ['1', '&lt;'])
  t.same(query.raw('a'), ['1', '', '<'])
  t.same(query.all('c'), [])
  t.same([...query.keys()], ['a', 'b'])
})

test('a flag is true, false, or neither', async t => {
  const cases: readonly (readonly [query: string, there: boolean, isTrue: boolean, isFalse: boolean])[] = [
    ['', false, false, false],
    ['x', true, false, false],
    ['x=', true, false, false],
    ['x=true', true, true, false],
    ['x=no', true, true, false],
    ['x=false', true, false, true],
    ['x=FALSE', true, false, true],
    ['x=0', true, false, true],
    ['x=00', true, true, false],
    ['x=false0', true, true, false]
  ]
  for (const [query, ...answers] of cases) {
    const parameters = new Parameters(query)
    t.same([parameters.names('x'), parameters.isTrue('x'), parameters.isFalse('x')], answers, query)
  }
})

test('escapes decode as java.net.URLDecoder decodes them', async t => {
  for (const [text, decoded] of [
    ['a+b', 'a b'],
    ['a%2Bb', 'a+b'],
    ['%C3%A4', 'ä'],
    ['%c3%a4%e4%b8%ad', 'ä中'],
    ['%E4', '\uFFFD'],
    ['%C3x%A4', '\uFFFDx\uFFFD']
  ] as const) t.equal(decode(text), decoded, text)
  for (const [text, message] of [
    ['%', 'URLDecoder: Incomplete trailing escape (%) pattern'],
    ['a%4', 'URLDecoder: Incomplete trailing escape (%) pattern'],
    ['%zz', 'URLDecoder: Illegal hex characters in escape (%) pattern - For input string: "zz"'],
    ['%41%g1', 'URLDecoder: Illegal hex characters in escape (%) pattern - For input string: "g1"']
  ] as const) {
    t.throws(() => decode(text), { message }, text)
    t.equal(new Parameters(`a=${text}`).malformed, message)
  }
  t.equal(new Parameters('a=%41').malformed, undefined)
})
