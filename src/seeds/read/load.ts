import { existsSync } from 'node:fs'
import { ExpectedError } from '../../process/expected-error.ts'
import type { Seed } from '../schema.ts'
import { demo } from '../built-in/demo.ts'
import { type Problem, problemLine } from './located.ts'

/** A seed that cannot be planted, in words for whoever named it. */
export class UnusableSeed extends ExpectedError {
  override readonly exitCode = 2
}

/** Seeds that come along: but for the one of most starts, each is loaded when it is requested. */
const builtIn: Readonly<Record<string, () => Promise<Seed>>> = {
  demo: async () => demo,
  empty: async () => (await import('../built-in/empty.ts')).empty,
  dummydicom: async () => (await import('../built-in/xnat4tests.ts')).dummydicom,
  'user-training': async () => (await import('../built-in/xnat4tests.ts')).userTraining,
  'openneuro-t1w': async () => (await import('../built-in/xnat4tests.ts')).openneuro,
  'simple-dir': async () => (await import('../built-in/xnat4tests.ts')).simpleDir
}

/** What the built-in seeds are called. */
export const builtInNames: readonly string[] = Object.keys(builtIn)

export type NamedSeed = Seed & { readonly name: string }

/** A built-in seed by its name, or one from a file. @throws UnusableSeed with everything that is wrong with it. */
export async function loadSeed (name: string): Promise<NamedSeed> {
  const known = Object.hasOwn(builtIn, name) ? await builtIn[name]?.() : undefined
  if (known) return { ...known, name }
  if (!existsSync(name)) {
    throw new UnusableSeed(`cannot use seed ${name}: there is no such file, and no built-in seed of this name (${builtInNames.join(', ')})`)
  }
  const { readSeedFile } = await import('./index.ts')
  const { seed, problems } = await readSeedFile(name)
  if (problems) throw new UnusableSeed(`cannot use seed ${name}: ${problemsText(problems)}`)
  return { ...seed, name: seed.name ?? name }
}

/** A seed that is a value already. @throws UnusableSeed with everything that is wrong with it. */
export async function seedIn (value: unknown, name: string): Promise<NamedSeed> {
  const { checkSeed } = await import('./index.ts')
  const { seed, problems } = await checkSeed(value, { name, folder: process.cwd() })
  if (problems) throw new UnusableSeed(`cannot use seed ${name}: ${problemsText(problems)}`)
  return { ...seed, name: seed.name ?? name }
}

const mostTold = 50

/** One problem on the line, more below it. */
export function problemsText (problems: readonly Problem[]): string {
  const lines = problems.slice(0, mostTold).map(problemLine)
  if (problems.length > mostTold) lines.push(`and ${problems.length - mostTold} more`)
  return lines.length === 1 ? lines.join('') : ['', ...lines].join('\n  ')
}
