import { writeFileSync } from 'node:fs'
import { architecturePage, measureStations } from './stations/measure.ts'

/** Writes into docs/architecture.md how many files and functions requests cross; with --files it prints which. */
const measured = await measureStations()
writeFileSync(new URL('../docs/architecture.md', import.meta.url), architecturePage(measured))
for (const { name, archive, served } of measured) {
  process.stdout.write(
    `${name}: ${archive.files} files, ${archive.functions} functions; as it is started ${served.files} and ${served.functions}\n`
  )
  if (process.argv.includes('--files')) process.stdout.write(filesOf(archive.called, served.called))
}

/** Each file with how many of its functions run, on either way. */
function filesOf (archive: Readonly<Record<string, number>>, served: Readonly<Record<string, number>>): string {
  const files = [...new Set([...Object.keys(archive), ...Object.keys(served)])].sort()
  return files.map(file => `  ${file}: ${archive[file] ?? 0}, ${served[file] ?? 0}\n`).join('')
}
