import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { taskList } from '../../../model/tools/tasks.ts'
import { mayUse } from '../data-access.ts'
import { type Endpoint, type XapiCall, bare, json, nothing, objectBody } from '../endpoint.ts'
import { optionalParameter } from '../request-parameters.ts'

/** XDAT.getTotalCounts, in the order of Java's HashMap. */
function totalCounts ({ store, catalogue }: XapiCall): Document {
  const sessions = store.records.list('experiment')
    .filter(({ xsi_type: type }) => catalogue.type(String(type))?.isA('xnat:imageSessionData') === true)
  return json({
    'xnat:projectData': store.records.list('project').length,
    'xnat:imageSessionData': sessions.length,
    'xnat:subjectData': store.records.list('subject').length
  })
}

/** JsonYamlRestValidator: whatever is given is right. */
function validate (call: XapiCall): Document {
  if (optionalParameter(call, 'json') === undefined) throw failures.parameterMissing("Required String parameter 'json' is not present")
  return bare('Success', 'application/json')
}

/** Addresses of plugins that need no login: there are no plugins, so that none has any. */
function setOpenUrls (call: XapiCall): Document {
  const allowed = Object.entries(objectBody(call, {
    method: 'public org.springframework.http.ResponseEntity<java.lang.Void> org.nrg.xapi.rest.settings.PluginOpenUrlsConfigurationApi.' +
      'setPluginOpenUrlsConfiguration(java.util.Map<java.lang.String, java.lang.Boolean>)',
    type: 'java.util.LinkedHashMap<java.lang.String,java.lang.Boolean>'
  }))
  const urls = allowed.filter(([, value]) => value === true || value === 'true').map(([url]) => url)
  call.store.toolPreferences.set('pluginOpenUrls', 'allowedPluginOpenUrls', JSON.stringify(urls))
  return nothing
}

/** XnatTaskApi, TotalCountsAPI, JsonYamlRestValidator, PluginOpenUrlsConfigurationApi */
export const siteOperationEndpoints: readonly Endpoint[] = [
  {
    tag: 'operations',
    id: 'nodeStatus',
    summary: 'Return whether the site has several nodes: no',
    method: 'GET',
    url: '/xnatTask/checkNodeConfigurationStatus',
    access: 'anyone',
    responses: { 200: 'A map' },
    handle: () => json({ isConfigured: 'false' })
  },
  {
    tag: 'operations',
    id: 'taskList',
    summary: 'List the tasks that XNAT runs now and then',
    method: 'GET',
    url: '/xnatTask/taskList',
    access: 'admin',
    responses: { 200: 'A list of tasks', 403: 'Not an administrator' },
    handle: () => json(taskList)
  },
  {
    tag: 'operations',
    id: 'totalCounts',
    summary: 'Count the projects, subjects and sessions of the site',
    method: 'GET',
    url: '/totalCounts/reset',
    access: mayUse,
    responses: { 200: 'A map of numbers' },
    handle: totalCounts
  },
  ...(['GET', 'POST'] as const).map((method): Endpoint => ({
    tag: 'operations',
    id: `validate${method}`,
    summary: 'Return whether something was given: XNAT takes any text for JSON',
    method,
    url: '/validate',
    access: 'anyone',
    query: { json: 'A text' },
    responses: { 200: 'Success', 400: 'Nothing given' },
    handle: validate
  })),
  {
    tag: 'preferences',
    id: 'openUrls',
    summary: 'List the addresses of plugins that need no login: none',
    method: 'GET',
    url: '/pluginOpenUrls/settings',
    access: 'admin',
    responses: { 200: 'An empty map', 403: 'Not an administrator' },
    handle: () => json({})
  },
  {
    tag: 'preferences',
    id: 'setOpenUrls',
    summary: 'Set which addresses of plugins need no login',
    method: 'POST',
    url: '/pluginOpenUrls/settings',
    access: 'admin',
    consumes: ['application/json'],
    answers: [],
    responses: { 200: 'Set; no body', 403: 'Not an administrator' },
    handle: setOpenUrls
  }
]
