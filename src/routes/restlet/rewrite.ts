import type { IncomingMessage } from 'node:http'
import { type Address, entranceOf, everyMethod, everywhere, spacesPath } from '../../http/address.ts'
import { type RefusedPath, refusalOf } from '../../http/refused-path.ts'
import { Generations } from '../../spaces/generations.ts'
import { spaceName } from '../../spaces/spaces.ts'
import { Addresses } from './addresses.ts'

/** What an address means. */
interface Read {
  /** What Fastify routes. */
  readonly url: string
  readonly address: Address
}

/** Addresses that are remembered, and how long they may be. */
const mostKnown = 1000
const longest = 500

/** What nothing is routed at: paths outside the context path, and such as are refused before any servlet. */
const nowhere = '/_nowhere'

/**
 * Turns XNAT's many spellings of an address into the one that Fastify routes: the servlet's two mappings, the archive
 * twin, prefix matching, variables that are not decoded, and Restlet's tunnel of the method. What it has read of the
 * address, above all by which door the request comes, it leaves with the request.
 */
export class Rewriter {
  private readonly basePath: string
  private readonly withSpaces: boolean
  private readonly addresses = new Addresses()
  private readonly known = new Generations<Read>(mostKnown)
  /** Templates that answer below /archive too (XNATApplication.attachArchiveURI). */
  private readonly archived = new Addresses()

  /** @param withSpaces whether `/spaces/NAME` leads into a space. */
  constructor (basePath: string, withSpaces: boolean) {
    this.basePath = basePath
    this.withSpaces = withSpaces
  }

  attach (template: string, archive: boolean): void {
    this.addresses.attach(template)
    if (archive) this.archived.attach(template)
    this.known.clear()
  }

  rewrite (request: IncomingMessage): string {
    // no resource has PATCH either, and to Fastify the others are unknown
    if (!methods.has(request.method ?? '')) {
      if (request.method !== undefined) request.strangeMethod = request.method
      request.method = 'PATCH'
    }
    const requested = request.url ?? '/'
    const { url, address } = request.method === 'GET' ? this.read(requested) : this.readAnew(requested)
    request.address = address
    if (address.door === 'restlet') tunnel(request, address.query)
    return url
  }

  /** What an address means; clients read the same ones again and again. */
  read (requested: string): Read {
    const known = this.known.get(requested)
    if (known !== undefined) return known
    const read = this.readAnew(requested)
    if (requested.length < longest) this.known.set(requested, read)
    return read
  }

  private readAnew (requested: string): Read {
    const { path: whole, query } = split(requested)
    const behind = query === '' ? '' : `?${query}`
    const below = this.belowContext(whole)
    const place = below === undefined ? undefined : this.placeOf(below)
    const refused = refusedPath(whole, place?.path)
    if (place === undefined || refused !== undefined) {
      return {
        url: nowhere + behind,
        address: { ...entranceOf(nowhere), path: below ?? whole, query, rest: '', ...(refused !== undefined && { refused }) }
      }
    }
    const { path, space } = place
    const entrance = entranceOf(path)
    const address = { ...entrance, path, query, rest: '', ...(space !== undefined && { space }) }
    return entrance.door === 'restlet'
      ? { url: everywhere + behind, address: this.resource(address) }
      : { url: (path === '' ? '/' : path) + behind, address }
  }

  /** Takes the context path off. @returns nothing where it is another one: another context of the container, of which there is none. */
  private belowContext (path: string): string | undefined {
    return `${path}/`.startsWith(`${this.basePath}/`) ? path.slice(this.basePath.length) : undefined
  }

  /** Takes the space's part off a path. @returns nothing where it has no space's name. */
  private placeOf (path: string): { path: string, space?: string } | undefined {
    if (!this.withSpaces || !`${path}/`.startsWith(`${spacesPath}/`)) return { path }
    const [space = ''] = path.slice(spacesPath.length + 1).split('/', 1)
    return spaceName.test(space) ? { path: path.slice(spacesPath.length + 1 + space.length), space } : undefined
  }

  /** An address of Restlet's, with the resource that it leads to. */
  private resource (address: Address): Address {
    const { path, servlet } = address
    const inside = path.slice(servlet.length)
    const archive = inside.startsWith('/archive/') ? '/archive' : ''
    const match = (archive === '' ? this.addresses : this.archived).match(inside.slice(archive.length))
    const read = { ...address, servlet: servlet + archive }
    if (match === undefined) return read
    return { ...read, template: match.template, params: match.params, rest: match.rest.replace(/^\//, '') }
  }
}

/** What this server alone has need only be decoded. @param path below the context path and the space. */
function refusedPath (whole: string, path: string | undefined): RefusedPath | undefined {
  const refused = refusalOf(whole)
  return refused !== undefined && path !== undefined && entranceOf(path).own && !/%(?![\da-f]{2})|%00/i.test(path) ? undefined : refused
}

function split (url: string): { path: string, query: string } {
  const mark = url.indexOf('?')
  // a proxy's request has scheme and authority before the path
  const whole = (mark === -1 ? url : url.slice(0, mark)).replace(/^https?:\/\/[^/]*/i, '')
  return { path: whole, query: mark === -1 ? '' : url.slice(mark + 1) }
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
