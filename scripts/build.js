import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * Makes dist/: every module with its types, for those who import the package, and over dist/main.js the whole command
 * in a few files, which starts in two thirds of the time.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** What is bundled: what every start needs. The rest is loaded when it is first used, or is native. */
const bundled = ['fastify', 'fastify-plugin', 'pino']

rmSync(`${root}dist`, { recursive: true, force: true })
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`], { cwd: root, stdio: 'inherit' })
await build({
  entryPoints: [`${root}src/main.ts`],
  outdir: `${root}dist`,
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: Object.keys(dependencies).filter(name => !bundled.includes(name)),
  banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
  legalComments: 'eof',
  logLevel: 'warning'
})
chmodSync(`${root}dist/main.js`, 0o755)
