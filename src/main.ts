#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { UsageError, help, readConfig } from './config.ts'
import { packageRoot } from './package.ts'
import { UnusableDatabase } from './store/database.ts'
import { UnusableSeed } from './seeds.ts'

const version = (): string => (JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as { version: string }).version

async function main (args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help())
  } else if (args.includes('--version') || args.includes('-v')) {
    process.stdout.write(`${version()}\n`)
  } else {
    const { serve } = await import('./serve.ts')
    await serve(readConfig(args[0] === 'serve' ? args.slice(1) : args, process.env), version())
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  const expected = error instanceof UsageError || error instanceof UnusableSeed || error instanceof UnusableDatabase || isListenError(error)
  process.stderr.write(expected ? `xnat-mock: ${(error as Error).message}\n` : `${(error as Error).stack}\n`)
  process.exit(error instanceof UsageError || error instanceof UnusableSeed ? 2 : 1)
}

function isListenError (error: unknown): boolean {
  return (error as { syscall?: unknown }).syscall === 'listen' || (error as { syscall?: unknown }).syscall === 'getaddrinfo'
}
