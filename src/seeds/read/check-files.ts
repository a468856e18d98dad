import { realpathSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { UnsafePath, isTooLong, safePath, withoutEnd } from '../../model/archive-path.ts'
import { isCatalogable } from '../../model/file-catalog.ts'
import { nearest } from '../../model/nearest.ts'
import { plainKeywords } from '../../dicom/dictionary.ts'
import { fileName } from '../plant/plant-resources.ts'
import type { Steps } from './located.ts'
import type { SeedFile } from '../schema.ts'

type Report = (steps: Steps, what: string) => void

const forms = ['text', 'base64', 'path', 'size', 'dicom'] as const

/** Looks at the files of one resource. @param folder that those taken must stand in; without one none can be taken. */
export function checkFiles (
  files: readonly (readonly [index: number, file: SeedFile])[], folder: string | undefined, report: Report
): void {
  const seen = new Set<string>()
  for (const [index, file] of files) {
    const given = forms.filter(form => file[form] !== undefined)
    if (given.length > 1) report([index], `has both ${given.slice(0, -1).join(', ')} and ${given.at(-1)}`)
    const name = fileName(file)
    const wrong = nameProblem(name)
    if (wrong !== undefined) report(file.name === undefined ? [index] : [index, 'name'], wrong)
    if (seen.has(name)) report(file.name === undefined ? [index] : [index, 'name'], `there are two files '${name}' in the resource`)
    seen.add(name)
    if (file.path !== undefined) {
      const problem = takenProblem(folder, file.path)
      if (problem !== undefined) report([index, 'path'], problem)
    }
    for (const keyword of Object.keys(file.dicom ?? {})) {
      if (!plainKeywords.includes(keyword)) {
        report(
          [index, 'dicom', keyword],
          `is no attribute that this server writes${nearest(keyword, plainKeywords, 1)
            .map(like => `; did you mean ${like}?`)
            .join('')}`
        )
      }
    }
  }
}

function nameProblem (name: string): string | undefined {
  if (name === '') return 'must have a name'
  try {
    if (safePath(name) !== withoutEnd(name)) return `'${name}' cannot be a name`
  } catch (error) {
    if (error instanceof UnsafePath) return `'${name}' cannot be a name: ${error.message}`
    throw error
  }
  if (isTooLong(name)) return `'${name.slice(0, 40)}…' is too long a name`
  return isCatalogable(name) ? undefined : `'${name}' is what a catalog is called`
}

/** Why a file cannot be taken. */
export function takenProblem (folder: string | undefined, path: string): string | undefined {
  if (folder === undefined) return 'a seed that stands in no folder can take no files'
  const outside = `'${path}' is outside of the folder of the seed`
  if (!isWithin(folder, resolve(folder, path))) return outside
  try {
    // a link may lead elsewhere
    const real = realpathSync(resolve(folder, path))
    if (!isWithin(realpathSync(folder), real)) return outside
    return statSync(real).isFile() ? undefined : `'${path}' is no file`
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? `there is no file '${path}'`
      : `'${path}' cannot be read (${(error as NodeJS.ErrnoException).code})`
  }
}

const isWithin = (folder: string, path: string): boolean => path.startsWith(resolve(folder) + (resolve(folder).endsWith(sep) ? '' : sep))
