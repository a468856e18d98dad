import { existsSync } from 'node:fs'

/** The package's folder: the nearest one with a package.json, from here as from the bundle in dist/. */
export const packageRoot = rootAbove(new URL('./', import.meta.url))

function rootAbove (folder: URL): URL {
  return existsSync(new URL('package.json', folder)) ? folder : rootAbove(new URL('../', folder))
}
