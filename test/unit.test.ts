import { readdirSync } from 'node:fs'

/** Runs the tables of test/unit in one process: each is short, and a process takes longer to start than all of them take. */
const folder = new URL('unit/', import.meta.url)
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
  if (path.endsWith('.ts')) await import(new URL(path, folder).href)
}
