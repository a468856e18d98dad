import { test } from 'tap'
import { refusalOf } from '../refusal.ts'
import type { Body } from '../../../src/entity/body.ts'
import { json, jsonBody, listBody, objectBody } from '../../../src/routes/spring/endpoint.ts'
import { each } from '../../../src/routes/spring/user-roles.ts'

const body = (text: string): { body: Body } =>
  ({ body: { type: 'application/json', header: 'application/json', bytes: Buffer.from(text), parts: [] } })

test('bodies of JSON', async t => {
  t.same(jsonBody(body('[1]')), [1])
  t.same(objectBody(body('{"a":1}')), { a: 1 })
  t.same(listBody(body('["a"]')), ['a'])
  t.same(listBody(body('[]')), [])
  t.same(refusalOf(() => jsonBody({ body: undefined })), [400, 'Required request body is missing'])
  t.match(refusalOf(() => jsonBody(body('{'))), [400, /^JSON parse error: /])
  for (const text of ['[]', 'null', '"a"', '1']) {
    t.same(refusalOf(() => objectBody(body(text))), [400, 'JSON parse error: the body is not an object'], text)
  }
  for (const text of ['{}', 'null', '"a"', '["a",1]']) {
    t.same(refusalOf(() => listBody(body(text))), [400, 'JSON parse error: the body is not a list of texts'], text)
  }
})

test('what is null is not written', async t => {
  t.match(json({ a: null, b: [null, 0], c: undefined }), { text: '{"b":[null,0]}', status: 200 })
})

test('what does not work is answered with 202', async t => {
  t.match(each(['a', 'b', 'c'], name => name !== 'b'), { text: '["b"]', status: 202 })
  t.match(each(['a'], () => true), { text: '[]', status: 200 })
})
