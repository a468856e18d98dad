import type { FastifyRequest } from 'fastify'
import { nearest } from '../../model/nearest.ts'
import { nearestAddress } from '../../plugins/nearest-path.ts'
import { mayWarn, warn } from '../../plugins/warnings.ts'
import type { Ignores } from '../../http/description.ts'
import type { Call } from './resource.ts'

/** Parameters that every resource knows. */
export const common: readonly string[] = [
  'format', 'media', 'method', 'XNAT_CSRF', 'event_reason', 'event_type', 'event_action', 'event_comment', 'event_id'
]

/** Parameters that XNAT reads with isQueryVariableTrue. */
const flags: ReadonlySet<string> = new Set([
  'removeFiles', 'inbody', 'extract', 'overwrite', 'primary', 'allowDataDeletion', 'includeHeaders', 'includeHistory',
  'concealHiddenFields', 'all', 'asValue', 'fixScanTypes', 'pullDataFromHeaders', 'triggerPipelines', 'populateFromDB', 'accept-not-found',
  'listContents', 'includeRootPath', 'creatableTypes', 'prearc_code'
])

/** What several resources look for at the end of a path. */
const meant = /^(?:projects|status)(?:\/|$)/

const no = /^(?:no|off|n|f|none|null)$/i

/** Warns of parameters that do nothing, and of those that say no and mean yes. */
export function warnOfIgnored (request: FastifyRequest, { query, rest, operation }: Call): void {
  const { query: known = {}, ignores } = operation ?? {}
  if (ignores !== undefined && rest !== '' && !meant.test(rest)) warnOfPath(request, rest)
  for (const [name, value] of query.entries()) {
    if (!mayWarn(request)) return
    if (flags.has(name) && value !== undefined && no.test(value)) {
      warn(request, 'yes-after-all', `'${name}=${value}' means yes: only false and 0 mean no`)
    }
    if (ignores !== undefined && !Object.hasOwn(known, name) && !common.includes(name)) {
      warn(request, ...warningOf(name, ignores, Object.keys(known)))
    }
  }
}

/** Restlet takes the longest address that fits the beginning of a path. */
function warnOfPath (request: FastifyRequest, rest: string): void {
  const near = nearestAddress(request)
  warn(request, 'ignored-path', `XNAT ignores '${rest}' at the end of the path${near === undefined ? '' : `; is '${near}' meant?`}`)
}

function warningOf (name: string, ignores: Ignores, known: readonly string[]): [rule: string, text: string] {
  const [near] = nearest(name, known, 1)
  if (near !== undefined) return ['ignored-parameter', `XNAT knows no '${name}' here and ignores it; is '${near}' meant?`]
  return ignores === 'filters'
    ? ['ignored-filter', `this list has no filters: XNAT ignores '${name}'`]
    : ['ignored-parameter', `XNAT knows no '${name}' here and ignores it`]
}
