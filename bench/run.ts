import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { listRate } from './lists.ts'
import { path } from './server.ts'
import { coldStart } from './start.ts'

const say = (line: string): void => { process.stdout.write(`${line}\n`) }
const ratio = (a: number, b: number): string => (a / b).toFixed(2)

execFileSync(process.execPath, [path('../scripts/ensure-built.js')], { stdio: 'inherit' })
if (!existsSync(path('node_modules/autocannon'))) execFileSync('npm', ['ci', '--prefix', path('.')], { stdio: 'inherit' })

say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`)
const start = await coldStart(15)
say(`cold start to the first 200: ${start.mock.toFixed(0)} ms, bare node:http ${start.bare.toFixed(0)} ms, ${ratio(start.mock, start.bare)} times`)
for (const scans of [10, 100, 1000]) {
  const { mock, bare } = await listRate(scans, 3, 4)
  say(`list of ${scans} scans: ${mock.toFixed(0)} requests/s, bare node:http ${bare.toFixed(0)}, ${ratio(mock, bare)} of it`)
}
