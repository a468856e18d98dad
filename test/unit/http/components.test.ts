import { test } from 'tap'
import { parse } from 'yaml'
import { contract, describedRoutes } from '../../../src/contract.ts'
import { type JsonObject, withComponents } from '../../../src/http/components.ts'
import { followed } from '../../contract.ts'

const page = (description: string): JsonObject => ({ description, content: { 'text/html': { schema: { type: 'string' } } } })
const query = (name: string, description: string): JsonObject => ({ in: 'query', name, description, schema: { type: 'string' } })
const item = { type: 'object', title: 'one item', properties: { title: { type: 'string' } } }
const list = { type: 'array', title: 'Items', items: item }
const answer = (schema: JsonObject): JsonObject => ({ description: 'It', content: { 'application/json': { schema } } })

const document: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'a title' },
  components: { securitySchemes: {}, schemas: {} },
  paths: {
    '/items': {
      get: {
        operationId: 'list',
        parameters: [query('format', 'json'), query('a:b/last', 'how many')],
        responses: { 200: answer(list), 404: page("There's no such place") }
      },
      post: { operationId: 'add', parameters: [query('format', 'xml')], responses: { 404: page("There's no such place") } }
    },
    '/items/{id}': {
      get: { operationId: 'read', parameters: [query('format', 'json')], responses: { 200: answer(item), 404: page('No such item') } },
      put: { operationId: 'put', parameters: [query('format', 'xml')], responses: { 200: page('Done') } },
      delete: { operationId: 'delete', parameters: [query('a:b/last', 'how many')], responses: { 200: page('Done') } }
    }
  }
}

test('what is said more than once stands under components, with a name of its own', async t => {
  const shared = withComponents(document)
  t.same(shared['components'], {
    securitySchemes: {},
    schemas: { OneItem: item, Items: { ...list, items: { $ref: '#/components/schemas/OneItem' } } },
    parameters: { 'list.format': query('format', 'json'), 'a-b-last': query('a:b/last', 'how many'), 'add.format': query('format', 'xml') },
    responses: { TheresNoSuchPlace: page("There's no such place"), Done: page('Done') }
  })
  const { '/items': items } = shared['paths'] as Readonly<Record<string, JsonObject>>
  t.same(items?.['get'], {
    operationId: 'list',
    parameters: [{ $ref: '#/components/parameters/list.format' }, { $ref: '#/components/parameters/a-b-last' }],
    responses: { 200: answer({ $ref: '#/components/schemas/Items' }), 404: { $ref: '#/components/responses/TheresNoSuchPlace' } }
  })
  t.same(followed(shared['paths'] ?? null, shared), document['paths'], 'it says the same')
  t.same(shared['info'], document['info'])
})

test('two schemas cannot have one title', async t => {
  const other = { ...item, type: 'string' }
  const paths = { '/': { get: { operationId: 'a', responses: { 200: answer(item), 201: answer(other) } } } }
  t.throws(() => withComponents({ paths }), { message: 'two schemas have the title one item' })
})

test('the contract says what the routes say', async t => {
  const document = parse(await contract('0')) as JsonObject
  const routes = await describedRoutes('0')
  t.same(followed(document['paths'] ?? null, document), routes['paths'])
})
