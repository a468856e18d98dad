import { readFileSync } from 'node:fs'
import { test } from 'tap'
import typescript from 'typescript'
import { contract } from '../src/contract.ts'
import { demoKnown } from '../scripts/demo-known.ts'
import { controlPage, optionsPage } from '../scripts/reference.ts'
import { schemaFile } from '../src/seeds/schema.ts'
import { fidelityReport } from './conformance/report.ts'
import { comparedPaths } from './house/doors.ts'
import { type Source, circlesIn, importsOf, sourcesIn } from './house/imports.ts'
import { allowance, mostFiles, roomOf, rooms } from './house/rooms.ts'
import { rowsOf, tables } from './house/tables.ts'

const root = new URL('../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

const sources = sourcesIn('src')
const below = (path: string): string => path.slice('src/'.length)
const imports = new Map(sources.map(source => [below(source.path), importsOf(source).map(below)]))

test('every folder is a room, and every room is there', async t => {
  const found = new Set(sources.map(({ path }) => roomOf(below(path))))
  for (const room of found) t.ok(rooms[room] !== undefined, `src/${room} is in the list of rooms`)
  for (const room of Object.keys(rooms)) t.ok(found.has(room), `there is something in src/${room}`)
})

test('imports point one way', async t => {
  const used = new Set<string>()
  for (const [path, imported] of imports) {
    const room = roomOf(path)
    for (const other of imported.filter(other => roomOf(other) !== room)) {
      const allowed = allowance(room, roomOf(other))
      t.ok(allowed, `${path} imports ${other}`)
      used.add(`${room} knows of ${allowed}`)
    }
  }
  for (const [room, named] of Object.entries(rooms)) {
    for (const other of named) t.ok(used.has(`${room} knows of ${other}`), `${room} still knows of ${other}`)
  }
  t.ok(used.size > 150, 'imports are found')
})

test('no file imports itself, directly or through others, not even for a type', async t => {
  t.same(circlesIn(imports), [])
  t.same([...imports].filter(([path, imported]) => imported.includes(path)), [])
  t.same(
    circlesIn(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['a', 'd']],
        ['d', ['e']],
        ['e', ['d']],
        ['f', ['a']]
      ])
    ),
    [
      ['d', 'e'],
      ['a', 'b', 'c']
    ],
    'circles are found'
  )
})

/** Where addresses are told apart; everybody else asks what has been read of them (`addressOf`). */
const readers: readonly string[] = ['src/http/address.ts', 'src/routes/restlet/rewrite.ts']

test('which door an address leads to is read in one place', async t => {
  for (const source of sources) {
    t.equal(comparedPaths(source).length > 0, readers.includes(source.path), `${source.path}: ${comparedPaths(source).join(', ')}`)
  }
  const [compared] = sourcesIn('test/house', ['compared.ts'])
  t.equal(compared && comparedPaths(compared).length, 11, 'comparisons are found')
})

test('folders, files and functions are small', async t => {
  const folders = sources.map(({ path }) => below(path).split('/').slice(0, -1).join('/'))
  for (const folder of new Set(folders)) {
    const count = folders.filter(other => other === folder).length
    t.ok(count <= (mostFiles[folder] ?? 20), `src/${folder} has ${count} files`)
  }
  const lengths = sources.map(({ text }) => text.split('\n').length - 1).sort((a, b) => a - b)
  t.ok((lengths[Math.floor(lengths.length / 2)] ?? 0) < 100, 'median below 100 lines')
  for (const source of sources) {
    t.ok(source.text.split('\n').length <= 401, `${source.path} is no longer than 400 lines`)
    for (const { name, length, parameters } of functionsIn(source)) {
      t.ok(length <= 40, `${source.path}: ${name} has ${length} lines`)
      t.ok(parameters <= 5, `${source.path}: ${name} has ${parameters} parameters`)
    }
  }
})

test('lines are at most 140 characters long, but for the rows of tables', async t => {
  const everywhere = ['src', 'test', 'scripts', 'bench'].flatMap(folder => sourcesIn(folder, ['.ts', '.js', '.py', '.sh']))
  for (const source of everywhere) {
    const rows = tables.includes(source.path) ? rowsOf(source) : []
    const long = source.text
      .split('\n')
      .flatMap((line, at) => line.length > 140 && !rows.some(([first, last]) => at > first && at < last) ? [at + 1] : [])
    t.same(long, [], source.path)
  }
  t.ok(everywhere.length > 500, 'files are found')
  for (const path of tables) t.match(read(path), /.{141}/, `${path} still has rows that need it`)
})

function functionsIn ({ file }: Source): { name: string, length: number, parameters: number }[] {
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line
  const found: { name: string, length: number, parameters: number }[] = []
  const visit = (node: typescript.Node): void => {
    if (typescript.isFunctionLike(node)) {
      const length = lineAt(node.end) - lineAt(node.getStart()) + 1
      found.push({ name: node.name?.getText() ?? 'a function', length, parameters: node.parameters.length })
    }
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

test('what is known of the demo archive\'s images is what they are', async t => {
  t.equal(read('src/seeds/built-in/demo-known.ts'), await demoKnown(), 'npm run demo-images writes it')
})

test('packages whose own files scripts/bundle.js replaces have exact versions', async t => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
  for (const name of ['better-sqlite3', 'fastify']) t.match({ ...dependencies, ...devDependencies }[name], /^\d+\.\d+\.\d+$/, name)
})
