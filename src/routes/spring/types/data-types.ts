import { failures } from '../../../failures/index.ts'
import type { DataType } from '../../../model/data-type.ts'
import { type Document, text } from '../../../model/document.ts'
import { bodyText } from '../../../entity/body.ts'
import { Parameters } from '../../../http/parameters.ts'
import { mayUse } from '../data-access.ts'
import { type Endpoint, type XapiCall, json, objectBody } from '../endpoint.ts'
import { elementsText, formattedName, namespaceOf } from './elements.ts'

const byName = (a: DataType, b: DataType): number => formattedName(a) < formattedName(b) ? -1 : 1

/** Types that have a name in the schemas, in the order of their names. */
const namedTypes = ({ catalogue }: XapiCall): DataType[] => [...catalogue.types()].filter(({ unnamed }) => !unnamed).sort(byName)

/** Names for a type that clients may use (SchemaApi.getDataTypeNames). */
function namesOf (type: DataType): string[] {
  const { prefix, local, entry } = type
  const uri = namespaceOf(type)
  return [...new Set([local, entry.element ?? local].flatMap(name => [`${uri}:${name}`, `${prefix}:${name}`, `${prefix}_${name}`]))].sort()
}

/** SchemaApi.resolveElementNames. @throws noSuchThing with all that there are not */
function resolved (call: XapiCall, names: readonly string[]): DataType[] {
  const types = namedTypes(call)
  const typeOf = (name: string) => types.find(type => formattedName(type) === name || namesOf(type).includes(name))
  const unknown = [...new Set(names.filter(name => typeOf(name) === undefined))]
  if (unknown.length > 0) throw failures.noSuchThing(unknown.join(', '))
  return types.filter(type => names.some(name => typeOf(name) === type))
}

const namesDocument = (types: readonly DataType[]): Document =>
  json(Object.fromEntries(types.map(type => [formattedName(type), namesOf(type)])))

const elementsDocument = (types: readonly DataType[]): Document => text(elementsText(types), { mime: 'application/json;charset=UTF-8' })

/** What a body asks for: `dataTypes`, a list, and `dataType`. @throws badData for none */
function requested (call: XapiCall, method: string): string[] {
  const names = call.body?.type === 'application/x-www-form-urlencoded'
    ? fromForm(new Parameters(bodyText(call.body)))
    : fromMap(call, method)
  if (names.length === 0) {
    throw failures.badData('No data-type names found on the request: must specify one of "dataType" or "dataTypes"\n')
  }
  return names
}

const fromForm = (form: Parameters): string[] =>
  [...form.raw('dataTypes').flatMap(names => names.split(',')), ...form.raw('dataType')].filter(name => name !== '')

/** A map without the list is a null pointer. */
function fromMap (call: XapiCall, method: string): string[] {
  const { dataTypes, dataType } = objectBody(call, {
    method: `public ${method}(java.util.Map<java.lang.String, java.lang.Object>) throws ` +
      'org.nrg.xapi.exceptions.DataFormatException,org.nrg.xapi.exceptions.NotFoundException',
    type: 'java.util.LinkedHashMap<java.lang.String,java.lang.Object>'
  })
  if (!Array.isArray(dataTypes)) throw failures.requestFailed('null')
  return [...dataTypes.map(String), ...typeof dataType === 'string' && dataType.trim() !== '' ? [dataType] : []]
}

const types = { tag: 'schemas', method: 'GET', access: mayUse } as const
const asked = { ...types, method: 'POST', consumes: ['application/json', 'application/x-www-form-urlencoded'] } as const
const refused = { 400: 'None asked for', 404: 'No such type', 500: 'No map, or one without dataTypes' }

/** The data types of SchemaApi. */
export const dataTypeEndpoints: readonly Endpoint[] = [
  {
    ...types,
    id: 'dataTypes',
    summary: 'List the data types',
    url: '/schemas/datatypes',
    responses: { 200: 'A list of xsiTypes' },
    handle: call => json(namedTypes(call).map(({ xsiType }) => xsiType).sort())
  },
  {
    ...types,
    id: 'searchableTypes',
    summary: 'List the types of image session that can be searched',
    url: '/schemas/datatypes/searchable',
    responses: { 200: 'A list of xsiTypes' },
    handle: ({ catalogue }) => json(
      [...catalogue.types()]
        .filter(type => type.entry.display !== undefined && type.isA('xnat:imageSessionData'))
        .map(({ xsiType }) => xsiType)
    )
  },
  {
    ...types,
    id: 'allTypeNames',
    summary: 'List all names of all data types',
    url: '/schemas/datatypes/names/all',
    responses: { 200: 'A map of lists' },
    handle: call => namesDocument(namedTypes(call))
  },
  {
    ...types,
    id: 'typeNames',
    summary: 'List all names of a data type',
    url: '/schemas/datatypes/names/{dataType}',
    responses: { 200: 'A map of one list', 404: 'No such type' },
    handle: call => namesDocument(resolved(call, [call.params['dataType'] ?? '']))
  },
  {
    ...asked,
    id: 'someTypeNames',
    summary: 'List all names of the data types that the body asks for',
    url: '/schemas/datatypes/names',
    responses: { 200: 'A map of lists', ...refused },
    handle: call => namesDocument(resolved(call, requested(
      call,
      'com.google.common.collect.SetMultimap<java.lang.String, java.lang.String> org.nrg.xapi.rest.schemas.SchemaApi.getDataTypeNames'
    )))
  },
  {
    ...types,
    id: 'allElements',
    summary: 'Describe all data types, with their fields',
    url: '/schemas/datatypes/elements/all',
    responses: { 200: 'A map of types' },
    handle: call => elementsDocument(namedTypes(call))
  },
  {
    ...types,
    id: 'element',
    summary: 'Describe a data type, with its fields',
    url: '/schemas/datatypes/elements/{dataType}',
    responses: { 200: 'A map of one type', 404: 'No such type' },
    handle: call => elementsDocument(resolved(call, [call.params['dataType'] ?? '']))
  },
  {
    ...asked,
    id: 'someElements',
    summary: 'Describe the data types that the body asks for',
    url: '/schemas/datatypes/elements',
    responses: { 200: 'A map of types', ...refused },
    handle: call => elementsDocument(resolved(call, requested(
      call,
      'java.util.Map<java.lang.String, org.nrg.xft.schema.Wrappers.GenericWrapper.GenericWrapperElement> ' +
        'org.nrg.xapi.rest.schemas.SchemaApi.getDataTypeElements'
    )))
  }
]
