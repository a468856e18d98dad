import type { FastifyRequest } from 'fastify'
import { distanceOf, nearest } from '../model/nearest.ts'
import type { Store } from '../store/index.ts'
import type { Viewer } from '../store/accounts/viewer.ts'
import { addressOf, mount } from '../http/address.ts'

/** Addresses of every route, as the router knows them: `/data/projects/:PROJECT_ID`. */
export class KnownPaths {
  private readonly paths: (readonly string[])[] = []

  add (url: string): void {
    if (!url.includes('*')) this.paths.push(url.split('/').slice(1))
  }

  /** The address that a path most likely means, if one is near. */
  like (path: string): string | undefined {
    const steps = path.split('/').slice(1)
    const near = this.paths.filter(known => known.length === steps.length)
      .map(known => ({ known, distance: distance(known, steps) }))
      .filter(({ distance }) => distance > 0 && distance < Infinity)
      .sort((a, b) => a.distance - b.distance)[0]
    return near && `/${near.known.map((step, at) => step.startsWith(':') ? steps[at] : step).join('/')}`
  }
}

/** By how many letters the steps differ; endless where one is altogether another word. */
function distance (known: readonly string[], steps: readonly string[]): number {
  let sum = 0
  for (const [at, step] of known.entries()) {
    const own = steps[at] ?? ''
    if (step.startsWith(':')) {
      if (own === '') return Infinity
    } else if (step !== own) {
      if (nearest(own, [step]).length === 0) return Infinity
      sum += distanceOf(own, step)
    }
  }
  return sum
}

declare module 'fastify' {
  interface FastifyInstance {
    knownPaths: KnownPaths
  }
}

/** The address of a resource that a path most likely means. */
export function nearestAddress (request: FastifyRequest): string | undefined {
  const { door, servlet, path } = addressOf(request)
  const { knownPaths } = request.server
  const from = door === 'restlet' ? servlet : ''
  const to = door === 'restlet' ? mount : ''
  const found = knownPaths.like(to + path.slice(from.length))
  return found === undefined ? undefined : request.space.basePath + from + found.slice(to.length)
}

/** Variables of addresses in the order in which they stand, each with the names that could stand there. */
const variables: readonly (readonly [string, (request: FastifyRequest, params: Params) => Names | undefined])[] = [
  ['PROJECT_ID', projects],
  ['PROJECT', projects],
  ['SUBJECT_ID', subjects],
  ['ASSESSED_ID', experiments],
  ['EXPT_ID', experiments],
  ['SCAN_ID', scans]
]

type Params = Readonly<Record<string, string | undefined>>

interface Names {
  readonly there: boolean
  readonly names: readonly string[]
}

/** The first name in the address that nobody has, changed into the nearest that somebody has and the viewer may see. */
export function nearestItem (request: FastifyRequest): string | undefined {
  const params: Params = addressOf(request).params ?? {}
  for (const [variable, lookUp] of variables) {
    const name = params[variable]
    const found = name === undefined ? undefined : lookUp(request, params)
    if (name === undefined || found === undefined || found.there) continue
    const [near] = nearest(name, found.names, 1)
    if (near === undefined || near === name) return undefined
    const path = request.originalUrl.split('?', 1)[0] ?? ''
    const at = path.lastIndexOf(`/${name}`)
    return at === -1 ? undefined : `${path.slice(0, at)}/${encodeURIComponent(near)}${path.slice(at + 1 + name.length)}`
  }
  return undefined
}

function projects ({ space: { store }, viewer }: FastifyRequest, { PROJECT_ID, PROJECT = PROJECT_ID }: Params): Names {
  const names = store.projects.visible(viewer).map(({ id }) => id)
  return { names, there: PROJECT !== undefined && names.includes(PROJECT) }
}

const projectOf = ({ PROJECT_ID, PROJECT = PROJECT_ID }: Params): string | undefined => PROJECT

function subjects ({ space: { store }, viewer }: FastifyRequest, params: Params): Names {
  return owned(store, store.subjects, viewer, projectOf(params), params['SUBJECT_ID'] ?? '')
}

function experiments ({ space: { store }, viewer }: FastifyRequest, params: Params): Names {
  return owned(store, store.experiments, viewer, projectOf(params), params['ASSESSED_ID'] ?? params['EXPT_ID'] ?? '')
}

function owned (
  { access }: Store,
  those: Store['subjects'] | Store['experiments'],
  viewer: Viewer,
  project: string | undefined,
  name: string
): Names {
  const names = those.names(project).filter(({ project }) => access.can(viewer, 'read', project)).map(({ name }) => name)
  return { names, there: found(those, project, name) !== undefined }
}

const found = (those: Store['subjects'] | Store['experiments'], project: string | undefined, name: string) =>
  those.byId(name) ?? (project === undefined ? undefined : those.byLabel(project, name))

function scans ({ space: { store }, viewer }: FastifyRequest, params: Params): Names | undefined {
  const session = found(store.experiments, projectOf(params), params['ASSESSED_ID'] ?? '')
  if (session === undefined || !store.access.can(viewer, 'read', session.project)) return undefined
  return { names: store.scans.names(session.id), there: store.scans.find(session.id, params['SCAN_ID'] ?? '') !== undefined }
}
