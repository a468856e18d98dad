import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { freshProcessors, processorClasses } from '../../../model/tools/receivers.ts'
import type { Setting } from '../../../store/accounts/settings.ts'
import { type Endpoint, type XapiCall, json, objectBody } from '../endpoint.ts'
import { type Data, all, described, given, numberedIn, written } from './stored.ts'

const processors = described('processor', id => `No resource of type archive processor with the ID or name ${id} exists.`, freshProcessors)

const model = { label: '', location: '', ...freshProcessors[0] }

/** The newest first. */
const listed = (call: XapiCall, fits: (setting: Setting) => boolean = () => true): Setting[] => all(call, processors).filter(fits).reverse()

const isEnabled = ({ data }: Setting): boolean => data['enabled'] === true

/** ArchiveProcessorInstanceServiceImpl.getAllEnabledSiteProcessorsForAe */
const takes = (receiver: string) => (setting: Setting): boolean => {
  const listOf = (name: string): string[] => [setting.data[name] ?? []].flat().map(String)
  const allowed = listOf('scpWhitelist')
  return isEnabled(setting) && (allowed.length === 0 || allowed.includes(receiver)) && !listOf('scpBlacklist').includes(receiver)
}

const summary = ({ data: { label, location, priority, processorClass } }: Setting): Data => ({ label, location, priority, processorClass })

const body = (call: XapiCall, method: string): Data => given(model, objectBody(call, {
  method: `public org.nrg.xnat.entities.ArchiveProcessorInstance org.nrg.xapi.rest.dicom.ArchiveProcessorInstanceApi.${method}`,
  type: 'org.nrg.xnat.entities.ArchiveProcessorInstance'
}))

function create (call: XapiCall): Document {
  const added = body(call, 'createSiteProcessor(org.nrg.xnat.entities.ArchiveProcessorInstance) throws java.lang.Exception')
  const { processorClass } = added
  if (typeof processorClass !== 'string' || processorClass.trim() === '') {
    throw failures.badData('You must specify a processor class to create a site processor instance.\n')
  }
  if (!processorClasses.includes(processorClass)) {
    throw failures.badData(`The specified processor class ${processorClass} does not exist.\n`)
  }
  const data = { ...model, ...added, timestamp: call.now(), created: call.now() }
  return json(written({ id: call.store.settings.add('processor', data, processors.fresh), data }))
}

function update (call: XapiCall): Document {
  const { id, data: before } = numberedIn(call, processors, 'instanceId')
  const change = body(call, 'updateSiteProcessor(long,org.nrg.xnat.entities.ArchiveProcessorInstance)')
  const { processorClass = before['processorClass'] } = change
  const isNew = Object.entries(change).some(([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value))
  if (!isNew) throw failures.notModified('')
  if (!processorClasses.includes(String(processorClass))) {
    throw failures.badData(`The specified processor class ${String(processorClass)} can't be found on this system.\n`)
  }
  const data = { ...before, ...change, timestamp: call.now() }
  call.store.settings.set('processor', id, data)
  return json(written({ id, data }))
}

const administered = { tag: 'receivers', access: 'admin' } as const
const refused = { 403: 'Not an administrator' }
const missing = { ...refused, 404: 'No such processor' }

/** ArchiveProcessorInstanceApi: processors are stored, and none runs. */
export const processorEndpoints: readonly Endpoint[] = [
  { ...administered, method: 'GET', id: 'processorClasses', summary: 'List what can be done with files that come in', url: '/processors/classes', responses: { 200: 'A list of classes', ...refused }, handle: () => json(processorClasses) },
  { ...administered, method: 'POST', id: 'addProcessor', summary: 'Have something done with files that come in', url: '/processors/site/create', consumes: ['application/json'], responses: { 200: 'The processor', 400: 'No such class', ...refused }, handle: create },
  { ...administered, method: 'PUT', id: 'updateProcessor', summary: 'Change what is done with files that come in', url: '/processors/site/id/{instanceId}', consumes: ['application/json'], responses: { 200: 'The processor', 304: 'Nothing to change', 400: 'No such class', ...missing }, handle: update },
  {
    ...administered,
    method: 'DELETE',
    id: 'removeProcessor',
    summary: 'Have something no longer done with files that come in',
    url: '/processors/site/id/{instanceId}',
    responses: { 200: 'true', ...missing },
    handle: call => {
      call.store.settings.remove('processor', numberedIn(call, processors, 'instanceId').id)
      return json(true)
    }
  },
  { ...administered, method: 'GET', id: 'processor', summary: 'Read about something that is done with files that come in', url: '/processors/site/id/{instanceId}', responses: { 200: 'The processor', ...missing }, handle: call => json(written(numberedIn(call, processors, 'instanceId'))) },
  { ...administered, method: 'GET', id: 'processors', summary: 'List all that is done with files that come in', url: '/processors/site/list', responses: { 200: 'A list of processors', ...refused }, handle: call => json(listed(call).map(written)) },
  { ...administered, method: 'GET', id: 'enabledProcessors', summary: 'List what is on of it', url: '/processors/site/enabled', responses: { 200: 'A list of processors', ...refused }, handle: call => json(listed(call, isEnabled).map(written)) },
  { ...administered, method: 'GET', access: 'authenticated', id: 'processorSummary', summary: 'List what is on of it, in short', url: '/processors/site/enabled/summary', responses: { 200: 'A list' }, handle: call => json(listed(call, isEnabled).map(summary)) },
  { ...administered, method: 'GET', id: 'processorsOfReceiver', summary: 'List what is done with files of a receiver', url: '/processors/site/enabled/receiver/{aeAndPort}', responses: { 200: 'A list of processors', ...refused }, handle: call => json(listed(call, takes(call.params['aeAndPort'] ?? '')).map(written)) }
]
