import { type Document, empty, text } from '../model/document.ts'
import type { Call, Resource } from './resource.ts'

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
    query: { CSRF: 'append the session\'s CSRF token' },
    responses: { 200: 'The session\'s ID, for the cookie JSESSIONID' },
    handle: giveSession
  },
  post: {
    id: 'postSession',
    summary: 'Open a session',
    query: { CSRF: 'append the session\'s CSRF token' },
    responses: { 200: 'The session\'s ID, for the cookie JSESSIONID' },
    handle: giveSession
  },
  delete: {
    id: 'endSession',
    summary: 'End the session',
    responses: { 200: 'Ended; no body' },
    handle: ({ request }) => {
      request.space.sessions.end(request.session.id)
      return empty
    }
  }
}

function giveSession ({ request, query }: Call): Document {
  const { session, space } = request
  space.sessions.hold(session)
  return text(query.isTrue('CSRF') ? `${session.id}; XNAT_CSRF=${session.csrf}` : session.id)
}
