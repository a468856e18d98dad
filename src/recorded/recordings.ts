import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readScenario } from './read-scenario.ts'
import type { Scenario } from './scenario.ts'

/** A scenario with the answers that were recorded, as it stands in a file. */
export interface Recording {
  /** The file's folder and name, such as scans/scan-methods. */
  readonly id: string
  readonly scenario: Scenario
  /** Reads a file beside it. */
  readonly beside: (file: string) => Buffer
}

/** @throws BrokenRecording */
export function readRecording (path: string): Recording {
  const folder = dirname(path)
  const id = `${basename(folder)}/${basename(path, '.json')}`
  return { id, scenario: readScenario(readFileSync(path, 'utf8'), path), beside: file => readFileSync(join(folder, basename(file))) }
}

/** The recordings in a folder, by name. */
export const recordingsIn = (folder: string): string[] =>
  readdirSync(folder).filter(name => name.endsWith('.json')).sort().map(name => join(folder, name))
