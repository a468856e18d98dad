import { failures } from '../../failures/index.ts'
import { buildInfo } from '../../model/build-info.ts'
import type { Document } from '../../model/document.ts'
import { hashMapOrder } from '../../model/java-order.ts'
import { mayReadPreference } from '../../model/preference-access.ts'
import type { PreferenceValue } from '../../model/site-preferences.ts'
import { bodyText } from '../../entity/body.ts'
import { siteUrl } from '../../plugins/site.ts'
import { preferencesChanged } from './preference-handlers.ts'
import { type Endpoint, type XapiCall, bare, json, nothing, objectBody } from './endpoint.ts'

/** A map in the order of Java's HashMap. */
const map = (entries: Readonly<Record<string, unknown>>): Document =>
  json(Object.fromEntries(hashMapOrder(Object.keys(entries)).map(name => [name, entries[name]])))

/** All preferences; the site's address is known even where nobody has set it. */
const preferencesOf = (call: XapiCall): Readonly<Record<string, PreferenceValue>> => ({
  ...call.store.preferences.all(),
  siteUrl: siteUrl(call)
})

/** A text comes bare, everything else as JSON. */
const valueOf = (value: unknown): Document => typeof value === 'string' ? bare(value, 'application/json') : json(value)

const mayRead = ({ viewer, params }: XapiCall): boolean =>
  (params['preferences'] ?? params['property'] ?? '').split(',').every(name => mayReadPreference(viewer, name.trim()))

function setAll (call: XapiCall): Document {
  const entries = objectBody(call, {
    method: 'public void org.nrg.xapi.rest.settings.SiteConfigApi.setSiteConfigProperties' +
      '(java.util.Map<java.lang.String, java.lang.Object>)',
    type: 'java.util.LinkedHashMap<java.lang.String,java.lang.Object>'
  })
  for (const [name, value] of Object.entries(entries)) setOne(call, name, asPreference(name, value))
  preferencesChanged(call.store, Object.keys(entries))
  return nothing
}

/** The setter of a number converts (SiteConfigPreferences). @throws requestFailed */
function setOne ({ store }: XapiCall, name: string, value: PreferenceValue): void {
  if (typeof store.preferences.all()[name] === 'number' && !/^[+-]?\d+$/.test(String(value))) {
    throw failures.requestFailed(`For input string: "${String(value)}"`)
  }
  store.preferences.set(name, value)
}

/** @throws badData for what no preference can hold. */
function asPreference (name: string, value: unknown): PreferenceValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(String)
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  throw failures.badData(`The site configuration property ${name} has no value`)
}

/** XnatAppInfo.getUptime: what is zero at the front is left out, seconds have three decimals. */
function uptime (): Record<string, string> {
  const seconds = process.uptime()
  const units: [name: string, length: number][] = [['days', 86400], ['hours', 3600], ['minutes', 60]]
  const parts: Record<string, string> = {}
  let left = seconds
  for (const [name, length] of units) {
    const count = Math.floor(left / length)
    left -= count * length
    if (count > 0) parts[name] = String(count)
  }
  return { ...parts, seconds: left.toFixed(3).replace(/^0\./, '.') }
}

const uptimeText = (): string => Object.entries(uptime()).map(([name, count]) => `${count} ${name}`).join(', ')

const described = { tag: 'site', method: 'GET', access: 'anyone' } as const

/** SiteConfigApi */
export const siteConfigEndpoints: readonly Endpoint[] = [
  {
    ...described,
    id: 'siteConfig',
    summary: 'Read the site preferences that the caller may read',
    url: '/siteConfig',
    responses: { 200: 'A map of preferences' },
    handle: call => map(Object.fromEntries(Object.entries(preferencesOf(call)).filter(([name]) => mayReadPreference(call.viewer, name))))
  },
  {
    tag: 'site',
    id: 'setSiteConfig',
    summary: 'Set site preferences',
    method: 'POST',
    url: '/siteConfig',
    access: 'admin',
    consumes: ['application/x-www-form-urlencoded', 'application/json'],
    answers: [],
    responses: { 200: 'Set; no body', 400: 'Not a map', 403: 'Not an administrator' },
    handle: setAll
  },
  {
    ...described,
    id: 'siteConfigValues',
    summary: 'Read some site preferences, separated by commas',
    url: '/siteConfig/values/{preferences}',
    access: mayRead,
    responses: { 200: 'A map of preferences', 403: 'One that the caller may not read' },
    handle: call => {
      const wanted = (call.params['preferences'] ?? '').split(',').map(name => name.trim())
      return map(Object.fromEntries(Object.entries(preferencesOf(call)).filter(([name]) => wanted.includes(name))))
    }
  },
  {
    ...described,
    id: 'buildInfo',
    summary: 'Return which XNAT this is',
    url: '/siteConfig/buildInfo',
    responses: { 200: 'A map of texts' },
    handle: () => map(buildInfo)
  },
  {
    ...described,
    id: 'buildAttributes',
    summary: 'Return what else is known of the build',
    url: '/siteConfig/buildInfo/attributes',
    responses: { 200: 'An empty map' },
    handle: () => json({})
  },
  {
    ...described,
    id: 'buildProperty',
    summary: 'Return one fact of the build',
    url: '/siteConfig/buildInfo/{property}',
    responses: { 200: 'The value as bare text; nothing where there is none' },
    handle: ({ params }) => {
      const value = Object.entries(buildInfo).find(([name]) => name === params['property'])?.[1]
      return value === undefined ? nothing : bare(value, 'application/json')
    }
  },
  {
    ...described,
    id: 'uptime',
    summary: 'Return how long the server has been running',
    url: '/siteConfig/uptime',
    responses: { 200: 'A map of units' },
    handle: () => map(uptime())
  },
  {
    ...described,
    id: 'uptimeText',
    summary: 'Return in words how long the server has been running',
    url: '/siteConfig/uptime/display',
    responses: { 200: 'A text' },
    handle: () => bare(uptimeText(), 'application/json')
  },
  {
    ...described,
    id: 'siteConfigProperty',
    summary: 'Read one site preference',
    url: '/siteConfig/{property}',
    access: mayRead,
    responses: { 200: 'The value; a text without quotes', 403: 'The caller may not read it', 404: 'No such preference' },
    handle: call => {
      const { property = '' } = call.params
      const preferences = preferencesOf(call)
      if (!Object.hasOwn(preferences, property)) throw failures.noSuchThing(`No site configuration property named ${property}`)
      return valueOf(preferences[property])
    }
  },
  {
    tag: 'site',
    id: 'setSiteConfigProperty',
    summary: 'Set one site preference to the body',
    method: 'POST',
    url: '/siteConfig/{property}',
    access: 'admin',
    consumes: ['text/plain', 'application/json'],
    answers: [],
    responses: { 200: 'Set; no body', 403: 'Not an administrator' },
    handle: call => {
      if (call.body === undefined) throw failures.unreadableBody('Required request body is missing')
      const { property = '' } = call.params
      setOne(call, property, bodyText(call.body))
      preferencesChanged(call.store, [property])
      return nothing
    }
  }
]
