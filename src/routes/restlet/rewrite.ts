import type { IncomingMessage } from 'node:http'
import { Generations } from '../../spaces/generations.ts'
import { spaceName } from '../../spaces/spaces.ts'
import { type Address, everyMethod, everywhere, undecodable } from '../../http/address.ts'
import { Addresses } from './addresses.ts'

/** What an address means. */
interface Read {
  /** What Fastify routes. */
  readonly url: string
  readonly address?: Address
  /** The query of Restlet's addresses, which may change the method. */
  readonly query?: string
}

/** Addresses that are remembered, and how long they may be. */
const mostKnown = 1000
const longest = 500

/** Another context of the container, of which there is none here. */
const elsewhere = '/_elsewhere'

/**
 * Turns XNAT's many spellings of an address into the one that Fastify routes: the servlet's two mappings, the archive
 * twin, prefix matching, variables that are not decoded, and Restlet's tunnel of the method.
 */
export class Rewriter {
  private readonly basePath: string
  private readonly withSpaces: boolean
  private readonly addresses = new Addresses()
  private readonly known = new Generations<Read>(mostKnown)
  /** Templates that answer below /archive too (XNATApplication.attachArchiveURI). */
  private readonly archived = new Set<string>()

  /** @param withSpaces whether `/spaces/NAME` leads into a space. */
  constructor (basePath: string, withSpaces: boolean) {
    this.basePath = basePath
    this.withSpaces = withSpaces
  }

  attach (template: string, archive: boolean): void {
    this.addresses.attach(template)
    if (archive) this.archived.add(template)
    this.known.clear()
  }

  rewrite (request: IncomingMessage): string {
    // no resource has PATCH either, and to Fastify the others are unknown
    if (!methods.has(request.method ?? '')) request.method = 'PATCH'
    const asked = request.url ?? '/'
    const { url, address, query } = request.method === 'GET' ? this.read(asked) : this.readAnew(asked)
    if (address) request.address = address
    if (query !== undefined) tunnel(request, query)
    return url
  }

  /** What an address means; clients read the same ones again and again. */
  read (asked: string): Read {
    const known = this.known.get(asked)
    if (known !== undefined) return known
    const read = this.readAnew(asked)
    if (asked.length < longest) this.known.set(asked, read)
    return read
  }

  private readAnew (asked: string): Read {
    const { path, query, session } = split(asked)
    if (/%(?![0-9a-f]{2})|%00/i.test(path)) return { url: undecodable }
    const place = this.placeOf(path)
    if (place === undefined) return { url: elsewhere + query }
    const { inside, prefix, space } = place
    const address = { prefix, ...(space !== undefined && { space }), ...(session !== undefined && { session }) }
    const servlet = /^\/(?:data|REST)(?=\/|$)/.exec(inside)?.[0]
    if (servlet === undefined) return { url: inside === '' ? `/${query}` : inside + query, address: { ...address, rest: '' } }
    return { url: everywhere + query, address: this.resource(servlet, inside.slice(servlet.length), address), query }
  }

  /** Takes the context path and the space's part off a path. @returns nothing where the one is wrong or the other no name. */
  private placeOf (path: string): { inside: string, prefix: string, space?: string } | undefined {
    if (!`${path}/`.startsWith(`${this.basePath}/`)) return undefined
    const inside = path.slice(this.basePath.length)
    if (!this.withSpaces || !/^\/spaces(?:\/|$)/.test(inside)) return { inside, prefix: this.basePath }
    const [, space = ''] = inside.slice(1).split('/', 2)
    if (!spaceName.test(space)) return undefined
    const own = `/spaces/${space}`
    return { inside: inside.slice(own.length), prefix: this.basePath + own, space }
  }

  private resource (servlet: string, path: string, { prefix, ...address }: Omit<Address, 'rest'>): Address {
    const archive = path === '/archive' || path.startsWith('/archive/') ? '/archive' : ''
    const match = this.addresses.match(path.slice(archive.length))
    const found = match !== undefined && (archive === '' || this.archived.has(match.template))
    const known = { ...address, prefix: prefix + servlet + archive }
    return found
      ? { ...known, template: match.template, params: paramsOf(match.template, match.variables), rest: match.rest.replace(/^\//, '') }
      : { ...known, rest: '' }
  }
}

const names = new Map<string, readonly string[]>()

function paramsOf (template: string, variables: readonly string[]): Record<string, string> {
  let known = names.get(template)
  if (known === undefined) names.set(template, known = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))
  return Object.fromEntries(known.map((name, at) => [name, variables[at] ?? '']))
}

function split (url: string): { path: string, query: string, session?: string } {
  const mark = url.indexOf('?')
  // a proxy's request has scheme and authority before the path
  const whole = (mark === -1 ? url : url.slice(0, mark)).replace(/^https?:\/\/[^/]*/i, '')
  const query = mark === -1 ? '' : url.slice(mark)
  if (!whole.includes(';jsessionid=')) return { path: whole, query }
  const session = /;jsessionid=([^;/]*)/.exec(whole)?.[1] ?? ''
  return { path: whole.replace(/;jsessionid=[^;/]*/g, ''), query, session }
}

const methods: ReadonlySet<string> = new Set(everyMethod)

const tunnelled: ReadonlySet<string> = new Set(['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])

/** TunnelFilter: `?method=` changes a POST; OPTIONS changes anything. */
function tunnel (request: IncomingMessage, query: string): void {
  if (!query.includes('method=')) return
  const method = new URLSearchParams(query).get('method')?.toUpperCase()
  if (method === undefined || !tunnelled.has(method)) return
  if (request.method === 'POST' || method === 'OPTIONS') request.method = method
}
