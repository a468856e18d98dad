import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { architecturePage, measureStations } from '../scripts/stations/measure.ts'

/** How many files of src/ a request may cross: in a server that is XNAT alone, and as it is started. */
const most: Readonly<Record<string, { readonly archive: number, readonly served: number }>> = {
  'PUT of a scan': { archive: 62, served: 74 },
  'list of scans in CSV': { archive: 55, served: 69 },
  'DELETE of a scan': { archive: 48, served: 60 }
}

test('requests cross few files, and docs/architecture.md says how many', async t => {
  const measured = await measureStations()
  t.same(measured.map(({ name }) => name), Object.keys(most), 'each request has its limits')
  for (const { name, archive, served } of measured) {
    t.ok(archive.files > 10 && archive.files <= (most[name]?.archive ?? 0), `${name}: ${archive.files} files in XNAT alone`)
    t.ok(served.files > archive.files && served.files <= (most[name]?.served ?? 0), `${name}: ${served.files} files as it is started`)
  }
  t.equal(
    architecturePage(measured),
    readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8'),
    'npm run stations writes it'
  )
})
