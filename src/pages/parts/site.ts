import type { FastifyRequest } from 'fastify'
import { addressOf, controlPath } from '../../http/address.ts'
import { ownMark } from '../../plugins/own-requests.ts'
import { ownUrl } from '../../plugins/site.ts'
import type { Space } from '../../spaces/space.ts'
import { defaultName } from '../../spaces/spaces.ts'

/** One row of a listing, or one item's fields, as the API returns them in JSON. */
export type Row = Readonly<Record<string, string>>

/** What the API answered. */
export interface Answer {
  readonly status: number
  readonly body: string
  readonly milliseconds: number
}

/** A request as a client would send it. */
export interface ApiRequest {
  readonly method: string
  /** Path below the base, with the query. */
  readonly path: string
  /** JSON. */
  readonly body?: string
}

/** What the API refused: the page says so, with its status and its reason. */
export class Unreadable extends Error {
  readonly status: number

  constructor (status: number, reason: string) {
    super(reason)
    this.status = status
  }
}

/** An item as JSON has it: its fields, and the items inside it. */
export interface ItemJson {
  readonly type: string
  readonly fields: Row
  readonly children: readonly { readonly field: string, readonly items: readonly ItemJson[] }[]
}

/** How long a fault may keep a form waiting, in milliseconds. */
const patience = 20_000

/**
 * What a page is made from: who looks, at which space, and what the API answers them. A page knows nothing but what a
 * client with the same login could ask for.
 */
export class Site {
  readonly request: FastifyRequest
  /** What is behind the question mark. */
  readonly query: URLSearchParams

  constructor (request: FastifyRequest) {
    this.request = request
    this.query = new URLSearchParams(addressOf(request).query)
  }

  get space (): Space {
    return this.request.space
  }

  /** Context path and space, which all links begin with. */
  get base (): string {
    return this.space.basePath
  }

  /** The address that clients are given. */
  get url (): string {
    return ownUrl(this.request)
  }

  get inDefaultSpace (): boolean {
    return this.space.name === defaultName
  }

  get hasControl (): boolean {
    return this.request.server.hasRoute({ method: 'GET', url: `${controlPath}/*` })
  }

  /** This page's path below the base. */
  get path (): string {
    return addressOf(this.request).path || '/'
  }

  /** Sends a request to the API as the one who looks at the page, and as a client would. */
  async send ({ method, path, body }: ApiRequest, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const began = performance.now()
    const { session, server, host, headers } = this.request
    const answer = (status: number, body: string) => ({ status, body, milliseconds: performance.now() - began })
    try {
      const { statusCode, payload } = await server.inject({
        method: method as 'GET',
        url: this.base + path,
        headers: {
          host,
          cookie: `JSESSIONID=${session.id}`,
          'user-agent': 'xnat-mock pages',
          ...(headers.origin !== undefined && { origin: headers.origin }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...more
        },
        ...(body !== undefined && { payload: body }),
        signal: AbortSignal.timeout(patience)
      })
      return answer(statusCode, payload)
    } catch {
      return answer(0, 'There was no answer.')
    }
  }

  /** Text from the API, without leaving a trace. @throws Unreadable */
  async text (path: string): Promise<string> {
    const { status, body } = await this.send({ method: 'GET', path }, ownMark)
    if (status !== 200) throw new Unreadable(status, reasonIn(body))
    return body
  }

  /** The same, where it is JSON. @throws Unreadable */
  async read (path: string): Promise<unknown> {
    return JSON.parse(await this.text(path))
  }

  /** The rows of a listing. @throws Unreadable */
  async rows (path: string): Promise<readonly Row[]> {
    const { ResultSet: { Result: rows = [] } = {} } = await this.read(path) as { ResultSet?: { Result?: Row[] } }
    return rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, unescaped(String(value))])))
  }

  /** One item. @throws Unreadable */
  async item (path: string): Promise<ItemJson> {
    const { items: [item] } = await this.read(path) as { items: RawItem[] }
    if (item === undefined) throw new Unreadable(404, 'There is no such item.')
    return itemIn(item)
  }
}

interface RawItem {
  readonly data_fields: Readonly<Record<string, unknown>>
  readonly meta: Readonly<Record<string, unknown>>
  readonly children: readonly { readonly field: string, readonly items: readonly RawItem[] }[]
}

const itemIn = ({ data_fields: fields, meta, children }: RawItem): ItemJson => ({
  type: String(meta['xsi:type']),
  fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, unescaped(String(value))])),
  children: children.map(({ field, items }) => ({ field, items: items.map(itemIn) }))
})

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" }

/** XNAT keeps what parameters bring with five entities in it; people read, and send again, what was meant. */
const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|apos);/g, entity => entities[entity] ?? entity)

/** What a failure says: the text of XNAT's status page, of the container's, or of the control plane's JSON. */
export function reasonIn (body: string): string {
  const [, message] = /^\{.*"error":"((?:[^"\\]|\\.)*)"/s.exec(body) ?? []
  if (message !== undefined) return JSON.parse(`"${message}"`) as string
  // the container's page has its own name in an h3, Restlet's page has no h1
  const [, heading] = /<b>Message<\/b>(.*?)<\/p>/s.exec(body) ?? /<h1>(.*?)<\/h1>/s.exec(body) ?? /<h3>(.*?)<\/h3>/s.exec(body) ?? []
  return unescaped(heading ?? body).trim()
}

/** A path made of names and of IDs, which may have any character. */
export const pathOf = (...segments: readonly string[]): string => segments.map(segment => `/${encodeURIComponent(segment)}`).join('')
