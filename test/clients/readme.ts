import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { blocksOf } from './blocks.ts'
import { clients, pythonOf } from './clients.ts'
import type { Step } from './step.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

/** Does what the README says, as printed but for the port: starts the server, then runs its shell and Python blocks. */
export async function runReadme (): Promise<Step[]> {
  const port = await freePort()
  const server = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, XNAT_MOCK_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true
  })
  let said = ''
  server.stdout.setEncoding('utf8').on('data', (text: string) => { said += text })
  while (!said.includes(' ready at ')) {
    if (await Promise.race([once(server.stdout, 'data'), once(server, 'exit').then(() => undefined)]) === undefined) break
  }
  const steps: Step[] = [
    step(
      'npm start says that it is ready',
      () => said.split('\n').find(line => line.startsWith('xnat-mock ')),
      blocksOf(readme)
        .find(({ text }) => text.startsWith('xnat-mock '))
        ?.text.trim()
        .replace('8080', String(port)) ?? 'a line that the README shows'
    )
  ]
  for (const { info, text, expected } of blocksOf(readme)) {
    const command = info === 'python' ? [await pythonFor(text), '-c'] : info === 'sh' && text.startsWith('curl') ? ['sh', '-ec'] : undefined
    if (command) {
      steps.push(
        step(
          `${info}: ${text.split('\n').find(line => line !== '')}`,
          () => execFileSync(command[0] ?? '', [command[1] ?? '', here(text, port)]).toString(),
          expected
        )
      )
    }
  }
  if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM')
  return steps
}

/** The Python that has the client which a program uses. */
async function pythonFor (text: string): Promise<string> {
  const client = clients.find(({ statement }) => text.includes(statement))
  if (client === undefined) throw new Error(`a program of no known client: ${text}`)
  return pythonOf(client)
}

const here = (text: string, port: number): string => text.replaceAll('localhost:8080', `localhost:${port}`)

function step (operation: string, run: () => string | undefined, expected: string | undefined): Step {
  try {
    const printed = run()
    const passed = expected === undefined || printed === expected
    return {
      client: 'README',
      operation,
      outcome: passed ? 'passed' : 'failed',
      detail: passed ? '' : `printed ${printed}\nnot ${expected}\n`
    }
  } catch (error) {
    return { client: 'README', operation, outcome: 'failed', detail: `${(error as Error).message}\n` }
  }
}
