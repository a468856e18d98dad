import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { type Test, test } from 'tap'
import type { ArchiveEntry } from '../../../src/model/document.ts'
import { BadArchive, type Member, Truncated } from '../../../src/serializers/member.ts'
import { tarMembers } from '../../../src/serializers/read-tar.ts'
import { openZip } from '../../../src/serializers/read-zip.ts'
import { tar } from '../../../src/serializers/tar.ts'
import { zip } from '../../../src/serializers/zip.ts'

const modified = Date.UTC(2020, 0, 31, 12, 30, 44)

function entry (path: string, text: string): ArchiveEntry {
  const bytes = Buffer.from(text)
  const stream = async function * () { yield bytes }
  return { path, modified, content: { size: bytes.length, crc32: crc32(bytes), stream, hold: () => () => {} } }
}

async function bytesOf (source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function read (members: AsyncIterable<Member>): Promise<[string, string, string][]> {
  const found: [string, string, string][] = []
  for await (const member of members) {
    found.push([member.name, member.kind, member.kind === 'file' ? (await bytesOf(await member.open())).toString() : ''])
  }
  return found
}

const long = `${'d'.repeat(120)}/ä.txt`
const entries = [entry('a.txt', 'A'), entry(long, 'x'.repeat(512)), entry('empty', ''), entry('b', 'y'.repeat(513))]
const files = [['a.txt', 'file', 'A'], [long, 'file', 'x'.repeat(512)], ['empty', 'file', ''], ['b', 'file', 'y'.repeat(513)]]

/** Bytes in pieces of an odd size. */
async function * pieces (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 333) yield bytes.subarray(at, at + 333)
}

test('a tar is read as it was written', async t => {
  const bytes = await bytesOf(tar(entries))
  t.equal(bytes.length % 512, 0)
  t.same(await read(tarMembers(pieces(bytes))), files)
  t.same(await read(tarMembers(pieces(await bytesOf(tar([]))))), [])
  t.equal(bytes.toString('latin1', 136, 147), Math.trunc(modified / 1000).toString(8).padStart(11, '0'), 'the time of change')
  await t.rejects(read(tarMembers(pieces(bytes.subarray(0, 1000)))), new Truncated('unexpected EOF with 24 bytes unread'))
  const broken = Buffer.from(bytes)
  broken[0] = 0x7A
  await t.rejects(read(tarMembers(pieces(broken))), new BadArchive('Not a tar archive.'), 'a wrong sum of the header')
})

async function zipMembers (t: Test, bytes: Buffer): Promise<[string, string, string][]> {
  const path = join(t.testdir(), 'x.zip')
  writeFileSync(path, bytes)
  const opened = await openZip(path)
  try {
    return await read(opened.members())
  } finally {
    opened.close()
  }
}

for (const deflate of [false, true]) {
  test(`a zip is read as it was written, ${deflate ? 'deflated' : 'stored'}`, async t => {
    const bytes = await bytesOf(zip(entries, deflate))
    t.same(await zipMembers(t, bytes), files)
    t.equal(bytes.length < 1000, deflate, 'many equal letters take little room only where they are deflated')
    t.same(await zipMembers(t, await bytesOf(zip([], deflate))), [])
    // 31 January 2020, 12:30:44 in DOS's way
    t.equal(bytes.readUInt32LE(10), ((40 << 9 | 1 << 5 | 31) * 65536) + (12 << 11 | 30 << 5 | 22))
    await t.rejects(
      zipMembers(t, bytes.subarray(0, 500)),
      { message: deflate ? 'Unexpected end of ZLIB input stream' : 'unexpected EOF' }
    )
  })
}
