import type { AddressInfo } from 'node:net'
import type { BrowserContextOptions } from 'playwright-core'
import { test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { loadSeed } from '../../src/seeds/read/load.ts'
import { Visitor, launch, looks } from './browser.ts'

const browser = await launch()
const app = await buildApp({ seed: await loadSeed('demo') })
await app.listen({ port: 0, host: '127.0.0.1' })
const site = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`

const pages: Readonly<Record<string, string>> = {
  projects: '/',
  project: '/app/projects/MEMORY',
  subjects: '/app/subjects',
  subject: '/app/subjects/XNAT_S00001',
  experiments: '/app/experiments',
  search: '/app/search?type=xnat:mrSessionData&field=DATE&where0=DATE&comparison0=>&value0=2020-01-01',
  experiment: '/app/experiments/XNAT_E00001',
  scan: '/app/experiments/XNAT_E00001/scans/2',
  'add-scan': '/app/experiments/XNAT_E00001/add-scan',
  'edit-scan': '/app/experiments/XNAT_E00001/edit-scan/2',
  'one-scan': '/data/experiments/XNAT_E00001/scans/2',
  requests: '/app/requests',
  request: '/app/requests/1',
  spaces: '/app/spaces',
  faults: '/app/faults',
  coverage: '/app/coverage',
  clock: '/app/clock'
}

const enter = (look: string, options?: BrowserContextOptions, user?: string) => Visitor.enter(browser, site, look, options, user)

for (const look of Object.keys(looks)) {
  test(`every page, ${look}`, async t => {
    const visitor = await enter(look)
    for (const [name, path] of Object.entries(pages)) {
      await visitor.open(path)
      await visitor.inspect(t, name)
    }
    await visitor.page.context().close()
  })
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with a script' : 'without a script'

  test(`tables, ${how}`, async t => {
    const visitor = await enter('desktop', { javaScriptEnabled })
    const { page } = visitor
    await visitor.open('/app/experiments/XNAT_E00001')
    const types = () => page.locator('#scans tbody tr td:nth-child(2)').allTextContents()
    await page.getByRole('link', { name: 'Type', exact: true }).click()
    await page.locator('#scans th[aria-sort=ascending]').waitFor()
    t.same(await types(), ['BOLD', 'DTI', 'FLAIR', 'LOCALIZER', 'T1w'])
    await page.getByRole('link', { name: 'Type', exact: true }).click()
    await page.locator('#scans th[aria-sort=descending]').waitFor()
    t.same(await types(), ['T1w', 'LOCALIZER', 'FLAIR', 'DTI', 'BOLD'])
    const filter = page.getByRole('searchbox', { name: 'Filter scans' })
    await filter.focus()
    await page.keyboard.type('t1')
    if (!javaScriptEnabled) await page.keyboard.press('Enter')
    await page.getByText('1 of 5').waitFor()
    t.same(await types(), ['T1w'])
    if (javaScriptEnabled) {
      t.equal(await filter.evaluate(input => input === input.ownerDocument.activeElement), true, 'one can go on typing')
    }
    await page.context().close()
  })

  test(`a scan is added, edited and deleted, ${how}`, async t => {
    const visitor = await enter('phone', { javaScriptEnabled })
    const { page } = visitor
    await visitor.open('/app/experiments/XNAT_E00001')
    await page.getByRole('link', { name: 'Add a scan' }).click()
    await page.getByLabel('ID', { exact: true }).fill('20')
    await page.getByLabel('Type', { exact: true }).fill('T2w')
    await page.getByLabel('Further fields').fill('parameters/tr = 3000')
    const shown = page.locator('.curl pre')
    if (javaScriptEnabled) await page.getByText("scans/20?xsiType=xnat:mrScanData&type=T2w&xnat:mrScanData/parameters/tr=3000'").waitFor()
    else t.match(await shown.textContent(), /curl -u admin -X PUT/)
    await visitor.press('Add the scan')
    t.equal(
      await visitor.outcome(),
      '200 PUT /data/experiments/XNAT_E00001/scans/20?xsiType=xnat:mrScanData&type=T2w&xnat:mrScanData/parameters/tr=3000'
    )
    if (javaScriptEnabled) await visitor.inspect(t, 'added')
    await page.getByRole('link', { name: '20', exact: true }).click()
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Quality').fill('usable')
    await page.getByLabel('parameters/tr').fill('')
    await visitor.press('Save')
    t.equal(await visitor.outcome(), '200 PUT /data/experiments/XNAT_E00001/scans/20?quality=usable&xnat:mrScanData/parameters/tr=NULL')
    await page.getByText('Delete this scan').click()
    if (javaScriptEnabled) await visitor.inspect(t, 'edited')
    await visitor.press('Delete the scan')
    t.equal(await visitor.outcome(), '200 DELETE /data/experiments/XNAT_E00001/scans/20?removeFiles=true')
    await page.context().close()
  })
}

test('what is refused says why', async t => {
  const visitor = await enter('desktop', {}, 'collaborator')
  await visitor.open('/app/experiments/XNAT_E00001/edit-scan/2')
  await visitor.page.getByLabel('Note').fill('mine')
  await visitor.press('Save')
  t.match(await visitor.outcome(), /^403 PUT .* Specified user account has insufficient edit privileges for sessions in this project\./)
  t.equal(await visitor.page.getByLabel('Note').inputValue(), 'mine')
  await visitor.inspect(t, 'refused')
  await visitor.page.context().close()
})

test('buttons of spaces, snapshots and the clock', async t => {
  const visitor = await enter('phone')
  const { page } = visitor
  const press = async (name: string, expected: string) => {
    await visitor.press(name)
    t.equal(await visitor.outcome(), expected)
  }
  await visitor.open('/app/spaces')
  await page.locator('#add-space').getByLabel('Name').fill('one')
  await press('Make the space', '201 PUT /_mock/spaces/one')
  await page.locator('#add-snapshot').getByLabel('Name').fill('before')
  await press('Keep a snapshot', '201 PUT /_mock/snapshots/before')
  await visitor.inspect(t, 'spaces-filled')
  await press('Restore the snapshot before', '200 POST /_mock/snapshots/before/restore')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the snapshot before' }).click()
  ])
  t.equal(download.suggestedFilename(), 'before.tar')
  await press('Delete the snapshot before', '200 DELETE /_mock/snapshots/before')
  await press('Delete the space one', '200 DELETE /_mock/spaces/one')
  await visitor.open('/app/clock')
  await press('Freeze it', '200 PUT /_mock/clock')
  await press('Move on', '200 POST /_mock/clock/advance')
  await page.getByLabel('Time').fill('2020-01-31T12:30:00Z')
  await press('Set', '200 PUT /_mock/clock')
  await page.getByText('2020-01-31T12:30:00.000Z').waitFor()
  await press('Let it run', '200 PUT /_mock/clock')
  await press('The real time again', '200 DELETE /_mock/clock')
  await visitor.inspect(t, 'clock-pressed')
  await visitor.open('/app/spaces')
  await press('Take this space back to the seed', '200 POST /_mock/reset')
  await page.context().close()
})

test('requests come by themselves, and tell why they were refused', async t => {
  const visitor = await enter('desktop')
  const { page } = visitor
  await visitor.open('/app/requests')
  await visitor.press('Forget all requests')
  await page.getByText('Nobody has requested anything yet.').waitFor()
  const ask = (method: string, path: string) =>
    fetch(site + path, { method, headers: { authorization: `Basic ${btoa('collaborator:collaborator')}` } })
  await ask('DELETE', '/data/experiments/XNAT_E00001/scans/1')
  await page.getByRole('cell', { name: '/data/experiments/XNAT_E00001/scans/1' }).waitFor()
  t.equal(await page.locator('#requests tbody .status').textContent(), '403')
  await page.getByRole('button', { name: 'Pause' }).click()
  await ask('GET', '/data/projects')
  await visitor.inspect(t, 'requests-live')
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('cell', { name: '/data/projects' }).waitFor()
  await page.getByRole('row', { name: '/scans/1' }).getByRole('link').click()
  await page.getByText('may-not-modify-session').waitFor()
  await visitor.inspect(t, 'request-refused')
  await page.context().close()
})

test('faults are armed and taken away; the pages are spared', async t => {
  const visitor = await enter('desktop')
  const { page } = visitor
  await visitor.open('/app/faults')
  await visitor.press('Have it happen nginx-502')
  t.equal(await visitor.outcome(), '201 POST /_mock/faults')
  t.equal((await fetch(`${site}/data/projects`)).status, 502)
  await visitor.inspect(t, 'faults-armed')
  await visitor.press('Take away the fault nginx-502')
  t.equal(await visitor.outcome(), '200 DELETE /_mock/faults/nginx-502')
  await page.getByLabel('Path').fill('/data/**')
  await page.getByLabel('Status', { exact: true }).fill('503')
  await page.getByText('{"match":{"path":"/data/**"},"answer":{"status":503}}').waitFor()
  await visitor.press('Have it happen')
  t.equal((await fetch(`${site}/data/projects`)).status, 503)
  await visitor.press('Take all away')
  t.not((await fetch(`${site}/data/projects`)).status, 503)
  await page.context().close()
})

test('coverage is shown, and begun anew', async t => {
  const visitor = await enter('desktop')
  await fetch(`${site}/data/experiments/XNAT_E00001/scans`, { headers: { authorization: `Basic ${btoa('admin:admin')}` } })
  await visitor.open('/app/coverage')
  t.not(await visitor.page.locator('main p strong').textContent(), '0')
  await visitor.press('Begin anew')
  t.equal(await visitor.outcome(), '200 DELETE /_mock/coverage')
  t.equal(await visitor.page.locator('main > p strong').textContent(), '0')
  await visitor.page.context().close()
})

test('the keyboard alone', async t => {
  const visitor = await enter('desktop')
  const { page } = visitor
  await visitor.open('/app/experiments')
  await page.keyboard.press('Tab')
  t.equal(await page.evaluate('document.activeElement.textContent'), 'To the content')
  await page.keyboard.press('Enter')
  t.equal(await page.evaluate('document.activeElement.id'), 'main')
  await page.getByRole('link', { name: 'Label', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.locator('#experiments th[aria-sort=ascending]').waitFor()
  t.equal(await page.evaluate('document.activeElement.textContent'), 'Label', 'focus stays where it was')
  await page.context().close()
})

test('the end', async () => {
  await browser.close()
  await app.close()
})
