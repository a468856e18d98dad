import type { Document } from '../../../model/document.ts'
import { failures } from '../../../failures/index.ts'
import { bodyText } from '../../../entity/body.ts'
import { type Endpoint, type XapiCall, bare, emptyStatus, json, nothing } from '../endpoint.ts'
import { optionalParameter } from '../request-parameters.ts'
import { whole } from '../values.ts'
import { entryOf } from './tools.ts'

const tool = 'notifications'

/** What a mail server has: the name in the map that is answered, and the preference. */
const fields: readonly (readonly [name: string, preference: string])[] = [
  ['hostname', 'smtpHostname'],
  ['protocol', 'smtpProtocol'],
  ['port', 'smtpPort'],
  ['username', 'smtpUsername'],
  ['password', 'smtpPassword']
]

type Properties = Readonly<Record<string, string>>

/** Other properties of the mail server: JSON in a text. */
const propertiesOf = ({ store }: XapiCall): Properties => {
  const text = store.toolPreferences.read(tool)['smtpMailProperties']
  return text === undefined || text === '' ? {} : JSON.parse(text) as Properties
}

function setProperties ({ store }: XapiCall, properties: Properties): void {
  store.toolPreferences.set(tool, 'smtpMailProperties', JSON.stringify(properties))
}

/** SmtpServer.asProperties: what is empty is left out. */
function server (call: XapiCall): Document {
  const stored = call.store.toolPreferences.read(tool)
  const said = fields.map(([name, preference]) => [name, stored[preference] ?? ''] as const).filter(([, value]) => value !== '')
  return json({ ...Object.fromEntries(said), ...propertiesOf(call) })
}

/** What is not given stays as it is; every other parameter is a property of the mail server. */
function setServer (call: XapiCall): Document {
  for (const [name, preference] of fields) {
    const value = optionalParameter(call, name)
    if (value === undefined) continue
    call.store.toolPreferences.set(tool, preference, name === 'port' ? String(whole(value)) : value)
  }
  const known = new Set(fields.flat())
  const others = [...call.query.keys()].filter(name => !known.has(name))
  setProperties(call, { ...propertiesOf(call), ...Object.fromEntries(others.map(name => [name, call.query.raw(name)[0] ?? ''])) })
  return server(call)
}

/** @returns what the property was before; no body where there was none */
function setProperty (call: XapiCall, value: string): Document {
  const { property = '' } = call.params
  const before = propertiesOf(call)
  setProperties(call, { ...before, [property]: value })
  const old = entryOf(before, property)
  return old === undefined ? nothing : bare(old, 'application/json')
}

function removeProperty (call: XapiCall): Document {
  const { property = '' } = call.params
  const properties = propertiesOf(call)
  const before = entryOf(properties, property)
  if (before === undefined) return emptyStatus(404)
  const others = Object.fromEntries(Object.entries(properties).filter(([name]) => name !== property))
  setProperties(call, others)
  return bare(before, 'application/json')
}

const administered = { tag: 'notifications', access: 'admin' } as const
const refused = { 403: 'Not an administrator' }

const setters: readonly Endpoint[] = fields.map(([name, preference]) => {
  const variable = name === 'hostname' ? 'host' : name
  return {
    ...administered,
    id: `set-${preference}`,
    summary: `Set the mail server's ${variable}`,
    method: 'PUT',
    url: `/notifications/smtp/${variable}/{${variable}}`,
    responses: { 200: 'The mail server', ...refused },
    handle: (call: XapiCall) => {
      const value = call.params[variable] ?? ''
      call.store.toolPreferences.set(tool, preference, name === 'port' ? String(whole(value)) : value)
      return server(call)
    }
  }
})

/** NotificationsApi: the mail server, which is stored and never used. */
export const mailServerEndpoints: readonly Endpoint[] = [
  {
    ...administered,
    id: 'mailServer',
    summary: 'Read how mail would be sent',
    method: 'GET',
    url: '/notifications/smtp',
    responses: { 200: 'A map of texts', ...refused },
    handle: server
  },
  ...(['POST', 'PUT'] as const).map((method): Endpoint => ({
    ...administered,
    id: `${method.toLowerCase()}MailServer`,
    summary: 'Set how mail would be sent',
    method,
    url: '/notifications/smtp',
    query: { hostname: 'The host', port: 'The port', username: 'Who sends', password: 'Whose password', protocol: 'smtp or smtps' },
    responses: { 200: 'A map of texts', ...refused, 500: 'The port is no number' },
    handle: setServer
  })),
  ...setters,
  {
    ...administered,
    id: 'mailProperty',
    summary: 'Read another property of the mail server',
    method: 'GET',
    url: '/notifications/smtp/property/{property}',
    responses: { 200: 'The value as bare text', ...refused, 404: 'No such property; no body' },
    handle: call => {
      const value = entryOf(propertiesOf(call), call.params['property'] ?? '')
      return value === undefined ? emptyStatus(404) : bare(value, 'application/json')
    }
  },
  {
    ...administered,
    id: 'setMailProperty',
    summary: 'Set another property of the mail server to the body',
    method: 'PUT',
    url: '/notifications/smtp/property/{property}',
    responses: { 200: 'The value before', ...refused },
    handle: call => {
      if (call.body === undefined) {
        throw failures.unreadableBody('Required request body is missing: ' +
          'public org.springframework.http.ResponseEntity<java.lang.String> ' +
          'org.nrg.xapi.rest.notifications.NotificationsApi.setExtendedProperty(java.lang.String,java.lang.String)')
      }
      return setProperty(call, bodyText(call.body))
    }
  },
  {
    ...administered,
    id: 'setMailPropertyTo',
    summary: 'Set another property of the mail server',
    method: 'PUT',
    url: '/notifications/smtp/property/{property}/{value}',
    responses: { 200: 'The value before', ...refused },
    handle: call => setProperty(call, call.params['value'] ?? '')
  },
  {
    ...administered,
    id: 'removeMailProperty',
    summary: 'Remove another property of the mail server',
    method: 'DELETE',
    url: '/notifications/smtp/property/{property}',
    responses: { 200: 'The value before', ...refused, 404: 'No such property; no body' },
    handle: removeProperty
  }
]
