import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import type { Item } from '../../../model/item.ts'
import { withDoubleApostrophes } from '../../../model/escape.ts'
import { mayDo } from '../data-access.ts'
import { type Endpoint, type XapiCall, bare, jsonNode, nodeJson } from '../endpoint.ts'
import { fieldOwner } from './owner.ts'

type Fields = Readonly<Record<string, unknown>>

/** DefaultCustomFieldService.getFieldsForItem: the object that stands in the item, in the order in which PostgreSQL has it. */
function fieldsOf ({ values: { custom_fields: stored } }: Item): Fields {
  return stored === undefined ? {} : JSON.parse(String(stored)) as Fields
}

function read (call: XapiCall): Document {
  const fields = fieldsOf(fieldOwner(call).item)
  const names = call.query.raw('fieldNames').flatMap(names => names.split(',')).filter(name => name !== '')
  if (names.length === 0) return nodeJson(fields)
  return nodeJson(Object.fromEntries(names.filter(name => Object.hasOwn(fields, name)).map(name => [name, fields[name]])))
}

/** DefaultCustomFieldService.getFieldValue. @throws noSuchThing */
function readOne (call: XapiCall): Document {
  const { fieldName = '' } = call.params
  const fields = fieldsOf(fieldOwner(call).item)
  if (!Object.hasOwn(fields, fieldName)) throw noSuchField(fieldName)
  const value = fields[fieldName]
  return bare(typeof value === 'string' ? value : JSON.stringify(value), 'text/plain')
}

const noSuchField = (name: string) => failures.noSuchThing(`Field ${name} does not exist.`)

const updateFields = 'public com.fasterxml.jackson.databind.JsonNode org.nrg.xapi.rest.customfields.CustomFieldsApi.updateFields(' +
  `${Array(5).fill('java.lang.String').join(',')},com.fasterxml.jackson.databind.JsonNode) throws ` +
  'org.nrg.xapi.exceptions.NotFoundException,org.nrg.xapi.exceptions.InsufficientPrivilegesException,' +
  'org.nrg.framework.exceptions.NrgServiceException'

/** DefaultCustomFieldService.setFields: what is no object has no fields. */
function write (call: XapiCall): Document {
  const given = jsonNode(call, updateFields)
  const { item, save } = fieldOwner(call)
  const added = typeof given === 'object' && given !== null && !Array.isArray(given) ? given as Fields : {}
  return saved(save, { ...fieldsOf(item), ...added })
}

/** DefaultCustomFieldService.removeField: one that is null cannot be removed. @throws noSuchThing */
function remove (call: XapiCall): Document {
  const { fieldName = '' } = call.params
  const { item, save } = fieldOwner(call)
  const fields = fieldsOf(item)
  if (!Object.hasOwn(fields, fieldName) || fields[fieldName] === null) throw noSuchField(fieldName)
  const others = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== fieldName))
  return saved(save, others)
}

function saved (save: (fields: string) => void, fields: Fields): Document {
  save(withDoubleApostrophes(JSON.stringify(fields)))
  return nodeJson(fields)
}

/** What has custom fields, by where it is. */
const places: readonly (readonly [name: string, what: string, url: string])[] = [
  ['Project', 'a project', '/projects/{project}'],
  ['ExperimentOfProject', 'an experiment of a project', '/projects/{project}/experiments/{experiment}'],
  ['ScanOfProject', 'a scan, by project', '/projects/{project}/experiments/{experiment}/scans/{scan}'],
  ['AssessorOfProject', 'an assessor, by project', '/projects/{project}/experiments/{experiment}/assessors/{assessor}'],
  ['SubjectOfProject', 'a subject of a project', '/projects/{project}/subjects/{subject}'],
  ['ExperimentOfSubject', 'an experiment of a subject', '/projects/{project}/subjects/{subject}/experiments/{experiment}'],
  ['ScanOfSubject', 'a scan, by subject', '/projects/{project}/subjects/{subject}/experiments/{experiment}/scans/{scan}'],
  ['AssessorOfSubject', 'an assessor, by subject', '/projects/{project}/subjects/{subject}/experiments/{experiment}/assessors/{assessor}'],
  ['Subject', 'a subject', '/subjects/{subject}'],
  ['Experiment', 'an experiment', '/experiments/{experiment}'],
  ['Assessor', 'an assessor', '/experiments/{experiment}/assessors/{assessor}'],
  ['Scan', 'a scan', '/experiments/{experiment}/scans/{scan}']
]

const refused = { 403: 'No right to do so, or no such item for those who are no administrators', 404: 'No such item' }

const all = (name: string, what: string, place: string): Endpoint[] => [
  {
    tag: 'custom fields',
    id: `customFieldsOf${name}`,
    summary: `Read the custom fields of ${what}`,
    method: 'GET',
    url: `/custom-fields${place}/fields`,
    access: mayDo('read'),
    query: { fieldNames: 'The names of those wanted, separated by commas; all where left out' },
    responses: { 200: 'A map of values', ...refused },
    handle: read
  },
  {
    tag: 'custom fields',
    id: `setCustomFieldsOf${name}`,
    summary: `Set custom fields of ${what}; others stay as they are`,
    method: 'PUT',
    url: `/custom-fields${place}/fields`,
    access: mayDo('edit'),
    consumes: ['application/json'],
    responses: { 200: 'All fields, as they are now', ...refused, 500: 'No JSON' },
    handle: write
  }
]

const one = (name: string, what: string, place: string): Endpoint[] => [
  {
    tag: 'custom fields',
    id: `customFieldOf${name}`,
    summary: `Read a custom field of ${what}`,
    method: 'GET',
    url: `/custom-fields${place}/fields/{fieldName}`,
    access: mayDo('read'),
    produces: 'text/plain',
    responses: { 200: 'The value: a text as it is, anything else as JSON', ...refused },
    handle: readOne
  },
  {
    tag: 'custom fields',
    id: `removeCustomFieldOf${name}`,
    summary: `Remove a custom field of ${what}`,
    method: 'DELETE',
    url: `/custom-fields${place}/fields/{fieldName}`,
    access: mayDo('edit'),
    responses: { 200: 'The fields that are left', ...refused },
    handle: remove
  }
]

/** CustomFieldsApi */
export const customFieldEndpoints: readonly Endpoint[] = places.flatMap(place => [...all(...place), ...one(...place)])
