import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reasons } from './left.ts'
import { recordingsIn } from './recordings.ts'

/** The folders with recordings, in the order in which they are replayed. */
export const folders = ['scans', 'archive', 'files', 'site'] as const

const pathOf = (folder: string): string => fileURLToPath(new URL(folder, import.meta.url))

/** The recordings of a folder. @returns their files. */
export const recordingsOf = (folder: string): string[] => recordingsIn(pathOf(folder))

export class UnknownRecording extends Error {}

/**
 * @param names each a scenario's name, its beginning with a star behind it (scan-values*), a folder, or a file; none means all.
 * @param reason the words of the list of those left: only scenarios are chosen that stand there for such a reason.
 * @returns files. @throws UnknownRecording
 */
export function choose (names: readonly string[], reasons: Reasons, reason?: string): string[] {
  const all = folders.flatMap(recordingsOf)
  const named = names.length === 0 ? all : names.flatMap(name => filesOf(name, all))
  if (reason === undefined) return named
  const wanted = new Set([...reasons].filter(([, text]) => text.includes(reason)).map(([step]) => step.replace(/ \d+$/, '')))
  return named.filter(file => wanted.has(basename(file, '.json')))
}

function filesOf (name: string, all: readonly string[]): string[] {
  if (folders.some(folder => folder === name)) return recordingsOf(name)
  if (name.endsWith('.json') && existsSync(name)) return [name]
  const wanted = basename(name, '.json')
  const found = wanted.endsWith('*')
    ? all.filter(file => basename(file).startsWith(wanted.slice(0, -1)))
    : all.filter(file => basename(file, '.json') === wanted)
  if (found.length === 0) throw new UnknownRecording(`there is no recording '${name}'`)
  return found
}
