import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { packageRoot } from '../process/package.ts'
import { folders } from './choose.ts'
import { type Left, type Reasons, reasonsIn } from './left.ts'
import { BrokenRecording, checkedScenario, parsed } from './read-scenario.ts'
import { type Recording, readRecording, recordingsIn } from './recordings.ts'

/** Recordings that can be replayed. */
export interface RecordingSet {
  readonly ids: readonly string[]
  /** @throws BrokenRecording */
  readonly read: (id: string) => Recording
  /** The steps whose answers this server is known to give otherwise, with the reasons. */
  readonly left: Reasons
}

/** What `scripts/build.js` packs, and what `verify --save` writes: scenarios by ID, and the lists of those left. */
interface Pack {
  readonly recordings: Readonly<Record<string, unknown>>
  readonly left?: readonly Left[]
}

/** The recordings that come with this package. */
export function ownRecordings (): RecordingSet {
  const file = new URL('dist/recordings.json.gz', packageRoot)
  return packed(gunzipSync(readFileSync(file)).toString('utf8'), 'recordings.json.gz')
}

/**
 * Recordings of one's own.
 * @param path a folder with recordings or with folders of them, or a file that `verify --save` has written.
 * @throws BrokenRecording
 */
export function recordingsAt (path: string): RecordingSet {
  if (!existsSync(path)) throw new BrokenRecording(path, '', 'there is no such file or folder')
  return statSync(path).isDirectory() ? inFolder(path) : packed(readFileSync(path, 'utf8'), path)
}

function packed (text: string, file: string): RecordingSet {
  const value = parsed(text, file)
  if (!isPack(value)) throw new BrokenRecording(file, '', 'there are no recordings')
  const { recordings, left = [] } = value
  return {
    ids: Object.keys(recordings),
    read: id => ({
      id,
      scenario: checkedScenario(recordings[id], `${file}: ${id}`),
      beside: name => { throw new BrokenRecording(file, id, `there is no file ${name} beside it`) }
    }),
    left: new Map(left.flatMap(list => [...reasonsIn(list)]))
  }
}

const isPack = (value: unknown): value is Pack =>
  typeof (value as Partial<Pack> | null)?.recordings === 'object' && (value as Partial<Pack>).recordings !== null

function inFolder (path: string): RecordingSet {
  const inside = folders.map(name => join(path, name)).filter(existsSync)
  const files = (inside.length > 0 ? inside : [path]).flatMap(recordingsIn)
  if (files.length === 0) throw new BrokenRecording(path, '', 'there are no recordings')
  const byId = new Map(files.map(file => [`${basename(join(file, '..'))}/${basename(file, '.json')}`, file]))
  return { ids: [...byId.keys()], read: id => readRecording(byId.get(id) ?? id), left: new Map(leftIn(join(path, 'left'))) }
}

function leftIn (folder: string): [string, string][] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap(name => {
    const file = join(folder, name)
    return [...reasonsIn(parsed(readFileSync(file, 'utf8'), file) as Left)]
  })
}
