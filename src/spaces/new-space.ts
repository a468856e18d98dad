import { Refusal } from '../failures/refusal.ts'
import type { Space } from './space.ts'
import { TooManySpaces, defaultName, spaceName } from './spaces.ts'

/** What a space is called, or is to be called. @throws Refusal */
export function nameOfSpace (name: string): string {
  if (!spaceName.test(name)) {
    throw new Refusal(400, `a space cannot be called '${name}'`, [
      '1 to 64 letters, digits, dots, hyphens and underscores, a letter or digit first'
    ])
  }
  return name
}

/** The same, but for the default one. @throws Refusal */
export function newSpaceName (name: string): string {
  if (nameOfSpace(name) === defaultName) throw new Refusal(409, 'the default space is there already; it can be reset')
  return name
}

/** Makes a space by what the spaces do. @throws Refusal where there are too many. */
export function madeSpace (make: () => Space): Space {
  try {
    return make()
  } catch (error) {
    throw error instanceof TooManySpaces ? new Refusal(503, 'there are as many spaces as this server takes') : error
  }
}
