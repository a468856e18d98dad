import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core'
import type { Test } from 'tap'

/** Where Debian has it, unless CHROMIUM says otherwise. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const screenshots = fileURLToPath(new URL('../../build/screenshots/', import.meta.url))

/** How people look at the site: at a desk by day, with a phone by night. */
export const looks: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true, isMobile: true }
}

export async function launch (): Promise<Browser> {
  if (!existsSync(executablePath)) throw new Error(`there is no browser at ${executablePath}; CHROMIUM names another`)
  mkdirSync(screenshots, { recursive: true })
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--disable-dev-shm-usage'
    ]
  })
}

/** The most that a page may weigh with all that it loads, in bytes. */
const heaviest = 60_000

/** One visitor, whose browser's complaints are counted. */
export class Visitor {
  readonly page: Page
  private readonly site: string
  private readonly look: string
  private complaints: string[] = []
  private weight = 0

  private constructor (page: Page, site: string, look: string) {
    this.page = page
    this.site = site
    this.look = look
    page.on('console', message => { if (message.type() === 'error') this.complaints.push(message.text()) })
    page.on('pageerror', error => { this.complaints.push(String(error)) })
    // a page weighs what came since one went to it
    page.on('request', request => { if (request.isNavigationRequest()) this.weight = 0 })
    page.on('response', response => { response.body().then(body => { this.weight += body.length }, () => {}) })
  }

  /** Logs in through the form. */
  static async enter (browser: Browser, site: string, look: string, options: BrowserContextOptions = {}, user = 'admin'): Promise<Visitor> {
    const context = await browser.newContext({ ...looks[look], ...options })
    context.setDefaultTimeout(15_000)
    const visitor = new Visitor(await context.newPage(), site, look)
    await visitor.page.goto(`${site}/`)
    await visitor.page.getByLabel('User').fill(user)
    await visitor.page.getByLabel('Password').fill(user)
    await visitor.page.getByRole('button', { name: 'Login' }).click()
    return visitor
  }

  async open (path: string): Promise<void> {
    await this.page.goto(this.site + path, { waitUntil: 'networkidle' })
  }

  async press (name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click()
    await this.page.waitForLoadState()
  }

  /** What the last form led to. */
  async outcome (): Promise<string> {
    return (await this.page.locator('.flash p').first().textContent() ?? '').replace(/ took [\d.]+ ms\./, '')
  }

  /** The page as it is: no complaint, nothing that axe finds, nothing that sticks out, not heavy; keeps a picture. */
  async inspect (t: Test, name: string): Promise<void> {
    const { page, look } = this
    const what = `${name}, ${look}`
    t.same(this.complaints, [], `${what}: the browser complains of nothing`)
    await page.screenshot({ path: `${screenshots}${name}-${look}.png`, fullPage: true })
    t.ok(this.weight < heaviest, `${what}: ${this.weight} bytes are less than ${heaviest}`)
    await page.evaluate(axe)
    const violations = await page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + ' +
      'nodes.map(({ html }) => html).join(" ")))'
    )
    t.same(violations, [], `${what}: axe finds nothing`)
    t.equal(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
      0,
      `${what}: nothing sticks out`
    )
    // what taking the picture and axe itself made the browser say
    this.complaints = []
  }
}
