import { test } from 'tap'
import { MalformedMultipart, boundaryOf, partsOf } from '../../../src/http/multipart.ts'

test('the boundary that a header names', async t => {
  for (const [header, boundary] of [
    ['multipart/form-data; boundary=abc', 'abc'],
    ['multipart/form-data;BOUNDARY="a b;c"; charset=utf-8', 'a b;c'],
    ['multipart/form-data; charset=utf-8;boundary=abc; x=y', 'abc'],
    ['multipart/form-data', undefined],
    ['multipart/form-data; boundary=', undefined]
  ] as const) t.equal(boundaryOf(header), boundary, header)
})

/** A body that comes in pieces of so many bytes. */
async function * pieces (body: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(body)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function partsIn (body: string, size = body.length): Promise<[string | undefined, string | undefined, string][]> {
  const parts: [string | undefined, string | undefined, string][] = []
  for await (const { name, fileName, bytes } of partsOf(pieces(body, size), 'B')) {
    const chunks: Buffer[] = []
    for await (const chunk of bytes) chunks.push(chunk)
    parts.push([name, fileName, Buffer.concat(chunks).toString()])
  }
  return parts
}

const part = (disposition: string, content: string): string => `--B\r\nContent-Disposition: ${disposition}\r\n\r\n${content}\r\n`

test('the parts of a body, in whatever pieces it comes', async t => {
  const parts = part('form-data; name="a"', '1\r\n--A\r\n-') + part('form-data; name="f"; filename="x.dcm"', '')
  const body = `before\r\n${parts}--B--\r\nbehind`
  for (let size = 1; size <= body.length; size++) {
    t.same(await partsIn(body, size), [['a', undefined, '1\r\n--A\r\n-'], ['f', 'x.dcm', '']], `${size} bytes at once`)
  }
  t.same(await partsIn('--B--'), [])
})

test('names and file names of parts', async t => {
  for (const [disposition, name, fileName] of [
    ['form-data; name=a; filename=b.txt', 'a', 'b.txt'],
    ['attachment; name="a"; filename="C:\\dir\\b \\"c\\".txt"', 'a', 'C:\\dir\\b "c".txt'],
    ["form-data; name=\"a\"; filename*=UTF-8''%E4%B8%AD.txt; filename=\"x\"", 'a', '中.txt'],
    ["form-data; name=\"a\"; filename*=utf-8''%zz", 'a', '%zz'],
    ['form-data; name=""; filename=""', '', ''],
    ['form-data; nickname="n"', undefined, undefined],
    ['inline; name="a"', undefined, undefined]
  ] as const) t.same(await partsIn(`${part(disposition, 'x')}--B--`), [[name, fileName, 'x']], disposition)
  t.same(await partsIn('--B\r\n\r\nx\r\n--B--'), [[undefined, undefined, 'x']], 'a part without headers')
})

test('a part that nobody reads is passed over', async t => {
  const names: (string | undefined)[] = []
  const body = part('form-data; name="a"', 'x'.repeat(100)) + part('form-data; name="b"', 'y') + '--B--'
  for await (const { name } of partsOf(pieces(body, 7), 'B')) names.push(name)
  t.same(names, ['a', 'b'])
})

test('what is no multipart', async t => {
  const long = `--B\r\nX: ${'x'.repeat(10_240)}\r\n\r\n`
  for (const [body, message] of [
    ['', 'Stream ended unexpectedly'],
    ['something', 'Stream ended unexpectedly'],
    ['--B\r\nContent-Disposition: form-data; name="a"\r\n', 'Stream ended unexpectedly'],
    [part('form-data; name="a"', 'x'), 'Stream ended unexpectedly'],
    ['--Bxx', 'Unexpected characters follow a boundary'],
    [long, 'Header section has more than 10240 bytes']
  ] as const) await t.rejects(partsIn(body, 1000), new MalformedMultipart(message), body.slice(0, 20))
  await t.rejects(partsIn('--B\r\n\r\n\r\n'.repeat(10_001) + '--B--', 1e6), new MalformedMultipart('There are more than 10000 parts'))
})
