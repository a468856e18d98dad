import { readFileSync } from 'node:fs'
import type { Seed } from './seed.ts'
import { demo } from './seeds/demo.ts'
import { empty } from './seeds/empty.ts'

/** A seed that cannot be planted, in words for whoever named it. */
export class UnusableSeed extends Error {}

const builtIn: readonly Seed[] = [demo, empty]

/** A built-in seed by its name, or one from a JSON file. @throws UnusableSeed */
export function loadSeed (name: string): Seed {
  const known = builtIn.find(seed => seed.name === name)
  if (known) return known
  try {
    const read = JSON.parse(readFileSync(name, 'utf8')) as Partial<Seed>
    return { name, users: read.users ?? empty.users, projects: read.projects ?? [] }
  } catch (error) {
    throw new UnusableSeed(`cannot use seed ${name}: ${(error as Error).message}`)
  }
}
