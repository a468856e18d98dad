import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { path } from './server.ts'

export interface SeedTimes {
  /** Milliseconds, each with a start of Node in it. */
  readonly check: number
  readonly planted: number
  readonly exported: number
}

const main = path('../dist/main.js')

/** How long a command takes, in milliseconds. */
function timed (...args: readonly string[]): number {
  const before = performance.now()
  execFileSync(process.execPath, [main, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
  return performance.now() - before
}

/** A seed of so many scans: read and checked, planted into a database beside a command that does nothing, and exported from it. */
export function seedTimes (scans: number): SeedTimes {
  const folder = mkdtempSync(join(tmpdir(), 'xnat-mock-bench-'))
  const [seed, db, again] = ['seed.json', 'archive.db', 'again.json'].map(name => join(folder, name)) as [string, string, string]
  try {
    timed('generate', '--projects', '1', '--subjects', String(scans / 20), '--sessions', '1', '--scans', '20', '--out', seed)
    return {
      check: timed('seed', 'check', seed),
      planted: timed('exec', '--seed', seed, '--db', db, '--', process.execPath, '-e', ''),
      exported: timed('export', '--db', db, '--out', again)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** How long a million scans take to generate, and how much memory at most, in MiB. */
export function generation (): { readonly seconds: number, readonly memory: number } {
  const script = `process.argv.splice(1, 0, '${main}'); process.on('exit', () => { ` +
    `process.stderr.write(String(process.resourceUsage().maxRSS / 1024)) }); await import('${main}')`
  const before = performance.now()
  const args = [
    'generate',
    '--projects',
    '5',
    '--subjects',
    '1000',
    '--sessions',
    '10',
    '--scans',
    '20',
    '--out',
    join(tmpdir(), `xnat-mock-bench-${process.pid}.json`)
  ]
  const memory = Number(
    execFileSync('sh', ['-c', 'exec "$@" 2>&1', 'sh', process.execPath, '--input-type=module', '-e', script, '--', ...args], {
      encoding: 'utf8'
    })
  )
  rmSync(args.at(-1) ?? '', { force: true })
  return { seconds: (performance.now() - before) / 1000, memory }
}
