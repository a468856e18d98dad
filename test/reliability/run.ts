import { fullDisk } from './full-disk.ts'
import { kill } from './kill.ts'
import { build } from './server.ts'

/** `npm run test:reliability`: each trial by its name, with how much of it is done where nothing else is said. */
const trials: Readonly<Record<string, { readonly usual: number, readonly run: (amount: number) => Promise<string> }>> = {
  kill: { usual: 200, run: kill },
  'full-disk': { usual: 400_000, run: fullDisk }
}

const wanted = process.argv.slice(2).map(word => word.split('=', 2) as [name: string, amount?: string])
const unknown = wanted.find(([name]) => !Object.hasOwn(trials, name))
if (unknown) throw new Error(`there is no trial '${unknown[0]}'; there are ${Object.keys(trials).join(', ')}, each also as name=amount`)
build()
let failed = 0
let passed = 0
for (const [name, { usual, run }] of Object.entries(trials)) {
  const asked = wanted.find(([other]) => other === name)
  if (wanted.length > 0 && asked === undefined) continue
  const began = performance.now()
  try {
    const told = await run(Number(asked?.[1] ?? usual))
    process.stdout.write(`ok ${name}: ${told} (${((performance.now() - began) / 1000).toFixed(0)} s)\n`)
    passed++
  } catch (error) {
    process.stdout.write(`not ok ${name}: ${(error as Error).stack ?? ''}\n`)
    failed++
  }
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
