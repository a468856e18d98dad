import { type Endpoint, type XapiCall, bare, emptyStatus } from '../endpoint.ts'

const described = { tag: 'events', method: 'GET', access: 'anyone' } as const

/** EventTrackingDataApi: what this server does for long is done when it answers, so that nothing is tracked. */
export const eventTrackingEndpoints: readonly Endpoint[] = [
  {
    ...described,
    id: 'trackedEvent',
    summary: 'Read how far something has come that was started in the background',
    url: '/event_tracking/{key}',
    responses: { 404: 'Nothing of that key; no body' },
    handle: () => emptyStatus(404)
  },
  {
    ...described,
    id: 'trackedPayload',
    summary: 'Read all steps of something that was started in the background',
    url: '/event_tracking/{key}/payload',
    produces: 'text/plain',
    responses: { 404: 'Nothing of that key' },
    handle: ({ params: { key = '' } }: XapiCall) => ({
      ...bare(`No event listener data with key ${key} accessible to user`, 'text/plain'), status: 404
    })
  }
]
