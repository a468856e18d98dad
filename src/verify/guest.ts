import type { WireAnswer } from '../recorded/compare.ts'
import { type Logins, RunEnded, type Site } from '../recorded/logins.ts'
import type { WireRequest } from '../recorded/request.ts'
import { entryAt, places } from './places.ts'
import { type Bare, Settings } from './settings.ts'

/** Takes away what a run stores at a site, and puts back what it changes there. */
export class Guest {
  private readonly site: Site
  private readonly logins: Logins
  /** Projects that may still be there. */
  private readonly projects = new Set<string>()
  /** Addresses of what users have stored, each with the headers of the user. */
  private readonly stored = new Map<string, WireRequest['headers']>()
  private readonly users = new Set<string>()
  private readonly settings: Settings | undefined
  /** How many requests in a row had no answer. */
  private failures = 0

  /** @param changesSite whether settings of the site may be changed. */
  constructor (site: Site, logins: Logins, changesSite: boolean) {
    this.site = site
    this.logins = logins
    this.settings = changesSite ? new Settings(request => this.send(request)) : undefined
  }

  /**
   * Makes a public project: the site that was recorded had some, and one without any refuses some lists to users who have
   * no project. Reads the settings, which are put back later. @throws RunEnded
   */
  async begin (project: string): Promise<void> {
    this.projects.add(project)
    const answer = await this.send({ method: 'PUT', path: `/data/projects/${project}?accessibility=public` })
    if (answer === undefined || answer.status >= 300) {
      throw new RunEnded(`${this.site.url} makes no project: ${answer?.status ?? 'no answer'}; the user must be an administrator`)
    }
    if (await this.settings?.read() === false) throw new RunEnded(`${this.site.url} does not show its settings, which --site changes`)
  }

  /** Notes what a request of the recordings stores beyond projects. */
  observe ({ method, path, headers }: WireRequest, answer: WireAnswer): void {
    const address = entryAt(path, places.savedSearches) ?? entryAt(path, places.cachedFiles)
    if (method === 'PUT' && answer.status < 400 && address !== undefined) this.stored.set(address, headers)
    if (method === 'POST' && path === places.users && answer.status === 201) this.users.add(loginIn(answer))
  }

  /** Removes what a scenario has made, before the next one. @param projects the IDs that the scenario may have used. */
  async after (projects: readonly string[]): Promise<void> {
    await this.settings?.putBack()
    for (const [address, { authorization, cookie }] of this.stored) {
      const headers = { ...(authorization !== undefined && { authorization }), ...(cookie !== undefined && { cookie }) }
      await this.site.send({ method: 'DELETE', path: address, headers }).catch(() => {})
    }
    this.stored.clear()
    for (const id of projects) {
      this.projects.add(id)
      await this.remove(id)
    }
  }

  /** Removes what is left. @returns what could not be removed, in words. */
  async end (): Promise<string[]> {
    for (const id of this.projects) await this.remove(id)
    const remains = [...this.projects].map(id => `project ${id}`)
    for (const user of this.users) {
      const answer = await this.send({ method: 'PUT', path: `${places.users}/${user}/enabled/false` })
      remains.push(`user ${user}${answer?.status === 200 ? ' (disabled)' : ''}: XNAT deletes no users`)
    }
    return [...remains, ...this.settings?.remains ?? []]
  }

  /**
   * A project stays, with 200, while an experiment of another project belongs to one of its subjects
   * (BaseXnatProjectdata.delete); a project that is not there is 400. So a second request finds out whether it has gone.
   */
  private async remove (id: string): Promise<void> {
    const path = `/data/projects/${id}`
    await this.send({ method: 'DELETE', path: `${path}?removeFiles=true` })
    const answer = await this.send({ method: 'GET', path: `${path}?format=json` })
    if (answer?.status === 404) this.projects.delete(id)
  }

  /** Sends a request as the administrator. @returns nothing where there is no answer: the run goes on with what it can remove. */
  private async send (request: Bare): Promise<WireAnswer | undefined> {
    if (this.failures > 2) return undefined
    try {
      const headers = { ...request.headers, cookie: `JSESSIONID=${await this.logins.sessionOf('admin')}` }
      const answer = await this.site.send({ ...request, headers })
      this.failures = 0
      if (answer.status !== 401) return answer
      // a session that somebody has ended; Basic credentials may still be good
      const basic = await this.site.send({ ...request, headers: { ...request.headers, authorization: this.site.basic('admin') } })
      this.logins.opened(basic)
      return basic
    } catch {
      this.failures += 1
      return undefined
    }
  }
}

function loginIn ({ bytes }: WireAnswer): string {
  try {
    return (JSON.parse(bytes.toString('utf8')) as { username?: string }).username ?? ''
  } catch {
    return ''
  }
}
