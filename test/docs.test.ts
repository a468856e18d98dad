import { execFile } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Test, test } from 'tap'
import { blocksOf } from './clients/blocks.ts'
import { Command } from './server.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`)
].filter(path => existsSync(join(root, path)))

/** What is run, and by what. */
const runners: Readonly<Record<string, (text: string) => readonly [string, ...string[]]>> = {
  sh: text => ['bash', '-euo', 'pipefail', '-c', text],
  js: text => [process.execPath, '--input-type=module', '-e', text],
  python: text => ['python3', '-c', text]
}

/** What is there to be read: it is data, a picture, or what a command printed. */
const shown = ['', 'json', 'yaml', 'xml', 'csv', 'mermaid', 'text', 'ts', 'toml']

/** Marks of what is not run here: it needs Docker, another machine, a client that `npm run test:clients` brings, or is run by that. */
const elsewhere = ['docker', 'elsewhere']

/** Run by test/clients, which has the clients and the newcomer's server. */
const ofClients = ['README.md', 'docs/clients.md']

for (const path of pages) {
  test(path, async t => {
    const blocks = blocksOf(read(path))
    for (const { info, text } of blocks) {
      const [language = '', mark] = info.split(' ')
      t.ok(
        shown.includes(language) || runners[language] !== undefined || elsewhere.includes(mark ?? ''),
        `${path}: a block of '${info}' is run, or marked`
      )
      if (language === 'json') t.doesNotThrow(() => { JSON.parse(text) }, text)
    }
    for (const [, link = ''] of read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) {
      t.ok(existsSync(join(root, dirname(path), link)), `${path}: ${link} is there`)
    }
    const run = blocks.filter(({ info }) => runners[info] !== undefined)
    if (run.length > 0 && !ofClients.includes(path)) await runAll(t, run)
  })
}

/** In a folder of their own, one after the other, with a server of their own at the port that they name. */
async function runAll (t: Test, blocks: ReturnType<typeof blocksOf>): Promise<void> {
  const server = new Command(['--port', '0', '--log', 'silent'])
  const port = new URL(await server.ready()).port
  const folder = t.testdir({
    'xnat-mock': `#!/bin/sh\nexec '${process.execPath}' --import '${import.meta.resolve('tsx')}' '${root}src/main.ts' "$@"\n`
  })
  chmodSync(join(folder, 'xnat-mock'), 0o755)
  writeFileSync(join(folder, 'scan.dcm'), 'not really')
  const here = (text: string) => text.replaceAll('localhost:8080', `localhost:${port}`)
  for (const { info, text, expected } of blocks) {
    const [program, ...args] = runners[info]?.(here(text)) ?? ['false']
    try {
      const { stdout } = await promisify(execFile)(program, args, {
        cwd: folder,
        env: { ...process.env, PATH: `${folder}:${process.env['PATH']}` },
        timeout: 60_000
      })
      if (expected === undefined) t.pass(text)
      else t.equal(stdout.trimEnd(), here(expected).trimEnd(), text)
    } catch (error) {
      t.fail(`${text}: ${(error as Error).message}`)
    }
  }
  await server.end('SIGTERM')
}

test('examples and deployment files', async t => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  t.match(read('deploy/kubernetes.yaml'), `image: xnat-mock:${version}\n`)
  t.match(read('docs/containers.md'), `xnat-mock:v${version}\n`)
  for (const path of readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' }).filter(
    path => !path.includes('node_modules')
  )) {
    const file = join(root, 'examples', path)
    if (path.endsWith('.js')) await t.resolves(promisify(execFile)(process.execPath, ['--check', file]), path)
    if (path.endsWith('.py')) {
      await t.resolves(promisify(execFile)('python3', ['-c', 'import ast, sys; ast.parse(open(sys.argv[1]).read())', file]), path)
    }
  }
})
