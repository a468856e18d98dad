import { ExpectedError } from '../process/expected-error.ts'

/** The folders of recordings, in the order in which they are replayed. */
export const folders = ['scans', 'archive', 'files', 'site'] as const

export class UnknownRecording extends ExpectedError {
  override readonly exitCode = 2
}

/** The folder of a recording, from its ID such as scans/scan-methods. */
export const folderOf = (id: string): string => id.slice(0, id.indexOf('/'))

/** The name of a recording without its folder. */
export const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1)

/**
 * @param names each a scenario's name, with or without its folder; its beginning with a star behind it (scan-values*); or
 * a folder. None means all.
 * @param ids all that there are. @throws UnknownRecording
 */
export function chosenIds (names: readonly string[], ids: readonly string[]): string[] {
  if (names.length === 0) return [...ids]
  return names.flatMap(name => {
    const found = ids.filter(id => isNamed(id, name))
    if (found.length === 0) throw new UnknownRecording(`there is no recording '${name}'`)
    return found
  })
}

function isNamed (id: string, name: string): boolean {
  if (name.endsWith('*')) return [id, nameOf(id)].some(text => text.startsWith(name.slice(0, -1)))
  return [id, nameOf(id), folderOf(id)].includes(name)
}
