import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { inOneChunk, lateEntries, replaced } from './bundle.js'

/**
 * Makes dist/: the command and what others import, in a few files, which start in two thirds of the time, with the licences
 * of what is bundled; with --types, which takes longer, the types of what others import.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const dist = join(root, 'dist')
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Fastify's compilers of schemas: it asks for them only where it is given none, and they are a third of it. */
const unused = ['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler']

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  metafile: true,
  outdir: dist,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'eof',
  logLevel: 'warning'
}
/** @type {import('esbuild').BuildOptions} */
const options = {
  ...common,
  entryPoints: ['src/main.ts', 'src/index.ts'],
  chunkNames: 'chunk-[hash]',
  splitting: true,
  format: 'esm',
  // what is loaded when it is first used; what every start needs is bundled, and no dependency of the package, but for
  // better-sqlite3: of it only the native part is not, which must be of the same version
  external: [...Object.keys(dependencies).filter(name => name !== 'better-sqlite3'), ...unused],
  banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
  plugins: [replaced]
}

rmSync(dist, { recursive: true, force: true })
const planned = await build({ ...options, write: false })
const [made, late] = await Promise.all([
  build({
    ...options,
    plugins: [replaced, inOneChunk('src/commands/listen.ts', { command: 'src/main.ts', library: 'src/index.ts' }, planned.metafile, root)]
  }),
  build({ ...common, entryPoints: lateEntries(root), outExtension: { '.js': '.cjs' } })
])
chmodSync(join(dist, 'main.js'), 0o755)
packRecordings()
writeLicences([...Object.keys(made.metafile.inputs), ...Object.keys(late.metafile.inputs)])
if (process.argv.includes('--types')) declare()

/** The recordings that `xnat-mock verify` asks, with the lists of those left, in a file that no start reads. */
function packRecordings () {
  const recorded = join(root, 'test/recorded')
  /** @param {string} folder */
  const filesIn = folder => readdirSync(join(recorded, folder)).filter(name => name.endsWith('.json')).sort()
  /** @param {string} file */
  const read = file => JSON.parse(readFileSync(join(recorded, file), 'utf8'))
  const recordings = Object.fromEntries(['scans', 'archive', 'files', 'site'].flatMap(folder =>
    filesIn(folder).map(name => [`${folder}/${name.replace(/\.json$/, '')}`, read(`${folder}/${name}`)])))
  const left = filesIn('left').map(name => read(`left/${name}`))
  writeFileSync(join(dist, 'recordings.json.gz'), gzipSync(JSON.stringify({ recordings, left }), { level: 9 }))
}

/** The licences of the packages whose code is in the bundle. @param inputs every file that is. */
function writeLicences (inputs) {
  const folders = new Set(inputs.flatMap(input => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []))
  const texts = [...folders].sort().map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    const file = readdirSync(join(root, folder)).find(file => /^licen[cs]e/i.test(file))
    return `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8')}`
  })
  writeFileSync(join(dist, 'LICENSES.txt'), texts.join('\n\n'))
}

/** Writes the types of index.ts, and of what they need; those of the rest are nobody's business. */
function declare () {
  const all = join(root, 'build/types')
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--emitDeclarationOnly', '--outDir', all], {
    cwd: root,
    stdio: 'inherit'
  })
  const needed = ['index.d.ts']
  for (const file of needed) {
    const text = readFileSync(join(all, file), 'utf8').replace(/(from ['"]\.[^'"]+)\.ts(?=['"])/g, '$1.js')
    const imported = [...text.matchAll(/from ['"](\.[^'"]+)\.js['"]/g)].map(([, path = '']) => `${join(dirname(file), path)}.d.ts`)
    needed.push(...imported.filter(path => !needed.includes(path)))
    mkdirSync(dirname(join(dist, file)), { recursive: true })
    writeFileSync(join(dist, file), text)
  }
  rmSync(all, { recursive: true })
}
