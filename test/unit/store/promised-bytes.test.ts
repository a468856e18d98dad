import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { test } from 'tap'
import { BlobStore } from '../../../src/store/files/blobs.ts'

const bytes = Buffer.from('made late')
const digest = (name: string): string => createHash(name).update(bytes).digest('hex')
const known = { hash: digest('sha256'), md5: digest('md5'), size: bytes.length, crc32: crc32(bytes) }

/** What makes bytes, and how often it has. */
function maker () {
  const made = { times: 0 }
  const make = (): Iterable<Uint8Array> => {
    made.times++
    return [bytes.subarray(0, 4), bytes.subarray(4)]
  }
  return { made, make }
}

test('promised bytes are made when they are first read, and once', async t => {
  const blobs = new BlobStore()
  // bytes that nobody has go when they have been read
  t.teardown(blobs.join({ holds: () => true, held: () => [known.hash] }))
  const { made, make } = maker()
  blobs.promise(known, make)
  t.equal(made.times, 0)
  t.equal(await text(blobs.read(known.hash)), 'made late')
  t.equal(readFileSync(blobs.path(known.hash), 'utf8'), 'made late')
  t.equal(await text(blobs.read(known.hash, { start: 5 })), 'late')
  t.equal(made.times, 1)
})

test('where bytes outlive the process, a promise is kept at once', async t => {
  const folder = t.testdir()
  const blobs = new BlobStore(folder)
  const { made, make } = maker()
  blobs.promise(known, make)
  t.equal(made.times, 1)
  t.same(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path.includes('/')), [
    `${known.hash.slice(0, 2)}/${known.hash}`
  ])
  t.equal(await text(new BlobStore(folder).read(known.hash)), 'made late')
})
