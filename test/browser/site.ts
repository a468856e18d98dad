import type { AddressInfo } from 'node:net'
import { test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { loadSeed } from '../../src/seeds.ts'
import { Visitor, launch, looks } from './browser.ts'

const browser = await launch()
const app = await buildApp({ seed: loadSeed('demo') })
await app.listen({ port: 0, host: '127.0.0.1' })
const site = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`

const pages: Readonly<Record<string, string>> = {
  projects: '/',
  project: '/app/projects/MEMORY',
  subjects: '/app/subjects',
  subject: '/app/subjects/XNAT_S00001',
  experiments: '/app/experiments',
  experiment: '/app/experiments/XNAT_E00001',
  scan: '/app/experiments/XNAT_E00001/scans/2',
  'add-scan': '/app/experiments/XNAT_E00001/add-scan',
  'edit-scan': '/app/experiments/XNAT_E00001/edit-scan/2',
  'one-scan': '/data/experiments/XNAT_E00001/scans/2',
  spaces: '/app/spaces',
  clock: '/app/clock'
}

for (const look of Object.keys(looks)) {
  test(`every page, ${look}`, async t => {
    const visitor = await Visitor.enter(browser, site, look)
    for (const [name, path] of Object.entries(pages)) {
      await visitor.open(path)
      await visitor.inspect(t, name)
    }
    await visitor.page.context().close()
  })
}

test('the end', async () => {
  await browser.close()
  await app.close()
})
