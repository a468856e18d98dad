import { failures } from '../../failures/index.ts'
import type { Document } from '../../model/document.ts'
import { type Schema, schemas } from '../../serializers/namespaces.ts'
import { type Form, findSchema, findSchemaFile, schemaXml } from '../../serializers/xsd.ts'
import { type Endpoint, type XapiCall, bare, json } from './endpoint.ts'

const xmlOf = ({ catalogue }: XapiCall, schema: Schema, form: Form = 'folders'): Document =>
  bare(schemaXml(catalogue, schema, form), 'application/xml')

/** What XNAT calls a schema: its folder and file, or one name where both are the same. */
const nameOf = ({ folder, file }: Schema): string => folder === file ? file : `${folder}/${file}`

/** SchemaApi.getRequestedDataTypeSchema */
function schemaNamed (call: XapiCall, folder: string, file: string): Document {
  const schema = findSchema(folder, file)
  if (schema === undefined) throw failures.noSuchThing(`classpath:schemas/${folder}/${file}.xsd`)
  return xmlOf(call, schema)
}

/** SchemaOnlyApi: a null pointer for what it does not find. */
function schemaFile (call: XapiCall, schema: Schema | undefined, form: Form): Document {
  if (schema === undefined) throw failures.requestFailed('null')
  return xmlOf(call, schema, form)
}

const withoutEnding = (name: string | undefined): string => name?.replace(/\.xsd$/, '') ?? ''

const described = { tag: 'schemas', method: 'GET', access: 'anyone' } as const

/** Files of schemas below one servlet's path; documents name them without a folder. */
const files = (servlet: string, suffix: string): readonly Endpoint[] => [
  {
    ...described,
    id: `schemaFile${suffix}`,
    summary: 'Read an XML schema by its file name',
    servlet,
    url: '/{schema}.xsd',
    produces: 'application/xml',
    responses: { 200: 'The schema', 500: 'No such schema' },
    handle: call => schemaFile(call, findSchemaFile(withoutEnding(call.params['schema'])), 'flat')
  },
  {
    ...described,
    id: `schemaFileInFolder${suffix}`,
    summary: 'Read an XML schema by folder and file name',
    servlet,
    url: '/{namespace}/{schema}.xsd',
    produces: 'application/xml',
    responses: { 200: 'The schema', 500: 'No such schema' },
    handle: call => {
      const file = withoutEnding(call.params['schema'])
      return schemaFile(call, findSchema(call.params['namespace'] ?? '', file) ?? findSchemaFile(file), 'folders')
    }
  }
]

/** SchemaApi and SchemaOnlyApi: XML schemas, written from the catalogue. */
export const schemaEndpoints: readonly Endpoint[] = [
  {
    ...described,
    id: 'listSchemas',
    summary: 'List the names of the XML schemas',
    url: '/schemas',
    responses: { 200: 'A list of names' },
    handle: () => json(schemas.map(nameOf))
  },
  {
    ...described,
    id: 'schema',
    summary: 'Read an XML schema whose folder and file have one name',
    url: '/schemas/{schema}',
    produces: 'application/xml',
    responses: { 200: 'The schema', 404: 'No such schema' },
    handle: call => schemaNamed(call, call.params['schema'] ?? '', call.params['schema'] ?? '')
  },
  {
    ...described,
    id: 'schemaInFolder',
    summary: 'Read an XML schema',
    url: '/schemas/{namespace}/{schema}',
    produces: 'application/xml',
    responses: { 200: 'The schema', 404: 'No such schema' },
    handle: call => schemaNamed(call, call.params['namespace'] ?? '', call.params['schema'] ?? '')
  },
  ...files('/schemas', ''),
  ...files('/xapi', 'InXapi')
]
