import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { bodyText } from '../../../entity/body.ts'
import { type Endpoint, type XapiCall, bare, empty204, json, nothing } from '../endpoint.ts'
import { flag } from '../values.ts'
import { entryOf, givenEntries, valueText } from './tools.ts'

const mapOf = (method: string, type: string) => ({ method, type: `java.util.LinkedHashMap<java.lang.String,${type}>` })

/** AsyncOperationsApi.setAsyncOperationsPreferences. @returns how many have changed */
function setAll (call: XapiCall): Document {
  const entries = Object.entries(givenEntries(call, mapOf(
    'public int org.nrg.xapi.rest.settings.AsyncOperationsApi.setAsyncOperationsPreferences' +
      '(java.util.Map<java.lang.String, java.lang.Object>) throws org.nrg.prefs.exceptions.InvalidPreferenceName,' +
      'org.nrg.xapi.exceptions.NoContentException',
    'java.lang.Object'
  )))
  if (entries.length === 0) return empty204
  const before = call.store.toolPreferences.read('asyncOps')
  for (const [name, value] of entries) call.store.toolPreferences.set('asyncOps', name, valueText(value))
  return json(entries.filter(([name, value]) => entryOf(before, name) !== valueText(value)).length)
}

const noSuchPreference = (name: string) =>
  failures.noSuchThing(`There is no preference with the name ${name} associated with the async operations preferences.`)

function readOne ({ store, params: { preference = '' } }: XapiCall): Document {
  const value = entryOf(store.toolPreferences.read('asyncOps'), preference)
  if (value === undefined) throw noSuchPreference(preference)
  return bare(value, 'application/json')
}

/** @returns what the preference was before */
function setOne ({ store, body, params: { preference = '' } }: XapiCall): Document {
  if (body === undefined) {
    throw failures.unreadableBody('Required request body is missing: public java.lang.String org.nrg.xapi.rest.settings.' +
      'AsyncOperationsApi.getAsyncOperationsPreference(java.lang.String,java.lang.String) throws org.nrg.xapi.exceptions.NotFoundException')
  }
  const before = entryOf(store.toolPreferences.read('asyncOps'), preference)
  if (before === undefined) throw noSuchPreference(preference)
  store.toolPreferences.set('asyncOps', preference, bodyText(body))
  return bare(before, 'application/json')
}

const isScripting = ({ store }: XapiCall): boolean => store.toolPreferences.read('automation')['internalScriptingEnabled'] === 'true'

function setAutomation (call: XapiCall): Document {
  const entries = givenEntries(call, mapOf(
    'public org.springframework.http.ResponseEntity<java.lang.Void> org.nrg.xapi.rest.settings.AutomationApi.' +
      'setBatchAutomationPreferences(java.util.Map<java.lang.String, java.lang.String>)',
    'java.lang.String'
  ))
  for (const [name, value] of Object.entries(entries)) call.store.toolPreferences.set('automation', name, valueText(value))
  return nothing
}

const administered = { tag: 'preferences', access: 'admin' } as const
const refused = { 403: 'Not an administrator' }
const maps = ['application/x-www-form-urlencoded', 'application/json']

/** AsyncOperationsApi, AutomationApi */
export const operationEndpoints: readonly Endpoint[] = [
  {
    ...administered,
    id: 'asyncOps',
    summary: 'Read the preferences of asynchronous operations',
    method: 'GET',
    url: '/asyncOps',
    responses: { 200: 'A map of texts', ...refused },
    handle: ({ store }) => json(store.toolPreferences.read('asyncOps'))
  },
  {
    ...administered,
    id: 'setAsyncOps',
    summary: 'Set preferences of asynchronous operations',
    method: 'POST',
    url: '/asyncOps',
    consumes: maps,
    responses: { 200: 'How many have changed', 204: 'None given', ...refused },
    handle: setAll
  },
  {
    ...administered,
    id: 'asyncOp',
    summary: 'Read a preference of asynchronous operations',
    method: 'GET',
    url: '/asyncOps/{preference}',
    responses: { 200: 'The value as bare text', ...refused, 404: 'No such preference' },
    handle: readOne
  },
  {
    ...administered,
    id: 'setAsyncOp',
    summary: 'Set a preference of asynchronous operations to the body',
    method: 'POST',
    url: '/asyncOps/{preference}',
    consumes: ['application/json'],
    responses: { 200: 'The value before', ...refused, 404: 'No such preference' },
    handle: setOne
  },
  {
    ...administered,
    id: 'automationPreferences',
    summary: 'Read the preferences of automation',
    method: 'GET',
    url: '/automation',
    responses: { 200: 'A map', ...refused },
    handle: call => json({ ...call.store.toolPreferences.read('automation'), internalScriptingEnabled: isScripting(call) })
  },
  {
    ...administered,
    id: 'setAutomationPreferences',
    summary: 'Set preferences of automation',
    method: 'POST',
    url: '/automation',
    consumes: maps,
    answers: [],
    responses: { 200: 'Set; no body', ...refused },
    handle: setAutomation
  },
  {
    ...administered,
    id: 'isScriptingEnabled',
    summary: 'Return whether scripts may run; here none do',
    method: 'GET',
    url: '/automation/enabled',
    responses: { 200: 'true or false', ...refused },
    handle: call => json(isScripting(call))
  },
  {
    ...administered,
    id: 'setScriptingEnabled',
    summary: 'Set whether scripts may run',
    method: 'PUT',
    url: '/automation/enabled/{setting}',
    responses: { 200: 'true or false', ...refused, 500: 'Neither true nor false' },
    handle: call => {
      call.store.toolPreferences.set('automation', 'internalScriptingEnabled', String(flag(call.params['setting'] ?? '', 'boolean')))
      return json(isScripting(call))
    }
  }
]
