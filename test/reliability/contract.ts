import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pythonOf } from '../clients/clients.ts'
import { telling } from '../abuse.ts'
import { Server } from './server.ts'

/** So long it may take, in milliseconds; what has been found by then counts. */
const patience = 170_000

/**
 * Has schemathesis make requests out of openapi.yaml, so many for each operation. Every status must be documented; no
 * answer may be one that the server did not foresee, or tell of its code.
 * @param examples for each operation.
 */
export async function contract (examples: number): Promise<string> {
  const python = await pythonOf({ requirements: 'schemathesis' })
  const server = await Server.start('--max-spaces', '20')
  const output = await run(join(dirname(python), 'schemathesis'), [
    'run',
    fileURLToPath(new URL('../../openapi.yaml', import.meta.url)),
    '--url',
    server.url,
    '--auth',
    'admin:admin',
    // the control plane would put faults into the answers
    '--exclude-path-regex',
    '/_mock/',
    '--phases',
    'fuzzing',
    '--checks',
    'status_code_conformance',
    '--max-examples',
    String(examples),
    '--seed',
    '1811',
    '--continue-on-failure',
    '--request-timeout',
    '20',
    '--no-color'
  ])
  await server.end()
  const { surprises } = server
  const failures = /Failures:\n(.*?)\n\n/s.exec(output)?.[1]
  const generated = /(\d+) generated/.exec(output)?.[1]
  if (failures !== undefined || surprises.length > 0 || telling.test(output)) {
    throw new Error(`${failures ?? ''}\n${surprises.join('\n')}\n${output.slice(-20_000)}`)
  }
  if (generated === undefined) throw new Error(`nothing was generated: ${output}`)
  return `${generated} requests made from openapi.yaml: each status documented, each answer foreseen`
}

async function run (program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text })
  // interrupted, it tells what it has found
  const timer = setTimeout(() => { child.kill('SIGINT') }, patience)
  await once(child, 'close')
  clearTimeout(timer)
  return output
}
