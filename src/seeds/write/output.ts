import { closeSync, copyFileSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { BlobStore } from '../../store/files/blobs.ts'
import { ExportFailed } from './failed.ts'
import { writeJson } from './json.ts'
import type { TreeObject } from './tree.ts'
import { writeYaml } from './yaml.ts'

/** Where a seed is written to. */
export interface Target {
  /** A file; the standard output where it is empty. */
  readonly out: string
  readonly json: boolean
}

const portion = 64 * 1024

/** Writes a seed as it is made; a file is there when all of it is written, and not before. */
export function writeSeed (tree: TreeObject, { out, json }: Target): void {
  const chunks = json ? writeJson(tree) : writeYaml(tree)
  if (out === '') return inPortions(chunks, text => { process.stdout.write(text) })
  const incoming = `${out}.new`
  try {
    const file = openSync(incoming, 'w')
    try {
      inPortions(chunks, text => { writeFileSync(file, text) })
    } finally {
      closeSync(file)
    }
    renameSync(incoming, out)
  } catch (error) {
    rmSync(incoming, { force: true })
    const { code, syscall } = error as NodeJS.ErrnoException
    throw syscall === undefined ? error : new ExportFailed(`cannot write ${out}: ${code}`)
  }
}

function inPortions (chunks: Iterable<string>, write: (text: string) => void): void {
  let waiting = ''
  for (const chunk of chunks) {
    waiting += chunk
    if (waiting.length < portion) continue
    write(waiting)
    waiting = ''
  }
  if (waiting !== '') write(waiting)
}

/** Puts files into a folder, each once; a seed can name them only where they stand below it. @param folder none, where it is empty. */
export function besideOf ({ out }: Target, folder: string): (hash: string, name: string, blobs: BlobStore) => string {
  const base = out === '' ? process.cwd() : dirname(resolve(out))
  const place = relative(base, resolve(folder))
  if (folder !== '' && (place.startsWith('..') || resolve(place) === place)) {
    throw new ExportFailed(`the folder ${folder} is not below that of the seed, ${base}`)
  }
  const placed = new Map<string, string>()
  return (hash, name, blobs) => {
    if (folder === '') {
      throw new ExportFailed(`the file ${name} is too large to stand in the seed; name a folder with --files, or allow more with --inline`)
    }
    const known = placed.get(hash)
    if (known !== undefined) return known
    mkdirSync(folder, { recursive: true })
    const own = `${hash.slice(0, 16)}-${name.replace(/[^\w.-]/g, '_').slice(-100)}`
    copyFileSync(blobs.path(hash), join(folder, own))
    const path = join(place, own).replaceAll('\\', '/')
    placed.set(hash, path)
    return path
  }
}
