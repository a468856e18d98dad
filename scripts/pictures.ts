import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { buildApp } from '../src/app.ts'
import { loadSeed } from '../src/seeds/read/load.ts'
import { Visitor, launch } from '../test/browser/browser.ts'

/** Takes the pictures of docs/images anew. */
const browser = await launch()
const app = await buildApp({ seed: await loadSeed('demo') })
await app.listen({ port: 0, host: '127.0.0.1' })
const site = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`

/** @param before what clients do while someone looks. */
async function take (name: string, look: string, path: string, height: number, before = async () => {}): Promise<void> {
  const { page } = await Visitor.enter(browser, site, look, { deviceScaleFactor: 1 })
  await before()
  await page.goto(site + path, { waitUntil: 'networkidle' })
  const width = page.viewportSize()?.width ?? 1280
  await page.screenshot({
    path: fileURLToPath(new URL(`../docs/images/${name}.png`, import.meta.url)),
    clip: { x: 0, y: 0, width, height }
  })
  await page.context().close()
}

async function useIt (): Promise<void> {
  const ask = (user: string, method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${site}/data/experiments/XNAT_E00001/scans${path}`, {
      method,
      headers: { ...headers, authorization: `Basic ${btoa(`${user}:${user}`)}` }
    })
  await fetch(`${site}/_mock/requests`, { method: 'DELETE' })
  await ask('member', 'GET', '?format=csv')
  await ask('member', 'PUT', '/6?xsiType=xnat:mrScanData&type=T2w&quality=usable')
  await ask('member', 'PUT', '/6?quality=questionable')
  await ask('collaborator', 'DELETE', '/6')
  await ask('member', 'GET', '/7?format=json')
  await ask('member', 'GET', '/6', { accept: 'image/png' })
  await ask('owner', 'DELETE', '/6')
}

await take('experiment', 'desktop', '/app/experiments/XNAT_E00001', 560)
await take('requests', 'desktop', '/app/requests', 560, useIt)
await take('scan-phone', 'phone', '/app/experiments/XNAT_E00001/scans/2', 800)
await browser.close()
await app.close()
