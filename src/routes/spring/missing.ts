import type { FastifyInstance } from 'fastify'
import { failures } from '../../failures/index.ts'

/** What is missing below /xapi, by the first part of the path. */
const missing: readonly (readonly [base: string, feature: string])[] = [
  ['anonymize', 'anonymization'],
  ['archive', "the archive's own services"],
  ['asyncOps', 'asynchronous operations'],
  ['automation', 'automation'],
  ['compute', 'computing'],
  ['custom-fields', 'custom fields'],
  ['customforms', 'custom forms'],
  ['dicom', 'DICOM transactions'],
  ['dicomscp', 'DICOM receivers'],
  ['direct-archive', 'direct archiving'],
  ['eventHandlers', 'event handlers'],
  ['event_tracking', 'event tracking'],
  ['legacycustomvariable', 'custom variables of old'],
  ['logs', 'logging'],
  ['notifications', 'notifications'],
  ['pipelines', 'pipelines'],
  ['prefs', 'preferences of tools'],
  ['processors', 'processors of received files'],
  ['projects', 'event handlers of projects'],
  ['resources', 'surveys of resources'],
  ['role', 'access by role'],
  ['spawner', 'the spawner'],
  ['themes', 'themes'],
  ['totalCounts', 'total counts'],
  ['users/authDetails', 'ways to log in'],
  ['users/authProviders', 'ways to log in'],
  ['users/changeRequest', 'requests for changes'],
  ['xnatTask', 'tasks'],
  ['schemas/datatypes/elements', 'definitions of data types']
]

const features: ReadonlyMap<string, string> = new Map(missing)
const parts = missing.filter(([base]) => base.includes('/'))

/** A feature that is missing among what else there is at an address of Spring's. */
export function missingPart (url: string): string | undefined {
  const path = decodeURI(/^[^?#]*/.exec(url)?.[0] ?? '')
  return parts.find(([base]) => `${path}/`.startsWith(`/xapi/${base}/`))?.[1]
}

/** What no endpoint answers. */
export function refuseMissing (url: string): never {
  const feature = missingPart(url) ?? features.get(/^\/xapi\/([^/?]*)/.exec(url)?.[1] ?? '')
  throw feature === undefined ? failures.noSuchEndpoint() : failures.notImplementedInXapi(feature)
}

/** Makes the addresses known that only refuse. */
export function knowMissing (app: FastifyInstance): void {
  for (const [base] of parts) app.knownPaths.add(`/xapi/${base}`)
}
