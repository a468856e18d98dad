import type { Source } from './source.ts'
import { Unreadable } from '../unreadable.ts'

/** A piece of encapsulated pixel data: where its bytes are. */
export interface Fragment {
  readonly offset: number
  readonly length: number
}

const [item, end] = [0xE000FFFE, 0xE0DDFFFE]
const none = 0xFFFFFFFF

/** How many fragments are looked at: no file has as many frames. */
const mostFragments = 1_000_000

/** Encapsulated pixel data (PS3.5 A.4): the offsets of its frames, where they are given, and its fragments. */
export function fragmentsAt (source: Source, start: number): {
  readonly offsets: readonly number[], readonly fragments: readonly Fragment[], readonly first: number
} {
  const found: Fragment[] = []
  let at = start
  while (at + 8 <= source.size && found.length < mostFragments) {
    const head = source.read(at, 8)
    const [tag, length] = [head.readUInt32LE(0), head.readUInt32LE(4)]
    if (tag === end) break
    if (tag !== item || length === none) throw new Unreadable('null')
    found.push({ offset: at + 8, length })
    at += 8 + length
  }
  const [table, ...fragments] = found
  if (table === undefined) throw new Unreadable('null')
  const bytes = source.read(table.offset, table.length)
  const offsets = Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32LE(index * 4))
  return { offsets, fragments, first: table.offset + table.length }
}

/**
 * The fragments of each frame: by the table of offsets; else there is one for each frame, or all are of the only one.
 * @throws Unreadable where none of these is given.
 */
export function framesOf (source: Source, start: number, frames: number): (frame: number) => readonly Fragment[] {
  const { offsets, fragments, first } = fragmentsAt(source, start)
  if (frames === 1) return () => fragments
  if (offsets.length >= frames) {
    return frame => {
      const [from, to] = [first + (offsets[frame] ?? 0), frame + 1 < frames ? first + (offsets[frame + 1] ?? 0) : Infinity]
      return fragments.filter(({ offset }) => offset - 8 >= from && offset - 8 < to)
    }
  }
  if (fragments.length !== frames) throw new Unreadable(`Data Fragments only contains ${fragments.length} frames`)
  return frame => fragments.slice(frame, frame + 1)
}
