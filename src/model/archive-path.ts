/** Where XNAT has its archive unless its site configuration says otherwise; nothing here ever touches such a path. */
export const archiveRoot = '/data/xnat/archive'

export const projectFolder = (project: string): string => `${archiveRoot}/${project}`

export const subjectFolder = (project: string, label: string): string => `${projectFolder(project)}/subjects/${label}`

/** getCurrentSessionFolder: below the project's current archive folder, by label. */
export const experimentFolder = (project: string, label: string): string => `${projectFolder(project)}/arc001/${label}`

/** A name that could lead out of the folder that it is meant for; the message says why. */
export class UnsafePath extends Error {}

/**
 * A file's path below its catalog, without empty steps and `.`.
 * @throws UnsafePath for what leads elsewhere, as it stands or after any number of decodings, here or on Windows.
 */
export function safePath (path: string): string {
  for (let form = path, times = 0; ; times++) {
    const why = harmIn(form)
    if (why !== undefined) throw new UnsafePath(`${why} is not allowed in the name of a file.`)
    const decoded = form.replace(/%([\da-f]{2})/gi, (escape, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    if (decoded === form) break
    if (times === 4) throw new UnsafePath('An escape within an escape is not allowed in the name of a file.')
    form = decoded
  }
  const steps = path.split('/').filter(step => step !== '' && step !== '.')
  if (steps.length === 0) throw new UnsafePath('A file must have a name.')
  return steps.join('/')
}

function harmIn (path: string): string | undefined {
  if (path.includes('\0')) return 'NUL'
  if (path.includes('\\')) return 'A backslash'
  if (path.startsWith('/')) return 'A slash at the start'
  if (/^[a-z]:/i.test(path)) return 'A drive letter'
  return path.split('/').includes('..') ? "'..'" : undefined
}

/** The longest name that a file has on the file systems that XNAT runs on, in bytes. */
const longestName = 255

/** Whether a step of the path is longer than a disk takes. */
export const isTooLong = (path: string): boolean => path.split('/').some(step => new TextEncoder().encode(step).length > longestName)

/** The path of an entry without the slash at its end, which XNAT's catalogs keep and its disk does not. */
export const withoutEnd = (uri: string): string => uri.replace(/\/+$/, '')

/** Where the file of a catalog's entry stands. @param folder of the catalog. */
export const entryPath = (folder: string, uri: string): string => `${folder}/${withoutEnd(uri)}`

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
