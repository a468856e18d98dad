import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { actions, projectEvents, siteEvents } from '../../../model/tools/events.ts'
import { mayDo } from '../data-access.ts'
import { type Access, type Endpoint, type XapiCall, json, nothing, objectBody } from '../endpoint.ts'
import { optionalParameter, parameter } from '../request-parameters.ts'
import { whole } from '../values.ts'

const tool = 'eventService'

const isEnabled = ({ store }: XapiCall): boolean => store.toolPreferences.read(tool)['enabled'] === 'true'

/** EventServiceImpl.throwIfDisabled. What it would do if it were enabled is not in this server. */
function subscription (call: XapiCall): never {
  if (!isEnabled(call)) throw failures.eventServiceDisabled()
  throw failures.notImplementedInXapi('subscriptions to events')
}

/** EventServiceImpl.getSubscriptions: none at all, or, of a project, a null pointer. */
function subscriptions (call: XapiCall, onNone: () => Document): Document {
  if (isEnabled(call)) throw failures.notImplementedInXapi('subscriptions to events')
  return onNone()
}

const nullPointer = (): never => { throw failures.requestFailed('null') }

/** A parameter is looked for before the right. */
const withParameter = (name: string, access: 'admin' | ReturnType<typeof mayDo>): Access => call => {
  parameter(call, name)
  return access === 'admin' ? call.viewer.administrator : access(call)
}

/** A method that is there with a parameter only (RequestMapping.params). */
function needing (call: XapiCall, name: string): string {
  const value = optionalParameter(call, name)
  if (value === undefined) throw failures.parameterMissing(`Parameter conditions "${name}" not met for actual request parameters: `)
  return value
}

function event (call: XapiCall): Document {
  const type = needing(call, 'event-type')
  return json(siteEvents.find(event => event.type === type) ?? null)
}

function action (call: XapiCall): Document {
  const key = needing(call, 'actionkey')
  return json(actions().find(action => action['action-key'] === key) ?? null)
}

/** Members of a project, and administrators. */
function recipients ({ store, params: { project = '' } }: XapiCall) {
  const members = new Set(store.access.members(project).map(({ login }) => login))
  return store.users.list().filter(({ login, administrator }) => administrator === 1 || members.has(login))
}

function setPreferences (call: XapiCall): Document {
  const { enabled } = objectBody(call, {
    method: 'public org.springframework.http.ResponseEntity<java.lang.Void> org.nrg.xnat.eventservice.rest.EventServiceRestApi.' +
      'updatePrefs(org.nrg.xnat.eventservice.model.EventServicePrefs)',
    type: 'org.nrg.xnat.eventservice.model.EventServicePrefs'
  })
  if (typeof enabled === 'boolean') call.store.toolPreferences.set(tool, 'enabled', String(enabled))
  return nothing
}

/** Nothing was ever delivered. */
function noDelivery ({ params: { id = '' } }: XapiCall): never {
  throw failures.noSuchEntity(String(whole(id, 'java.lang.Long')))
}

const described = { tag: 'events', method: 'GET' } as const
const refused = { 403: 'No right to do so' }

/** What the site and projects have alike: where it is, and who may. */
const places: readonly (readonly [suffix: string, prefix: string, access: 'admin' | ReturnType<typeof mayDo>])[] =
  [['', '', 'admin'], ['OfProject', '/projects/{project}', mayDo('delete')]]

const subscriptionAt = (suffix: string, prefix: string, access: Access): Endpoint[] => ([
  ['GET', '/{id}'], ['PUT', '/{id}'], ['DELETE', '/{id}'], ['POST', ''], ['POST', '/{id}/activate'], ['POST', '/{id}/deactivate']
] as const).map(([method, rest]) => ({
  tag: 'events',
  id: `subscription${suffix}${method}${rest.replace(/\W|id/g, '')}`,
  summary: 'Have something done with events: not as long as the event service is off',
  method,
  url: `${prefix}/events/subscription${rest}`,
  access,
  responses: { 405: 'The event service is off', 501: 'This server does not have it', ...refused },
  handle: subscription
}))

