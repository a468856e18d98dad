import { readFileSync } from 'node:fs'
import { ExpectedError } from './expected-error.ts'
import type { Seed } from './seed.ts'
import { demo } from './seeds/demo.ts'
import { empty } from './seeds/empty.ts'

/** A seed that cannot be planted, in words for whoever named it. */
export class UnusableSeed extends ExpectedError {
  override readonly exitCode = 2
}

const builtIn: readonly Seed[] = [demo, empty]

/** A built-in seed by its name, or one from a JSON file. @throws UnusableSeed */
export function loadSeed (name: string): Seed {
  const known = builtIn.find(seed => seed.name === name)
  if (known) return known
  return seedIn(parse(name, textOf(name)), name)
}

/** A seed as an object. @throws UnusableSeed */
export function seedIn (read: unknown, name: string): Seed {
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new UnusableSeed(`cannot use seed ${name}: it must be an object with users and projects`)
  const { users, projects } = read as Partial<Seed>
  return { name, users: users ?? empty.users, projects: projects ?? [] }
}

function textOf (file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file, and no built-in seed of this name (demo, empty)' : (error as Error).message
    throw new UnusableSeed(`cannot use seed ${file}: ${why}`)
  }
}

function parse (file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UnusableSeed(`cannot use seed ${file}: it is not JSON (${(error as Error).message})`)
  }
}
