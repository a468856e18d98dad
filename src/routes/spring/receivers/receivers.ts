import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { freshReceiver, identifiers } from '../../../model/tools/receivers.ts'
import type { Setting } from '../../../store/accounts/settings.ts'
import { type Endpoint, type XapiCall, bare, json, nothing, objectBody } from '../endpoint.ts'
import { flag, whole } from '../values.ts'
import { type Data, all, described, given, numberedIn, written } from './stored.ts'

const receivers = described('receiver', id => `DicomSCPInstance(id: ${id})`, [freshReceiver])

const receiver = ({ id, data }: Setting): Data =>
  ({ label: `${String(data['aeTitle'])}:${String(data['port'])}`, ...written({ id, data }) })

const body = (call: XapiCall, method: string): Data => given(freshReceiver, objectBody(call, {
  method: `public org.nrg.dcm.scp.DicomSCPInstance org.nrg.xapi.rest.dicom.DicomSCPApi.${method}`, type: 'org.nrg.dcm.scp.DicomSCPInstance'
}))

/** Two that are on may not have the same title and port. @throws badData */
function checkUnique (call: XapiCall, data: Data, id: number | undefined): void {
  const isSame = ({ id: other, data: { aeTitle, port } }: Setting): boolean =>
    other !== id && aeTitle === data['aeTitle'] && port === data['port']
  if (all(call, receivers).some(isSame)) {
    throw failures.badData(`A DICOM SCP instance with AE title ${String(data['aeTitle'])} and port ${String(data['port'])} already exists.`)
  }
}

function create (call: XapiCall): Document {
  const added = body(call, 'createDicomSCPInstance(org.nrg.dcm.scp.DicomSCPInstance)')
  const data = { ...freshReceiver, ...added, timestamp: call.now(), created: call.now() }
  checkUnique(call, data, undefined)
  return json(receiver({ id: call.store.settings.add('receiver', data, receivers.fresh), data }))
}

function update (call: XapiCall): Document {
  const before = numberedIn(call, receivers, 'id')
  return json(changed(call, before, body(call, 'updateDicomSCPInstance(int,org.nrg.dcm.scp.DicomSCPInstance)')))
}

function changed (call: XapiCall, { id, data: before }: Setting, change: Data): Data {
  const data = { ...before, ...change, timestamp: call.now() }
  checkUnique(call, data, id)
  call.store.settings.set('receiver', id, data)
  return receiver({ id, data })
}

function byTitle (call: XapiCall): Document {
  const { title = '', port = '' } = call.params
  const number = whole(port)
  const found = all(call, receivers).find(({ data }) => data['aeTitle'] === title && data['port'] === number)
  if (found === undefined) throw failures.noSuchThing(`No such instance with aeTitle '${title}' and port ${number}`)
  return json(receiver(found))
}

/** DicomSCPManager.start: each with whether it is on; here none listens. */
const states = (call: XapiCall): Document =>
  json(all(call, receivers).map(({ data }) => ({ left: data['aeTitle'], middle: data['port'], right: data['enabled'] })))

/** @throws noSuchThing */
function identifierClass ({ params: { beanId = '' } }: XapiCall): string {
  const name = beanId === 'default' ? 'dicomObjectIdentifier' : beanId
  const found = Object.hasOwn(identifiers, name) ? identifiers[name] : undefined
  if (found === undefined) throw failures.noSuchThing(`Couldn't find DICOM object identifier with ID ${beanId}`)
  return found.className
}

const read = { tag: 'receivers', method: 'GET', access: 'anyone' } as const
const administered = { tag: 'receivers', access: 'admin' } as const
const refused = { 403: 'Not an administrator' }
const missing = { ...refused, 404: 'No such receiver' }
const bodies = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data']

