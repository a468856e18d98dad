import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Loads a library when it is first used: most starts need none of these, and each takes as long as the rest of a start. */
export function lazily<Library> (name: string): () => Library {
  let library: Library | undefined
  return () => (library ??= require(name) as Library)
}
