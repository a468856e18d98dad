import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from '../server.ts'
import { runReadme } from './readme.ts'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const environment = path('../../.cache/clients')
const requirements = path('requirements.txt')

export interface Step {
  readonly client: string
  readonly operation: string
  readonly passed: boolean
  readonly detail: string
}

/** Python's virtual environment with the clients, made anew when their versions change. */
function install (): string {
  const python = `${environment}/bin/python`
  const installed = `${environment}/installed.txt`
  const wanted = readFileSync(requirements, 'utf8')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return python
  mkdirSync(path('../../.cache'), { recursive: true })
  execFileSync('python3', ['-m', 'venv', '--clear', environment], { stdio: 'inherit' })
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements], { stdio: 'inherit' })
  writeFileSync(installed, wanted)
  return python
}

/** Runs a client's script against a server of its own. @returns what it reported. */
async function runScript (python: string, script: string): Promise<Step[]> {
  const server = new Command(['--port', '0', '--log', 'silent', '--seed', 'demo'])
  const url = await server.ready()
  const child = spawn(python, [path(script), url], { stdio: ['ignore', 'pipe', 'inherit'], timeout: 300_000 })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text })
  const [code] = await once(child, 'close') as [number | null]
  await server.end('SIGTERM')
  const steps = output.split('\n').filter(line => line.startsWith('{')).map(line => JSON.parse(line) as Step)
  if (code !== 0 && steps.every(({ passed }) => passed)) steps.push({ client: script, operation: 'run to the end', passed: false, detail: `exit code ${code}` })
  return steps
}

const python = install()
const steps = [...await runScript(python, 'pyxnat_run.py'), ...await runReadme(python)]
for (const { client, operation, passed, detail } of steps) {
  process.stdout.write(`${passed ? 'ok    ' : 'failed'} ${client}: ${operation}\n${detail}`)
}
const failed = steps.filter(({ passed }) => !passed).length
process.stdout.write(`${steps.length - failed} passed, ${failed} failed\n`)
process.exit(failed === 0 && steps.length > 0 ? 0 : 1)
