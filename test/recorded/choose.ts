import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chosenIds, folders } from '../../src/recorded/choose.ts'
import type { Reasons } from '../../src/recorded/left.ts'
import { recordingsIn } from '../../src/recorded/recordings.ts'

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** The recordings of a folder. @returns their files. */
export const recordingsOf = (folder: string): string[] => recordingsIn(pathOf(folder))

/**
 * @param names as chosenIds takes them, or files; none means all.
 * @param reason the words of the list of those left: only scenarios are chosen that stand there for such a reason.
 * @returns files. @throws UnknownRecording
 */
export function choose (names: readonly string[], reasons: Reasons, reason?: string): string[] {
  const ids = folders.flatMap(folder => recordingsOf(folder).map(file => `${folder}/${basename(file, '.json')}`))
  const files = names.filter(name => name.endsWith('.json') && existsSync(name))
  const others = names.filter(name => !files.includes(name))
  const found = files.length > 0 && others.length === 0 ? [] : chosenIds(others.map(name => name.replace(/\.json$/, '')), ids)
  const all = [...files, ...found.map(id => pathOf(`${id}.json`))]
  if (reason === undefined) return all
  const wanted = new Set([...reasons].filter(([, text]) => text.includes(reason)).map(([step]) => step.replace(/ \d+$/, '')))
  return all.filter(file => wanted.has(basename(file, '.json')))
}
