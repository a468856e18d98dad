import { readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { Catalogue, playedVersion } from '../../model/catalogue.ts'
import { SeedCheck } from './check.ts'
import { takenProblem } from './check-files.ts'
import type { Seed, SeedDocument } from '../schema.ts'
import { addDocument } from './documents.ts'
import { Explainer, type Mismatch, type Schema } from './explain.ts'
import { readJson } from './json.ts'
import { type Located, type Position, type Problem, type Steps, Unreadable } from './located.ts'

/** What came of reading a seed: it, or everything that is wrong with it. */
export type Reading =
  { readonly seed: Seed, readonly problems?: undefined } | { readonly seed?: undefined, readonly problems: readonly Problem[] }

export interface ReadOptions {
  /** What problems name as the place; what it ends with says how it is read. */
  readonly name: string
  /** Where the files that it names must stand; without one it may name none. */
  readonly folder?: string
  readonly catalogue?: Catalogue
}

/** A text is one string, and no string is longer. */
const longestText = 500 * 1024 * 1024
/** YAML is slow to read. */
const longestYaml = 64 * 1024 * 1024

/** Reads a seed from a file: YAML, JSON, or an XML document of XNAT's. */
export async function readSeedFile (file: string, catalogue?: Catalogue): Promise<Reading> {
  const problem = sizeProblem(file)
  if (problem !== undefined) return { problems: [{ file, steps: [], what: problem }] }
  return readSeed(readFileSync(file, 'utf8'), { name: file, folder: dirname(resolve(file)), ...(catalogue && { catalogue }) })
}

function sizeProblem (file: string): string | undefined {
  try {
    const found = statSync(file)
    return found.isDirectory() ? 'it is a folder' : found.size > longestText ? 'it is too large: a seed has 500 MB at most' : undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`
  }
}

/** Reads a seed from its text. */
export async function readSeed (text: string, options: ReadOptions): Promise<Reading> {
  try {
    if (extname(options.name) === '.xml' || /^\s*</.test(text)) return new SeedReader(options, nowhere({})).document(text)
    return await new SeedReader(options, await located(text.replace(/^\uFEFF/, ''), extname(options.name))).read()
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { problems: [{ file: options.name, position: error.position, steps: [], what: error.message }] }
  }
}

/** Checks a seed that is a value already, which stays as it is. */
export async function checkSeed (value: unknown, options: ReadOptions): Promise<Reading> {
  return new SeedReader(options, nowhere(JSON.parse(JSON.stringify(value ?? null)))).read()
}

const nowhere = (value: unknown): Located => ({ value, find: () => undefined })

const placed = (position: Position | undefined): { position?: Position } => position === undefined ? {} : { position }

async function located (text: string, extension: string): Promise<Located> {
  if (extension === '.json' || (!/^\.ya?ml$/.test(extension) && /^\s*\{/.test(text))) return readJson(text)
  if (text.length > longestYaml) throw new Unreadable('it is too large: YAML has 64 MB at most; JSON may have more', { line: 1, column: 1 })
  const [{ readYaml }, yaml] = await Promise.all([import('./yaml.ts'), import('yaml')])
  return readYaml(yaml, text)
}

/** One reading: gathers problems with their places. */
class SeedReader {
  private readonly options: ReadOptions
  private readonly source: Located
  private readonly catalogue: Catalogue
  private readonly problems: Problem[] = []
  /** Nodes that came from documents, with their files. */
  private readonly origins = new Map<object, string>()

  constructor (options: ReadOptions, source: Located) {
    this.options = options
    this.source = source
    this.catalogue = options.catalogue ?? new Catalogue(playedVersion)
  }

  async read (): Promise<Reading> {
    const { value } = this.source
    if (!await this.hasForm(value)) return this.outcome({})
    const seed = value as SeedDocument
    seed.documents?.forEach((path, index) => { this.addFile(seed, path, ['documents', index]) })
    return this.checked(seed)
  }

  /** The text is a document of XNAT's itself. */
  document (text: string): Reading {
    const seed: SeedDocument = {}
    this.add(seed, text, this.options.name)
    return this.checked(seed)
  }

  /** Whether there is anything that can be looked at further. What does not fit is reported, and taken out. */
  private async hasForm (value: unknown): Promise<boolean> {
    const [{ seedSchema }, { Compile }] = await Promise.all([import('../schema.ts'), import('typebox/compile')])
    if (Compile(seedSchema).Check(value)) return true
    const schema = JSON.parse(JSON.stringify(seedSchema)) as Schema
    const fits = new Explainer(schema, mismatch => { this.report(value, mismatch) }).fits(schema, value, [])
    if (this.problems.length === 0) this.report(value, { steps: [], what: 'does not fit seed.schema.json', at: 'value' })
    return fits
  }

  private addFile (seed: SeedDocument, path: string, steps: Steps): void {
    const { folder } = this.options
    const problem = takenProblem(folder, path)
    if (problem !== undefined || folder === undefined) return this.report(seed, { steps, what: problem ?? '', at: 'value' })
    const file = resolve(folder, path)
    try {
      this.add(seed, readFileSync(file, 'utf8'), join(dirname(this.options.name), path))
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      this.problems.push({ file: join(dirname(this.options.name), path), position: error.position, steps: [], what: error.message })
    }
  }

  private add (seed: SeedDocument, text: string, file: string): void {
    this.origins.set(addDocument(seed, text, this.catalogue), file)
  }

  private checked (seed: SeedDocument): Reading {
    new SeedCheck(this.catalogue, seed, this.options.folder, mismatch => { this.report(seed, mismatch) }).check()
    return this.outcome(seed)
  }

  private outcome (seed: SeedDocument): Reading {
    if (this.problems.length > 0) {
      return {
        problems: this.problems.sort(
          (a, b) => (a.position?.line ?? 0) - (b.position?.line ?? 0) || (a.position?.column ?? 0) - (b.position?.column ?? 0)
        )
      }
    }
    const { folder } = this.options
    return { seed: { ...seed, ...(folder !== undefined && { folder }) } }
  }

  /** What came from a document is reported by its name; its text has other lines. */
  private report (value: unknown, { steps, what, at }: Mismatch): void {
    const origin = this.originOf(value, steps)
    if (origin) this.problems.push({ ...origin, what })
    else this.problems.push({ file: this.options.name, ...placed(this.source.find(steps, at)), steps, what })
  }

  private originOf (value: unknown, steps: Steps): { file: string, steps: Steps } | undefined {
    if (this.origins.size === 0) return undefined
    let node = value
    for (const [index, step] of steps.entries()) {
      if (typeof node !== 'object' || node === null) return undefined
      node = (node as Readonly<Record<string | number, unknown>>)[step]
      const file = typeof node === 'object' && node !== null ? this.origins.get(node) : undefined
      if (file !== undefined) return { file, steps: steps.slice(index + 1) }
    }
    return undefined
  }
}
