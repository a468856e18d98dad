import { fstatSync, readSync } from 'node:fs'
import type { Opening } from '../read-header.ts'
import { deflated } from '../read-header.ts'
import { Unreadable } from '../unreadable.ts'

/** Bytes of a data set, by its own offsets. */
export interface Source {
  readonly size: number
  /** @throws Unreadable where there are fewer. */
  readonly read: (offset: number, length: number) => Buffer
}

/** The most that is read at once: a frame. */
const most = 512 * 1024 * 1024

/** What has been opened, read from its file piece by piece; what is deflated from memory. */
export function sourceOf (file: number, { data, syntax, ahead }: Opening): Source {
  if (syntax === deflated) {
    const bytes = Buffer.from(data.byteArray.buffer, data.byteArray.byteOffset, data.byteArray.byteLength)
    return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, checked(offset, length, bytes.length)) }
  }
  const size = fstatSync(file).size + ahead
  return {
    size,
    read: (offset, length) => {
      checked(offset, length, size)
      const bytes = Buffer.allocUnsafe(length)
      return bytes.subarray(0, readSync(file, bytes, 0, length, offset - ahead))
    }
  }
}

/** @returns where the piece ends. @throws Unreadable: the end of the file came first (EOFException has no message). */
function checked (offset: number, length: number, size: number): number {
  if (length < 0 || offset < 0 || offset + length > size || length > most) throw new Unreadable('null')
  return offset + length
}
