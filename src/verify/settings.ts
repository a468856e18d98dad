import type { WireAnswer } from '../recorded/compare.ts'
import type { WireRequest } from '../recorded/request.ts'
import { places } from './places.ts'

type Values = Readonly<Record<string, unknown>>

/** A request without credentials. */
export type Bare = Omit<WireRequest, 'headers'> & Partial<Pick<WireRequest, 'headers'>>

type Send = (request: Bare) => Promise<WireAnswer | undefined>

const { settings: path } = places

/** The settings of a site, as they were before a run. */
export class Settings {
  private readonly send: Send
  private before: Values | undefined
  /** Settings that could not be put back, in words. */
  readonly remains: string[] = []

  /** @param send sends a request as the administrator. */
  constructor (send: Send) {
    this.send = send
  }

  /** @returns whether the site shows them. */
  async read (): Promise<boolean> {
    this.before = await this.now()
    return this.before !== undefined
  }

  /** Puts back the settings that are not as they were. */
  async putBack (): Promise<void> {
    const changed = await this.changed()
    if (Object.keys(changed).length === 0) return
    const body = Buffer.from(JSON.stringify(changed))
    await this.send({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body })
    this.remains.length = 0
    this.remains.push(...Object.keys(await this.changed()).map(name => `setting ${name}, which is not as it was`))
  }

  /** The settings that are not as they were, with their earlier values. */
  private async changed (): Promise<Values> {
    const [before, now] = [this.before, await this.now()]
    if (before === undefined || now === undefined) return {}
    return Object.fromEntries(Object.entries(before).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(now[name])))
  }

  private async now (): Promise<Values | undefined> {
    const answer = await this.send({ method: 'GET', path })
    try {
      return answer?.status === 200 ? JSON.parse(answer.bytes.toString('utf8')) as Values : undefined
    } catch {
      return undefined
    }
  }
}
