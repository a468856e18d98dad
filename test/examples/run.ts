import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { pythonOf } from '../clients/clients.ts'
import { blocksOf } from '../clients/blocks.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const examples = join(root, 'examples')
const main = join(root, 'dist/main.js')
const work = mkdtempSync(join(tmpdir(), 'examples-'))

/** Where a newcomer has npx, and what the requirements bring: this working copy. */
async function environment (): Promise<NodeJS.ProcessEnv> {
  const bin = join(work, 'bin')
  mkdirSync(bin)
  writeFileSync(
    join(bin, 'npx'),
    `#!/bin/sh\n[ "$1" = --yes ] && shift\n[ "$1" = xnat-mock ] || exit 127\nshift\nexec '${process.execPath}' '${main}' "$@"\n`
  )
  chmodSync(join(bin, 'npx'), 0o755)
  const python = await pythonOf({ requirements: 'pytest' })
  return { ...process.env, PATH: `${bin}:${join(python, '..')}:${process.env['PATH']}`, XNAT_MOCK_COMMAND: `${process.execPath} ${main}` }
}

const env = await environment()
let passed = 0
let failed = 0

function tell (name: string, problem: string | undefined): void {
  process.stdout.write(`${problem === undefined ? 'ok    ' : 'failed'} ${name}\n${problem ?? ''}`)
  if (problem === undefined) passed++
  else failed++
}

/** Runs a command line of an example in a copy of its folder. */
function run (folder: string, line: string): SpawnSyncReturns<string> {
  const copy = join(work, folder)
  cpSync(join(examples, folder), copy, { recursive: true })
  if (folder === 'node-tap') {
    mkdirSync(join(copy, 'node_modules'), { recursive: true })
    for (const [name, target] of [
      ['xnat-mock', root],
      ['tap', join(root, 'node_modules/tap')],
      ['.bin', join(root, 'node_modules/.bin')]
    ] as const) {
      rmSync(join(copy, 'node_modules', name), { force: true })
      symlinkSync(target, join(copy, 'node_modules', name))
    }
  }
  return spawnSync('bash', ['-ec', line], { cwd: copy, env, encoding: 'utf8', timeout: 300_000 })
}

function works (name: string, folder: string, line: string, expected?: string): void {
  const { status, stdout, stderr } = run(folder, line)
  tell(name, status === 0 && (expected === undefined || stdout === expected) ? undefined : `it ended with ${status}\n${stdout}${stderr}`)
}

/** What a workflow's steps run; what installs is left out. */
function workflow (): void {
  const { jobs } = parse(readFileSync(join(examples, 'github-actions/tests.yml'), 'utf8')) as {
    jobs: Record<string, { steps: { run?: string }[] }>
  }
  const folders: Readonly<Record<string, string>> = { node: 'node-tap', python: 'pytest', shell: 'shell' }
  for (const [job, { steps }] of Object.entries(jobs)) {
    const folder = folders[job]
    if (folder === undefined) continue
    for (const { run: line } of steps) {
      if (line !== undefined && !/^(npm ci|pip install)\b/.test(line)) works(`github-actions, ${job}: ${line}`, folder, line)
    }
  }
}

/** The container's health check and the tests' command, run against a server here. */
async function containers (): Promise<void> {
  const server = spawn(process.execPath, [main, '--port', '0', '--log', 'silent'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = / at (\S+)/.exec(String((await once(server.stdout, 'data'))[0]))?.[1] ?? ''
  const { port } = new URL(url)
  const { services } = parse(readFileSync(join(examples, 'docker-compose/compose.yaml'), 'utf8')) as {
    services: Record<string, { command?: string[] }>
  }
  const quoted = (words: readonly string[] = []) =>
    words.map(word => `'${word.replace('dist/main.js', main).replace('xnat:8080', new URL(url).host)}'`).join(' ')
  const [, health = ''] = /^HEALTHCHECK .* CMD (\[.*\])$/m.exec(readFileSync(join(root, 'Dockerfile'), 'utf8')) ?? []
  const [, ...words] = JSON.parse(health) as string[]
  works('the image: health', 'docker-compose', `XNAT_MOCK_PORT=${port} ${quoted([process.execPath, ...words])}`)
  works('docker-compose: tests', 'docker-compose', quoted(services['tests']?.command))
  const { jobs } = parse(readFileSync(join(examples, 'github-actions/tests.yml'), 'utf8')) as {
    jobs: { service: { steps: { run: string }[] } }
  }
  for (const { run: line } of jobs.service.steps) works(`github-actions, service: ${line}`, 'github-actions', `XNAT_URL=${url}; ${line}`)
  server.kill('SIGTERM')
  await once(server, 'exit')
}

/** The blocks of a document in a language: programs of their own, or tests. */
function papers (): void {
  const blocks = (path: string, language: string) =>
    blocksOf(readFileSync(join(root, path), 'utf8'))
      .filter(({ info }) => info.startsWith(language))
      .map(({ text }) => text)
  for (const [index, text] of blocks('docs/in-process.md', 'js').entries()) {
    const file = `paper-${index}.mjs`
    works(`docs/in-process.md: block ${index + 1}`, 'node-tap', `cat >${file} <<'END'\n${text}END\nnode ${file}`)
  }
  for (const path of ['docs/pytest.md', 'python/README.md', 'README.md']) {
    for (const [index, text] of blocks(path, 'python').entries()) {
      if (path === 'README.md' && !text.includes('xnat_mock') && !text.startsWith('def ')) continue
      const file = `test_paper_${index}.py`
      works(
        `${path}: block ${index + 1}`,
        'pytest',
        `cat >${file} <<'END'\n${text}END\n${text.includes('def test_') ? `python -m pytest -q ${file}` : `python ${file}`}`
      )
    }
  }
}

try {
  papers()
  works(
    'shell: npx xnat-mock exec -- ./scans.sh',
    'shell',
    'npx xnat-mock exec -- ./scans.sh',
    readFileSync(join(examples, 'shell/expected.txt'), 'utf8')
  )
  workflow()
  await containers()
} finally {
  rmSync(work, { recursive: true, force: true })
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