const deliveredAt = (suffix: string, prefix: string, access: Access): Endpoint[] => [
  {
    ...described,
    id: `deliveredCount${suffix}`,
    summary: 'Count what was done with events: nothing',
    url: `${prefix}/events/delivered/count`,
    access,
    responses: { 200: '0', ...refused },
    handle: () => json(0)
  },
  {
    ...described,
    id: `deliveredSummary${suffix}`,
    summary: 'List what was done with events, in short: nothing',
    url: `${prefix}/events/delivered/summary`,
    access,
    responses: { 200: 'An empty list', ...refused },
    handle: () => json([])
  },
  {
    ...described,
    id: `delivered${suffix}`,
    summary: 'Read what was done with an event',
    url: `${prefix}/events/delivered/{id}`,
    access,
    responses: { 404: 'Nothing was done', ...refused, 500: 'No number' },
    handle: noDelivery
  },
  {
    ...described,
    method: 'POST',
    id: `deliveredPage${suffix}`,
    summary: 'List what was done with events, page by page: nothing',
    url: `${prefix}/events/delivered`,
    access,
    consumes: ['application/json'],
    responses: { 200: 'An empty list', ...refused },
    handle: () => json([])
  }
]

const actionsAt = (suffix: string, prefix: string, access: 'admin' | ReturnType<typeof mayDo>): Endpoint[] => [
  {
    ...described,
    id: `actions${suffix}`,
    summary: 'List what may be done with events',
    url: `${prefix}/events/actions`,
    access,
    responses: { 200: 'A list of actions', ...refused },
    handle: call => json(actions(suffix === '' ? undefined : recipients(call)))
  },
  {
    ...described,
    id: `actionsByEvent${suffix}`,
    summary: 'List what may be done with a kind of event',
    url: `${prefix}/events/actionsbyevent`,
    access: withParameter('event-type', access),
    query: { 'event-type': 'The class of the event' },
    responses: { 200: 'A list of actions', ...refused, 500: 'The parameter is missing' },
    handle: call => json(actions(suffix === '' ? undefined : recipients(call)))
  },
  {
    ...described,
    id: `subscriptions${suffix}`,
    summary: 'List what is to be done with events: nothing as long as the event service is off',
    url: `${prefix}/events/subscriptions`,
    access,
    responses: { 200: 'Nothing', ...refused, ...suffix !== '' && { 500: 'The event service is off' } },
    handle: call => subscriptions(call, suffix === '' ? () => nothing : nullPointer)
  }
]

/** EventServiceRestApi, as a fresh site has it: off. */
export const eventEndpoints: readonly Endpoint[] = [
  ...places.flatMap(([suffix, prefix, access]) =>
    [...subscriptionAt(suffix, prefix, access), ...deliveredAt(suffix, prefix, access), ...actionsAt(suffix, prefix, access)]),
  {
    ...described,
    id: 'siteEvents',
    summary: 'List the kinds of events',
    url: '/events/events',
    access: 'authenticated',
    responses: { 200: 'A list of kinds' },
    handle: () => json(siteEvents)
  },
  {
    ...described,
    id: 'projectEvents',
    summary: 'List the kinds of events that projects have, whether there is such a project or not',
    url: '/projects/{project}/events/events',
    access: 'authenticated',
    responses: { 200: 'A list of kinds' },
    handle: () => json(projectEvents)
  },
  {
    ...described,
    id: 'event',
    summary: 'Read about a kind of event',
    url: '/events/event',
    access: 'authenticated',
    query: { 'event-type': 'The class of the event' },
    responses: { 200: 'The kind', 400: 'The parameter is missing' },
    handle: event
  },
  {
    ...described,
    id: 'allActions',
    summary: 'List all that may be done with events',
    url: '/events/allactions',
    access: 'authenticated',
    responses: { 200: 'A list of actions' },
    handle: () => json(actions())
  },
  {
    ...described,
    id: 'action',
    summary: 'Read about something that may be done with events',
    url: '/events/action',
    access: 'authenticated',
    query: { actionkey: 'The action\'s key' },
    responses: { 200: 'The action', 400: 'The parameter is missing' },
    handle: action
  },
  {
    ...described,
    id: 'eventPreferences',
    summary: 'Return whether the event service is on',
    url: '/events/prefs',
    access: 'authenticated',
    responses: { 200: 'A map' },
    handle: call => json({ enabled: isEnabled(call) })
  },
  {
    ...described,
    method: 'PUT',
    id: 'setEventPreferences',
    summary: 'Switch the event service on or off; here it does nothing',
    url: '/events/prefs',
    access: 'admin',
    answers: [],
    responses: { 200: 'Set; no body', ...refused },
    handle: setPreferences
  },
  {
    ...described,
    method: 'POST',
    id: 'cleanDelivered',
    summary: 'Forget what was done with events long ago',
    url: '/events/delivered/cleanup',
    access: 'admin',
    answers: [],
    responses: { 200: 'Done; no body', ...refused },
    handle: () => nothing
  }
]
