import { test } from 'tap'
import { refusalOf } from '../refusal.ts'
import type { Body } from '../../../src/entity/body.ts'
import { json, jsonBody, listBody, objectBody } from '../../../src/routes/spring/endpoint.ts'
import { each } from '../../../src/routes/spring/user-roles.ts'

const body = (text: string): { body: Body } =>
  ({ body: { type: 'application/json', header: 'application/json', bytes: Buffer.from(text), parts: [] } })

const java = { method: 'public void A.set(java.util.Map<K, V>)', type: 'java.util.LinkedHashMap<K,V>' }
const object = (text: string) => () => objectBody(body(text), java)
const mismatched = (text: string) =>
  `JSON parse error: ${text}; nested exception is com.fasterxml.jackson.databind.exc.MismatchedInputException: ${text}\n` +
  ' at [Source: (PushbackInputStream); line: 1, column: 1]'
const noConstructor = (argument: string, from: string) => mismatched(
  'Cannot construct instance of `java.util.LinkedHashMap` (although at least one Creator exists): ' +
  `no ${argument}-argument constructor/factory method to deserialize from ${from}`
)

test('bodies of JSON', async t => {
  t.same(jsonBody(body('[1]')), [1])
  t.same(object('{"a":1}')(), { a: 1 })
  t.same(listBody(body('["a"]')), ['a'])
  t.same(listBody(body('[]')), [])
  t.match(refusalOf(() => jsonBody(body('{'))), [500, /^JSON parse error: /])
  for (const text of ['{}', '"a"', '["a",1]']) {
    t.same(refusalOf(() => listBody(body(text))), [500, 'JSON parse error: the body is not a list of texts'], text)
  }
})

test('what is no object is refused in the words of Spring and Jackson', async t => {
  const missing = [500, 'Required request body is missing: public void A.set(java.util.Map<K, V>)']
  for (const [refused, expected] of [
    [() => objectBody({ body: undefined }, java), missing],
    [object(''), missing],
    [object('null'), missing],
    [object('[]'), [500, mismatched(
      'Cannot deserialize value of type `java.util.LinkedHashMap<K,V>` from Array value (token `JsonToken.START_ARRAY`)'
    )]],
    [object('"a"'), [500, noConstructor('String', "String value ('a')")]],
    [object('1'), [500, noConstructor('int/Int', 'Number value (1)')]],
    [object('true'), [500, noConstructor('boolean/Boolean', 'Boolean value (true)')]]
  ] as const) t.same(refusalOf(refused), expected)
})

test('what is null is not written', async t => {
  t.match(json({ a: null, b: [null, 0], c: undefined }), { text: '{"b":[null,0]}', status: 200 })
})

test('what does not work is answered with 202', async t => {
  t.match(each(['a', 'b', 'c'], name => name !== 'b'), { text: '["b"]', status: 202 })
  t.match(each(['a'], () => true), { text: '[]', status: 200 })
})
