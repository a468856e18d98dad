import type { FastifyRequest } from 'fastify'
import { failures } from '../../failures/index.ts'
import { preferred } from '../../http/negotiation.ts'
import type { Paths } from '../../http/paths.ts'
import type { Place } from '../../plugins/operations.ts'
import type { Endpoint } from './endpoint.ts'

/** Endpoints of one URL, which differ by their methods. */
export interface Group extends Place {
  readonly endpoints: readonly Endpoint[]
}

/** An endpoint whose URL fits a path. */
export interface Candidate {
  readonly endpoint: Endpoint
  /** Values of the URL's variables, percent-decoded. */
  readonly params: Readonly<Record<string, string>>
  /** The media type that the path's ending asks for, in place of the header. */
  readonly ending?: string
}

/** The endings that a path may have beside the URL (WebConfig.configurePathMatch: registered suffixes). */
const endings: readonly (readonly [ending: string, type: string])[] = [['.json', 'application/json'], ['.xml', 'application/xml']]

/** All endpoints whose URL fits a path, the best first. A URL takes an ending off, unless that is part of itself. */
export function candidates (paths: Paths<Group>, path: string): readonly Candidate[] {
  const whole = path.replace(/\/$/, '')
  const [ending, type] = endings.find(([ending]) => whole.endsWith(ending)) ?? []
  const exact = endpointsAt(paths, whole)
  if (ending === undefined || type === undefined) return exact
  const short = endpointsAt(paths, whole.slice(0, -ending.length))
  const known = new Set(short.map(({ endpoint }) => endpoint))
  return [...short, ...exact.filter(({ endpoint }) => !known.has(endpoint))].map(candidate => ({ ...candidate, ending: type }))
}

const endpointsAt = (paths: Paths<Group>, path: string): Candidate[] =>
  paths.all(path).flatMap(({ found, params }) => found.endpoints.map(endpoint => ({ endpoint, params })))

/**
 * The first that fits a request (RequestMappingInfoHandlerMapping). Where none does, the failure is that of the first
 * condition which all of them miss: the method, the media type of the body, that of the answer.
 */
export function choose (found: readonly Candidate[], { method: requested, headers, raw }: FastifyRequest): Candidate {
  if (found.length === 0) throw failures.noSuchEndpoint()
  const method = requested === 'HEAD' ? 'GET' : requested
  const fitting = found.filter(({ endpoint }) => endpoint.method === method)
  if (fitting.length === 0) throw failures.methodNotSupported(raw.strangeMethod ?? requested, [...methodsOf(found)].join(', '))
  const taking = fitting.filter(({ endpoint }) => takes(endpoint, headers['content-type']))
  if (taking.length === 0) throw failures.mediaTypeNotSupported()
  const best = taking.find(({ endpoint: { missing, produces = 'application/json' }, ending }) =>
    missing !== undefined || preferred(ending ?? headers.accept, [produces]) !== undefined)
  if (best === undefined) throw failures.notProduced()
  return best
}

const methodsOf = (found: readonly Candidate[]): ReadonlySet<string> => new Set(found.map(({ endpoint: { method } }) => method))

/** HttpOptionsHandler.initAllowedHttpMethods */
export const optionsOf = (found: readonly Candidate[]): string =>
  [...methodsOf(found)].flatMap(method => method === 'GET' ? ['GET', 'HEAD'] : [method]).join(',')

/** What has no media type is application/octet-stream (ConsumesRequestCondition). */
const takes = ({ consumes }: Endpoint, type = 'application/octet-stream'): boolean =>
  consumes === undefined || consumes.includes(type.split(';', 1)[0]?.trim().toLowerCase() ?? '')
