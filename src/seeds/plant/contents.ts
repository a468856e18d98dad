import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import { phantomFile } from '../../dicom/phantom/image.ts'
import type { SeedFile } from '../schema.ts'

type Contents = Pick<SeedFile, 'text' | 'base64' | 'path' | 'size' | 'dicom'>

const portion = 64 * 1024

/** The bytes of a file in portions. @param name what made-up bytes come from. */
export function * bytesOf ({ text, base64, path, size, dicom }: Contents, name: string, folder = '.'): Generator<Uint8Array> {
  if (text !== undefined) yield Buffer.from(text)
  else if (base64 !== undefined) yield Buffer.from(base64, 'base64')
  else if (path !== undefined) yield * readIn(resolve(folder, path))
  else if (dicom !== undefined) yield phantomFile(dicom, name)
  else yield * madeUp(size ?? 0, name)
}

function * readIn (file: string): Generator<Uint8Array> {
  const handle = openSync(file, 'r')
  try {
    for (;;) {
      const buffer = Buffer.alloc(portion)
      const read = readSync(handle, buffer)
      if (read === 0) return
      yield buffer.subarray(0, read)
    }
  } finally {
    closeSync(handle)
  }
}

/** Bytes that look like chance and are the same each time (xorshift). */
function * madeUp (size: number, name: string): Generator<Uint8Array> {
  let state = createHash('sha256').update(name).digest().readUInt32LE(0) | 1
  for (let left = size; left > 0; left -= portion) {
    const words = new Uint32Array(Math.ceil(Math.min(portion, left) / 4))
    for (let index = 0; index < words.length; index++) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      words[index] = state
    }
    yield new Uint8Array(words.buffer, 0, Math.min(portion, left))
  }
}
