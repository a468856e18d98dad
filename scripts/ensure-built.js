import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Builds dist/ where it is not there, or older than what it is made from. */
const root = new URL('../', import.meta.url)

/** @param {string} path */
const changed = path => statSync(new URL(path, root), { throwIfNoEntry: false })?.mtimeMs ?? 0

const sources = ['src', 'test/recorded'].flatMap(folder =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' }).map(path => `${folder}/${path}`))
const newest = Math.max(
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build.js', 'scripts/bundle.js', ...sources].map(changed)
)
if (changed('dist/main.js') < newest) {
  execFileSync(process.execPath, [fileURLToPath(new URL('scripts/build.js', root))], { stdio: 'inherit' })
}
