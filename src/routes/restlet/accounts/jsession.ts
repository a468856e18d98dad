import { type Document, empty, text } from '../../../model/document.ts'
import type { Call, Resource } from '../resource.ts'

/** UserSession: the caller's session. */
export const jsession: Resource<undefined> = {
  tag: 'sessions',
  urls: ['/JSESSION'],
  archive: false,
  offers: ['text/plain'],
  find: () => undefined,
  get: {
    id: 'getSession',
    summary: 'Read the ID of the session',
    query: { CSRF: 'true appends the session\'s CSRF token' },
    responses: { 200: 'The session\'s ID, for the cookie JSESSIONID' },
    handle: giveSession
  },
  post: {
    id: 'postSession',
    summary: 'Open a session',
    query: { CSRF: 'true appends the session\'s CSRF token' },
    responses: { 200: 'The session\'s ID, for the cookie JSESSIONID' },
    handle: giveSession
  },
  delete: {
    id: 'endSession',
    summary: 'End the session',
    answers: [],
    responses: { 200: 'Ended; no body' },
    handle: ({ space, session }) => {
      space.sessions.end(session.id)
      return empty
    }
  }
}

function giveSession (call: Call): Document {
  const { session, space } = call
  space.sessions.hold(session)
  return text(`${session.id}${tokenOf(call)}`)
}

/** BooleanUtils.toBoolean, which is stricter than XNAT's usual flags. */
const isTrue = (text: string | undefined): boolean => /^(true|yes|on|y|t)$/i.test(text ?? '')

/** The session's CSRF token, where it is requested. */
export const tokenOf = ({ query, session }: Call): string => isTrue(query.get('CSRF')) ? `; XNAT_CSRF=${session.csrf}` : ''
