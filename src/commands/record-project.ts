import { type Hash, createHash } from 'node:crypto'
import { createWriteStream, mkdirSync, renameSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Catalogue, playedVersion } from '../model/catalogue.ts'
import { type RecordOptions, Recorder } from '../seeds/record/recorder.ts'
import { Source } from '../seeds/record/source.ts'
import { type Target, writeSeed } from '../seeds/write/output.ts'
import type { TreeObject } from '../seeds/write/tree.ts'
import { UsageError } from './options/option.ts'

export interface Recording {
  readonly from: string
  readonly user: string
  readonly password: string
  readonly project: string
  readonly files: boolean
  readonly keepIdentifiers: boolean
}

/** Reads a project and writes it; what could not be read is reported on the standard error. */
export async function recordProject ({ from, user, password, project, files, keepIdentifiers }: Recording, target: Target): Promise<void> {
  const source = new Source(from, user, password)
  if (files && keepIdentifiers && target.out === '') {
    throw new UsageError('record needs --out FILE where it keeps files: they stand in a folder beside it')
  }
  const reported = new Set<string>()
  const note = (what: string) => {
    if (!reported.has(what)) process.stderr.write(`xnat-mock: left out: ${what}\n`)
    reported.add(what)
  }
  const take = keepIdentifiers ? downloads(source, target.out) : madeUp
  const seed = await new Recorder(source, new Catalogue(playedVersion), { project, keepIdentifiers, note, ...(files && { take }) }).record()
  writeSeed(seed as TreeObject, target)
}

type Take = NonNullable<RecordOptions['take']>

/** The largest file that is made up. */
const largest = 1024 * 1024

/** No byte of a file may identify anybody: a small image, or as many bytes of no meaning. */
const madeUp: Take = async (path, { Name = '', Size = '0', file_format: format = '' }) =>
  format === 'DICOM' || /\.dcm$/i.test(Name) ? { dicom: {} } : { size: Math.min(Math.max(0, Number(Size) || 0), largest) }

/** Puts files into a folder beside the seed, under what their bytes are. */
function downloads (source: Source, out: string): Take {
  const folder = `${basename(out, extname(out))}.files`
  const place = join(dirname(out), folder)
  return async path => {
    mkdirSync(place, { recursive: true })
    const hash = createHash('sha256')
    const incoming = join(place, 'incoming')
    const { body } = await source.get(path)
    await pipeline(digested(body ?? [], hash), createWriteStream(incoming))
    const name = `${hash.digest('hex').slice(0, 32)}${/\.\w{1,8}$/.exec(path)?.[0] ?? ''}`
    renameSync(incoming, join(place, name))
    return { path: `${folder}/${name}` }
  }
}

async function * digested (chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
}
