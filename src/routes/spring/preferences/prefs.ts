import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { propertiesText } from '../../../model/java/properties.ts'
import { bodyText } from '../../../entity/body.ts'
import { type Endpoint, type XapiCall, bare, json, nothing } from '../endpoint.ts'
import { type Entries, entriesOf, setEntry, toolIds } from './tools.ts'

/** @throws noSuchThing for a tool that there is not */
function entriesNamed (call: XapiCall): Entries {
  const { toolId = '' } = call.params
  const entries = entriesOf(call, toolId)
  if (entries === undefined) throw failures.noSuchThing(`There is no tool with ID ${toolId} in this system.`)
  return entries
}

const noSuchPreference = ({ params: { toolId = '', preference = '' } }: XapiCall) =>
  failures.noSuchThing(`There is no preference with the name ${preference} associated with the tool ID ${toolId} in this system.`)

const ini = (tool: string, entries: Entries, time: number): string =>
  `[${tool}]\n${propertiesText(entries, `Settings for tool ${tool}`, time)}\n`

function readOne (call: XapiCall): Document {
  const entries = entriesNamed(call)
  const { preference = '' } = call.params
  if (!Object.hasOwn(entries, preference)) throw noSuchPreference(call)
  return bare(entries[preference] ?? '', 'text/plain')
}

function write (call: XapiCall): Document {
  const { toolId = '', preference = '' } = call.params
  entriesNamed(call)
  if (call.body === undefined) {
    throw failures.unreadableBody('Required request body is missing: public org.springframework.http.ResponseEntity<java.lang.Void> ' +
      'org.nrg.xapi.rest.settings.PreferencesApi.setToolPreference(java.lang.String,java.lang.String,java.lang.String) ' +
      'throws org.nrg.xapi.exceptions.NotFoundException')
  }
  if (!setEntry(call, toolId, preference, bodyText(call.body))) throw noSuchPreference(call)
  return nothing
}

const read = { tag: 'preferences', method: 'GET', access: 'admin' } as const
const refused = { 403: 'Not an administrator' }
const unknown = { ...refused, 404: 'No such tool or preference' }

/** PreferencesApi */
export const preferenceEndpoints: readonly Endpoint[] = [
  {
    ...read,
    id: 'allPreferences',
    summary: 'Read the preferences of all tools',
    url: '/prefs',
    responses: { 200: 'A map of maps of texts', ...refused },
    handle: call => json(Object.fromEntries(toolIds().map(tool => [tool, entriesOf(call, tool)])))
  },
  {
    ...read,
    id: 'allPreferencesIni',
    summary: 'Read the preferences of all tools, as a file of settings',
    url: '/prefs/ini',
    produces: 'text/plain',
    responses: { 200: 'A section for each tool', ...refused },
    handle: call => bare(toolIds().map(tool => ini(tool, entriesOf(call, tool) ?? {}, call.now())).join(''), 'text/plain')
  },
  {
    ...read,
    id: 'preferencesIni',
    summary: 'Read the preferences of a tool, as a file of settings',
    url: '/prefs/ini/{toolId}',
    produces: 'text/plain',
    responses: { 200: 'One section', ...unknown },
    handle: call => bare(ini(call.params['toolId'] ?? '', entriesNamed(call), call.now()), 'text/plain')
  },
  {
    ...read,
    id: 'toolPreferences',
    summary: 'Read the preferences of a tool: XNAT has no way to write what it finds',
    url: '/prefs/props/{toolId}',
    produces: 'text/plain',
    responses: { 406: 'There is such a tool', ...unknown },
    handle: call => {
      entriesNamed(call)
      throw failures.notProduced()
    }
  },
  {
    ...read,
    id: 'toolPreference',
    summary: 'Read a preference of a tool',
    url: '/prefs/props/{toolId}/{preference}',
    produces: 'text/plain',
    responses: { 200: 'The value as bare text', ...unknown },
    handle: readOne
  },
  {
    ...read,
    method: 'PUT',
    id: 'setToolPreference',
    summary: 'Set a preference of a tool to the body',
    url: '/prefs/props/{toolId}/{preference}',
    consumes: ['application/json'],
    produces: 'text/plain',
    answers: [],
    responses: { 200: 'Set; no body', ...unknown },
    handle: write
  }
]
