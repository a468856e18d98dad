import { belowServlet } from '../../../http/address.ts'
import { unassigned } from '../../../store/files/prearchive.ts'

/** Where a request wants something to go, or where something is (UriParserUtils.parseURI). */
export interface Destination {
  readonly kind: 'archive' | 'prearchive'
  readonly project?: string
  readonly subject?: string
  readonly session?: string
  /** Of a session in the prearchive. */
  readonly timestamp?: string
  readonly folder?: string
}

/** @returns undefined for what is no such address. */
export function parseDestination (text: string): Destination | undefined {
  const [, kind, steps = ''] = /^\/(archive|prearchive)((?:\/[^/]+)*)\/?$/.exec(belowServlet(text)) ?? []
  if (/\/\.\.?(?:\/|$)/.test(steps) || !isReference.test(steps)) return undefined
  if (kind === 'archive') return inArchive(steps)
  return kind === 'prearchive' ? inPrearchive(steps) : undefined
}

/** The characters that a Restlet template takes for a variable (Variable.TYPE_URI_SEGMENT). */
const isReference = /^(?:[\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*$/i

function inArchive (steps: string): Destination | undefined {
  if (steps === '') return { kind: 'archive' }
  const [matched, project, subject, session] =
    /^(?:\/projects\/([^/]+))?(?:\/subjects\/([^/]+))?(?:\/experiments\/([^/]+))?$/.exec(steps) ?? []
  if (matched === undefined) return undefined
  return {
    kind: 'archive',
    ...(project !== undefined && { project }),
    ...(subject !== undefined && { subject }),
    ...(session !== undefined && { session })
  }
}

function inPrearchive (steps: string): Destination | undefined {
  if (steps === '') return { kind: 'prearchive' }
  const [matched, project, timestamp, folder] = /^\/projects\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(steps) ?? []
  if (matched === undefined) return undefined
  return {
    kind: 'prearchive',
    ...(project !== undefined && project !== unassigned && { project }),
    ...(timestamp !== undefined && { timestamp }),
    ...(folder !== undefined && { folder })
  }
}