/** DicomSCPApi: receivers are stored, and none receives. */
export const receiverEndpoints: readonly Endpoint[] = [
  { ...read, id: 'receivers', summary: 'List what receives DICOM files', url: '/dicomscp', responses: { 200: 'A list of receivers' }, handle: call => json(all(call, receivers).map(receiver)) },
  { ...administered, method: 'POST', id: 'addReceiver', summary: 'Add a receiver', url: '/dicomscp', consumes: bodies, responses: { 200: 'The receiver', ...refused, 400: 'There is one of that title and port' }, handle: create },
  { ...administered, method: 'GET', id: 'receiver', summary: 'Read about a receiver', url: '/dicomscp/{id}', responses: { 200: 'The receiver', ...missing }, handle: call => json(receiver(numberedIn(call, receivers, 'id'))) },
  { ...administered, method: 'PUT', id: 'updateReceiver', summary: 'Change a receiver', url: '/dicomscp/{id}', consumes: bodies, responses: { 200: 'The receiver', ...missing }, handle: update },
  {
    ...administered,
    method: 'DELETE',
    id: 'removeReceiver',
    summary: 'Remove a receiver',
    url: '/dicomscp/{id}',
    answers: [],
    responses: { 200: 'Done; no body', ...missing },
    handle: call => {
      const { id } = numberedIn(call, receivers, 'id', id => `Could not find DICOM SCP instance with ID ${id}`)
      call.store.settings.remove('receiver', id)
      return nothing
    }
  },
  { ...administered, method: 'GET', id: 'receiverByTitle', summary: 'Read about a receiver, by title and port', url: '/dicomscp/title/{title}/{port}', responses: { 200: 'The receiver', ...missing }, handle: byTitle },
  { ...administered, method: 'GET', id: 'isReceiverEnabled', summary: 'Return whether a receiver is on', url: '/dicomscp/{id}/enabled', responses: { 200: 'true or false', ...missing }, handle: call => json(numberedIn(call, receivers, 'id').data['enabled']) },
  { ...administered, method: 'PUT', id: 'enableReceiver', summary: 'Switch a receiver on or off', url: '/dicomscp/{id}/enabled/{flag}', responses: { 200: 'The receiver', ...missing }, handle: call => json(changed(call, numberedIn(call, receivers, 'id'), { enabled: flag(call.params['flag'] ?? '') })) },
  ...(['start', 'stop'] as const).map((word): Endpoint => ({ ...administered, method: 'PUT', id: `${word}Receivers`, summary: `Have all receivers ${word}: none listens here`, url: `/dicomscp/${word}`, responses: { 200: 'A list of titles and ports', ...refused }, handle: states })),
  { ...read, id: 'identifiers', summary: 'List what finds the project, subject and session of a file', url: '/dicomscp/identifiers', responses: { 200: 'A map of names' }, handle: () => json(Object.fromEntries(Object.entries(identifiers).map(([name, { description }]) => [name, description]))) },
  { ...administered, method: 'PUT', id: 'resetIdentifiers', summary: 'Have all of them read their settings again', url: '/dicomscp/identifiers', answers: [], responses: { 200: 'Done; no body', ...refused }, handle: () => nothing },
  { ...read, id: 'identifier', summary: 'Return the class of one', url: '/dicomscp/identifiers/{beanId}', responses: { 200: 'The name of the class', 404: 'None of that name' }, handle: call => bare(identifierClass(call), 'application/json') },
  {
    ...administered,
    method: 'PUT',
    id: 'resetIdentifier',
    summary: 'Have one read its settings again',
    url: '/dicomscp/identifiers/{beanId}',
    answers: [],
    responses: { 200: 'Done; no body', ...refused, 404: 'None of that name' },
    handle: call => {
      identifierClass(call)
      return nothing
    }
  },
  ...(['active', 'all'] as const).map((word): Endpoint => ({ ...read, id: `${word}Inbox`, summary: 'List imports from the inbox: none', url: `/dicom/list/${word}`, responses: { 200: 'An empty list' }, handle: () => json([]) })),
  {
    ...read,
    id: 'inboxImport',
    summary: 'Read about an import from the inbox',
    url: '/dicom/{id}',
    responses: { 404: 'No such import', 500: 'No number' },
    handle: ({ params: { id = '' } }) => { throw failures.noSuchEntity(String(whole(id, 'long'))) }
  }
]
