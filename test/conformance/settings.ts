import { type Case, answers, refusedByContainer } from './case.ts'
import type { Answer } from './client.ts'

const object = ({ body }: Answer): Record<string, unknown> => JSON.parse(body) as Record<string, unknown>

/** What administrators set below /xapi beside the site's preferences. */
export const settingCases: readonly Case[] = [
  {
    fact: 'A preference of a tool is text; what is not there is said in words',
    source: 'PreferencesApi.getToolPreference',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { body } = await xnat.get('/xapi/siteConfig/siteId')
      answers(t, await xnat.get('/xapi/prefs/props/siteConfig/siteId'), 200, body)
      answers(t, await xnat.get('/xapi/prefs/props/nonsense/x'), 404,
        'Unable to find requested file or resource: There is no tool with ID nonsense in this system.')
      answers(t, await xnat.get('/xapi/prefs/props/siteConfig/nonsense'), 404, 'Unable to find requested file or resource: ' +
        'There is no preference with the name nonsense associated with the tool ID siteConfig in this system.')
    }
  },
  {
    fact: 'Only administrators see preferences, notifications, logs and receivers by their numbers',
    source: 'XapiRequestMappingAspect.evaluate',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      for (const path of ['prefs', 'prefs/ini', 'asyncOps', 'automation', 'notifications', 'notifications/smtp', 'logs/configs',
        'xnatTask/taskList', 'processors/classes', 'events/subscriptions', 'role/projects', 'access/cache/status']) {
        answers(t, await xnat.get(`/xapi/${path}`, { as: 'member' }), 403, '')
      }
    }
  },
  {
    fact: 'A parameter that is missing is 500, before anybody\'s rights are looked at; one that chooses the method is 400',
    source: 'XapiRestControllerAdvice.handleServletRequestBindingException',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const text = "There was an error in the request: Required String parameter 'event-type' is not present"
      answers(t, await xnat.get(`/xapi/projects/${xnat.project}/events/actionsbyevent`, { as: 'stranger' }), 500, text)
      answers(t, await xnat.get('/xapi/customforms/element'), 500,
        "There was an error in the request: Required String parameter 'xsiType' is not present")
      refusedByContainer(t, await xnat.get('/xapi/events/event'), 400)
      refusedByContainer(t, await xnat.get('/xapi/validate'), 400)
    }
  },
  {
    fact: 'The event service is off on a fresh site, and says so of subscriptions',
    source: 'EventServiceImpl.throwIfDisabled',
    seen: '1.8.11',
    run: async (t, xnat) => {
      answers(t, await xnat.get('/xapi/events/prefs'), 200, '{"enabled":false}')
      answers(t, await xnat.get(`/xapi/projects/${xnat.project}/events/subscription/1`), 405,
        'There was an error in the request : Event Service disabled.')
      answers(t, await xnat.get(`/xapi/projects/${xnat.project}/events/delivered/1`), 404,
        'There was an error in the request : Could not find entity with ID 1')
    }
  },
  {
    fact: 'JSON that cannot be read is 500 with what Jackson says and where it stopped',
    source: 'XapiRestControllerAdvice.handleDataFormatException',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const said = "Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
      const headers = { 'content-type': 'application/json' }
      answers(t, await xnat.post('/xapi/archive/download', { headers, body: 'x' }), 500, `JSON parse error: ${said}; nested exception is ` +
        `com.fasterxml.jackson.core.JsonParseException: ${said}\n at [Source: (PushbackInputStream); line: 1, column: 2]`)
    }
  },
  {
    fact: 'Definitions of data types come by their names; a map without types is a null pointer',
    source: 'SchemaApi.getElementNamesFromTypeAndTypes',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const headers = { 'content-type': 'application/json' }
      t.same(Object.keys(object(await xnat.get('/xapi/schemas/datatypes/elements/xnat:ctScanData'))), ['xnat_ctScanData'])
      answers(t, await xnat.post('/xapi/schemas/datatypes/names', { headers, body: '{}' }), 500, 'There was an error in the request : null')
      const body = '{"dataTypes":["xnat:mrSessionData","xnat:petSessionData"]}'
      const both = await xnat.post('/xapi/schemas/datatypes/elements', { headers, body })
      t.same(Object.keys(object(both)), ['xnat_mrSessionData', 'xnat_petSessionData'])
    }
  },
  {
    fact: 'The rights of a project\'s groups are listed by the fields that give them; of no project there are none',
    source: 'UserGroupServiceI.getProjectGroupPermissions',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const groups = JSON.parse((await xnat.get(`/xapi/access/permissions/group/${xnat.project}`)).body) as Record<string, unknown>[]
      t.same(groups[0], {
        group_id: `${xnat.project}_collaborator`,
        can_read: true,
        can_edit: false,
        can_create: false,
        can_delete: false,
        can_active: false,
        fields: 'xnat:projectData/ID'
      })
      answers(t, await xnat.get(`/xapi/access/permissions/group/NOPE_${xnat.project}`), 200, '[]')
    }
  },
  {
    fact: 'A receiver is described, changed and removed by its number',
    source: 'DicomSCPApi',
    run: async (t, xnat) => {
      const headers = { 'content-type': 'application/json' }
      const made = object(await xnat.post('/xapi/dicomscp', { headers, body: '{"aeTitle":"CASE","port":18104,"enabled":false}' }))
      t.match(made, { label: 'CASE:18104', aeTitle: 'CASE', port: 18104, enabled: false })
      const url = `/xapi/dicomscp/${String(made['id'])}`
      t.match(object(await xnat.put(url, { headers, body: '{"aeTitle":"OTHER","port":18104,"enabled":false}' })), { label: 'OTHER:18104' })
      answers(t, await xnat.get(`${url}/enabled`), 200, 'false')
      answers(t, await xnat.delete(url), 200, '')
      answers(t, await xnat.get(url), 404, `Unable to find requested file or resource: DicomSCPInstance(id: ${String(made['id'])})`)
    }
  },
  {
    fact: 'The mail server is a map without what is empty',
    source: 'SmtpServer.asProperties',
    run: async (t, xnat) => {
      const before = object(await xnat.get('/xapi/notifications/smtp'))
      t.match(before, { port: /^\d+$/ })
      answers(t, await xnat.get('/xapi/notifications/smtp/property/case.none'), 404, '')
      answers(t, await xnat.put('/xapi/notifications/smtp/property/case.one/1'), 200, '')
      answers(t, await xnat.get('/xapi/notifications/smtp/property/case.one'), 200, '1')
      answers(t, await xnat.delete('/xapi/notifications/smtp/property/case.one'), 200, '1')
    }
  }
]
