import { empty, text } from '../model/document.ts'
import type { Resource } from './resource.ts'

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
    handle: ({ request, query }) => text(sessionText(request.session, query.isTrue('CSRF')))
  },
  post: {
    id: 'postSession',
    summary: 'Open a session',
    query: { CSRF: 'append the session\'s CSRF token' },
    responses: { 200: 'The session\'s ID, for the cookie JSESSIONID' },
    handle: ({ request, query }) => text(sessionText(request.session, query.isTrue('CSRF')))
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

const sessionText = ({ id, csrf }: { id: string, csrf: string }, withToken: boolean): string => withToken ? `${id}; XNAT_CSRF=${csrf}` : id
