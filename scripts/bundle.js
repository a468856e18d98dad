import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * What keeps a start short: the less there is to read, to compile and to link, the sooner the first answer.
 */

/** Packages that Fastify asks for at once and needs late or never: each a file of its own, which is read when it is first used. */
const latePackages = ['@fastify/proxy-addr', 'light-my-request', 'pino', 'semver']

/** The same of Node itself. */
const lateBuiltIn = ['node:dns', 'node:http2', 'node:https']

const fileName = name => name.replace(/^.*\//, '')

/** Stands for a module until somebody uses it. */
const standIn = place => `
let real
const load = () => (real ??= require('${place}'))
module.exports = new Proxy(function () {}, {
  get: (_, key) => load()[key],
  apply: (_, self, values) => Reflect.apply(load(), self, values)
})
`

const { defaultInitOptions } = createRequire(import.meta.url)('fastify/lib/config-validator.js')

/** Fastify's options get their defaults; what they may be TypeScript has checked. */
const unchecked = `
const defaultInitOptions = ${JSON.stringify(defaultInitOptions)}
module.exports = options => {
  for (const [name, value] of Object.entries(defaultInitOptions)) options[name] ??= value
  return true
}
module.exports.defaultInitOptions = defaultInitOptions
`

/** What is bundled instead of a module, by the name that asks for it. */
const instead = {
  ...Object.fromEntries(latePackages.map(name => [name, standIn(`./${fileName(name)}.cjs`)])),
  ...Object.fromEntries(lateBuiltIn.map(name => [name, standIn(name)])),
  // the native part of better-sqlite3 without a search for it, which takes as long as all the rest of it
  bindings: "module.exports = () => require('better-sqlite3/build/Release/better_sqlite3.node')",
  // where all is well, neither is worth what loading it takes
  'node:assert': "module.exports = (value, message) => { if (!value) require('node:assert')(value, message) }",
  'node:perf_hooks': 'module.exports = { performance }',
  // find-my-way asks it whether its own patterns are safe; no route here has one
  'safe-regex2': 'module.exports = () => true',
  './config-validator': unchecked
}

/** @type {import('esbuild').Plugin} */
export const replaced = {
  name: 'replaced',
  setup (build) {
    build.onResolve({ filter: /./, namespace: 'replaced' }, ({ path }) => ({ path, external: true }))
    build.onResolve({ filter: new RegExp(`^(?:${Object.keys(instead).join('|')})$`) }, ({ path, kind }) =>
      kind === 'dynamic-import' ? undefined : { path, namespace: 'replaced' }
    )
    build.onLoad({ filter: /./, namespace: 'replaced' }, ({ path }) => ({ contents: instead[path] }))
  }
}

/** The files of the late packages, as a package that Fastify depends on finds them. @param {string} root of this package. */
export function lateEntries (root) {
  const { resolve } = createRequire(createRequire(join(root, 'package.json')).resolve('fastify'))
  return Object.fromEntries(latePackages.map(name => [fileName(name), resolve(name)]))
}

/**
 * esbuild makes a chunk of what the same entries need, and each file that is loaded late is an entry: a start would read
 * dozens of chunks. Where each of these files needs all that a start does, there is one.
 * @param {string} start the file that a start begins with, once the command is known.
 * @param {{ command: string, library: string }} entries the files that run, and that other packages import.
 * @param {import('esbuild').Metafile} metafile of a bundle without this.
 * @param {string} root of its paths.
 * @returns {import('esbuild').Plugin}
 */
export function inOneChunk (start, { command, library }, { inputs }, root) {
  const own = neededAtOnce([start, command], inputs)
  const late = Object.values(inputs).flatMap(({ imports }) => imports.filter(isLate).map(({ path }) => path)).filter(path => !own.has(path))
  const others = new Set([library, ...late])
  return {
    name: 'in-one-chunk',
    setup (build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => others.has(relative(root, path).replaceAll('\\', '/'))
        ? { contents: `${readFileSync(path, 'utf8')}\nimport ${JSON.stringify(join(root, start))}\n`, loader: 'ts' }
        : undefined)
    }
  }
}

const isLate = ({ kind, external }) => kind === 'dynamic-import' && !external

function neededAtOnce (files, inputs) {
  const needed = new Set(files)
  for (const path of needed) {
    for (const imported of inputs[path]?.imports ?? []) if (!imported.external && !isLate(imported)) needed.add(imported.path)
  }
  return needed
}
