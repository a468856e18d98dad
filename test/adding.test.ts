import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Test, test } from 'tap'
import typescript from 'typescript'
import { type Code, added, recipesIn } from './adding/recipes.ts'
import { importsOf } from './house/imports.ts'
import { allowance, roomOf } from './house/rooms.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const recipes = recipesIn(readFileSync(join(root, 'docs/adding.md'), 'utf8'))

/** What a server needs of the project. Packages are found in the checkout, in which the copy stands. */
const needed = ['src', 'migrations', 'assets', 'package.json', 'openapi.yaml', 'seed.schema.json']

function copied (t: Test): string {
  const command = `exec '${process.execPath}' --import '${import.meta.resolve('tsx')}' "$(dirname "$0")/src/main.ts" "$@"`
  const folder = t.testdir({ 'xnat-mock': `#!/bin/sh\n${command}\n` })
  chmodSync(join(folder, 'xnat-mock'), 0o755)
  for (const path of needed) cpSync(join(root, path), join(folder, path), { recursive: true })
  return folder
}

/** Writes the files that blocks are, and into those that they add to. @returns the paths. */
function follow (folder: string, code: readonly Code[]): string[] {
  for (const { path, text } of code) {
    const file = join(folder, path)
    writeFileSync(file, existsSync(file) ? added(readFileSync(file, 'utf8'), text) : text)
  }
  return code.map(({ path }) => path)
}

/** A server of the copy. @returns its port. */
async function started (child: ChildProcess): Promise<string> {
  let said = ''
  for await (const text of child.stdout?.setEncoding('utf8') ?? []) {
    said += String(text)
    const port = /:(\d+)/.exec(said)?.[1]
    if (port !== undefined) return port
  }
  throw new Error(`the server did not start: ${said}`)
}

/** What the compiler says of some files, under the project's own options. */
function complaintsOf (folder: string, paths: readonly string[]): string[] {
  const { options } = typescript.parseJsonConfigFileContent(
    typescript.readConfigFile(join(root, 'tsconfig.json'), path => readFileSync(path, 'utf8')).config, typescript.sys, folder
  )
  const program = typescript.createProgram(paths.map(path => join(folder, path)), { ...options, noEmit: true })
  return program.getRootFileNames().flatMap(name => {
    const file = program.getSourceFile(name)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      .map(({ messageText }) => `${name.slice(folder.length + 1)}: ${typescript.flattenDiagnosticMessageText(messageText, ' ')}`)
  })
}

/** Imports that lead where the house does not allow it. */
function strayImports (folder: string, path: string): string[] {
  const text = readFileSync(join(folder, path), 'utf8')
  const below = (path: string): string => path.slice('src/'.length)
  return importsOf({ path, text, file: typescript.createSourceFile(path, text, typescript.ScriptTarget.Latest, true) })
    .map(below)
    .filter(other => roomOf(other) !== roomOf(below(path)) && allowance(roomOf(below(path)), roomOf(other)) === undefined)
}

test('each recipe of docs/adding.md works as it stands', async t => {
  const folder = copied(t)
  const changed = new Set<string>()
  for (const { title, code, commands } of recipes) {
    t.doesNotThrow(() => { for (const path of follow(folder, code)) changed.add(path) }, title)
    t.ok(code.length > 0 && commands.length > 0, `${title} has code, and commands that show it`)
  }
  t.ok(recipes.length >= 6, 'recipes are found')

  const server = spawn(join(folder, 'xnat-mock'), ['--port', '0', '--log', 'silent'], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => { server.kill() })
  const port = await started(server)
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` }
  for (const { title, commands } of recipes) {
    for (const { text, expected } of commands) {
      const command = text.replaceAll('localhost:8080', `localhost:${port}`)
      const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], { env, timeout: 60_000 })
      t.equal(stdout.trimEnd(), expected.trimEnd(), title)
    }
  }

  t.same(complaintsOf(folder, [...changed]), [], 'the compiler takes the code')
  for (const path of changed) t.same(strayImports(folder, path), [], `${path} imports what its room may know of`)
})

test('a block that does not fit its file is not followed', async t => {
  const list = "import { a } from './a.ts'\n\nexport const all: readonly X[] = [a, b]\n"
  const lines = 'const own = [1]\nexport const all = [\n  a\n]\n'
  const body = 'export function attachAll (): void {\n  attach(a)\n}\n\nfunction other (): void {}\n'
  for (const [file, block, result] of [
    [
      list,
      "import { c } from './c.ts'\n\nexport const all: readonly X[] = [a, b, c]\n",
      `import { c } from './c.ts'\n${list.replace('a, b', 'a, b, c')}`
    ],
    [lines, 'b,\n', lines.replace('all = [', 'all = [\nb,')],
    [body, "import { b } from './b.ts'\n\n  attach(b)\n", `import { b } from './b.ts'\n${body.replace('void {', 'void {\n  attach(b)')}`]
  ] as const) t.equal(added(file, block), result)
  for (const [file, block, message] of [
    [list, 'export const all: readonly X[] = [a, c]\n', 'the list is [a, b] now, and the document adds to it: [a, c]'],
    [list, 'export const all: readonly X[] = [a, b]\n', 'the list is [a, b] now, and the document adds to it: [a, b]'],
    [list, 'export const some = [a, b, c]\n', 'the file has no such list: export const some = [a, b, c]\n'],
    ['const all = a\n', 'b,\n', 'the file has neither a list nor an exported function for: b,\n']
  ] as const) t.throws(() => added(file, block), new Error(message))
})
