import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from '../server.ts'
import { type Client, clients, pythonOf } from './clients.ts'
import { runReadme } from './readme.ts'
import { clientsReport } from './report.ts'
import type { Step } from './step.ts'

/** Runs a client's script against a server of its own. @returns what it reported. */
async function runClient (client: Client): Promise<Step[]> {
  const python = await pythonOf(client)
  const server = new Command(['--port', '0', '--log', 'silent', '--seed', 'demo'])
  const url = await server.ready()
  const script = fileURLToPath(new URL(client.script, import.meta.url))
  // what a client logs belongs to no operation
  const child = spawn(python, [script, url], { stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 })
  const printed = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => { printed.stdout += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { printed.stderr += text })
  const [code] = await once(child, 'close') as [number | null]
  await server.end('SIGTERM')
  const steps = printed.stdout.split('\n').filter(line => line.startsWith('{')).map(line => JSON.parse(line) as Step)
  if (code === 0 || steps.some(({ outcome }) => outcome === 'failed')) return steps
  return [
    ...steps,
    { client: client.requirements, operation: 'run to the end', outcome: 'failed', detail: `exit code ${code}\n${printed.stderr}` }
  ]
}

const words = { passed: 'ok    ', failed: 'failed', lacking: 'lacks ', faithful: 'fails ' } as const

const wanted = process.argv.slice(2)
const chosen = clients.filter(({ requirements }) => wanted.length === 0 || wanted.includes(requirements))
// all are installed at once, and run one after another
for (const client of chosen) pythonOf(client).catch(() => {})
const steps: Step[] = []
for (const run of [
  ...chosen.map(client => () => runClient(client)),
  ...(wanted.length === 0 || wanted.includes('readme') ? [runReadme] : [])
]) {
  const found = await run()
  for (const { client, operation, outcome, detail } of found) {
    process.stdout.write(`${words[outcome]} ${client}: ${operation}\n${outcome === 'failed' ? detail : ''}`)
  }
  steps.push(...found)
}
if (wanted.length === 0) writeFileSync(new URL('../../docs/clients.md', import.meta.url), clientsReport(steps))
const failed = steps.filter(({ outcome }) => outcome === 'failed').length
process.stdout.write(`${steps.length - failed} passed, ${failed} failed\n`)
process.exit(failed === 0 && steps.length > 0 ? 0 : 1)
