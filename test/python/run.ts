import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { pythonOf } from '../clients/clients.ts'

/** Runs the tests of the pytest plugin, by four workers, against this working copy. */
const root = fileURLToPath(new URL('../../', import.meta.url))
const python = await pythonOf({ requirements: 'pytest' })
const child = spawn(python, ['-m', 'pytest', '-q', '-n', '4', ...process.argv.slice(2)], {
  cwd: `${root}python`,
  env: { ...process.env, XNAT_MOCK_COMMAND: `${process.execPath} ${root}dist/main.js` },
  stdio: ['ignore', 'pipe', 'inherit']
})
let said = ''
child.stdout.setEncoding('utf8').on('data', (text: string) => {
  said += text
  process.stdout.write(text)
})
const [code] = await once(child, 'close') as [number | null]
const count = (what: string): number => Number(new RegExp(`(\\d+) ${what}`).exec(said.trim().split('\n').at(-1) ?? '')?.[1] ?? 0)
process.stdout.write(`${count('passed')} passed, ${count('failed') + count('error')} failed\n`)
process.exit(code ?? 1)
