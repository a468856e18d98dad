import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'tap'
import typescript from 'typescript'
import { contract } from '../src/contract.ts'
import { controlPage, optionsPage } from '../scripts/reference.ts'
import { schemaFile } from '../src/seeds/schema-file.ts'
import { fidelityReport } from './conformance/report.ts'

const root = new URL('../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

const sources = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts'))
  .map(path => ({ path, text: read(`src/${path}`) }))

/** What each room may know of; the files beside the rooms that any may use are leaves. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  model: [],
  serializers: ['model'],
  dicom: ['model', 'serializers'],
  store: ['model'],
  spaces: ['model', 'serializers', 'store'],
  plugins: ['model', 'serializers', 'store', 'spaces'],
  routes: ['model', 'serializers', 'dicom', 'store', 'spaces', 'plugins'],
  control: ['model', 'serializers', 'store', 'spaces', 'plugins', 'seeds'],
  pages: ['model', 'serializers', 'spaces', 'plugins'],
  embedded: ['model', 'serializers', 'store', 'spaces', 'control'],
  seeds: ['model', 'serializers', 'store']
}
const leaves: Readonly<Record<string, readonly string[]>> = {
  model: [],
  serializers: [],
  dicom: [],
  store: ['clock.ts', 'expected-error.ts', 'package.ts'],
  spaces: ['clock.ts', 'failures.ts'],
  plugins: ['clock.ts', 'failures.ts'],
  routes: ['clock.ts', 'failures.ts', 'package.ts'],
  control: ['clock.ts', 'failures.ts', 'package.ts', 'seed.ts'],
  pages: ['failures.ts', 'package.ts'],
  embedded: ['account.ts', 'client-environment.ts', 'seeds.ts', 'serve.ts'],
  seeds: ['clock.ts', 'expected-error.ts']
}

const importsOf = ({ path, text }: { path: string, text: string }): string[] =>
  [...text.matchAll(/^\s*(?:import|export)\b[^'"\n]*?(?:\{[^}]*\}[^'"\n]*)?['"](\.[^'"]+)['"]|import\(['"](\.[^'"]+)['"]\)/gm)]
    .map(([, fixed, dynamic]) => new URL(fixed ?? dynamic ?? '', new URL(path, 'file:///')).pathname.slice(1))

test('imports point one way', async t => {
  let seen = 0
  for (const source of sources) {
    const room = source.path.split('/', 1)[0] ?? ''
    if (rooms[room] === undefined) continue
    for (const imported of importsOf(source)) {
      seen++
      const [other = ''] = imported.split('/', 1)
      t.ok(other === room || rooms[room].includes(other) || leaves[room]?.includes(imported), `${source.path} imports ${imported}`)
    }
  }
  t.ok(seen > 150, 'imports are found')
})

test('files and functions are small', async t => {
  const lengths = sources.map(({ text }) => text.split('\n').length - 1).sort((a, b) => a - b)
  t.ok((lengths[Math.floor(lengths.length / 2)] ?? 0) < 100, 'median below 100 lines')
  for (const { path, text } of sources) {
    t.ok(text.split('\n').length <= 401, `${path} is no longer than 400 lines`)
    for (const { name, length } of functionsIn(path, text)) t.ok(length <= 40, `${path}: ${name} has ${length} lines`)
  }
})

function functionsIn (path: string, text: string): { name: string, length: number }[] {
  const file = typescript.createSourceFile(path, text, typescript.ScriptTarget.Latest, true)
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line
  const found: { name: string, length: number }[] = []
  const visit = (node: typescript.Node): void => {
    if (typescript.isFunctionLike(node)) found.push({ name: node.name?.getText() ?? 'a function', length: lineAt(node.end) - lineAt(node.getStart()) + 1 })
    typescript.forEachChild(node, visit)
  }
  visit(file)
  return found
}

test('openapi.yaml is what the routes say', async t => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  t.equal(await contract(version), read('openapi.yaml'), 'npm run openapi writes it')
})

test('docs/fidelity.md is what the cases say', async t => {
  t.equal(fidelityReport(), read('docs/fidelity.md'), 'npm run fidelity writes it')
})

test('what docs/ has of the code is what the code says', async t => {
  t.equal(optionsPage(), read('docs/options.md'), 'npm run reference writes it')
  t.equal(controlPage(), read('docs/control-plane.md'), 'npm run reference writes it')
})

test('seed.schema.json is what the reader of seeds goes by', async t => {
  t.equal(schemaFile(), read('seed.schema.json'), 'npm run seed-schema writes it')
})
