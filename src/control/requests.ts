import Type, { type Static } from 'typebox'
import { siteOfServer } from '../plugins/site.ts'
import type { Entry } from '../spaces/journal.ts'
import { curlLine } from './curl.ts'
import { archiveOf } from './har.ts'
import { type ControlCall, operation } from './operation.ts'
import { Refusal } from '../failures/refusal.ts'
import { filters, matching } from '../spaces/request-filter.ts'

const change = Type.Object({
  action: Type.Union([Type.Literal('created'), Type.Literal('modified'), Type.Literal('deleted')]),
  what: Type.String(),
  id: Type.Optional(Type.String()),
  fields: Type.Optional(Type.Array(Type.String())),
  count: Type.Optional(Type.Integer())
})

/** One request as the journal has it. */
const journalEntry = Type.Object({
  id: Type.Integer({ description: 'counts the requests of the space' }),
  time: Type.String({ description: 'ISO 8601, by the clock of the space' }),
  method: Type.String(),
  url: Type.String({ description: 'as it was sent, without what opens doors' }),
  path: Type.String({ description: 'in the space, without the query' }),
  user: Type.String(),
  agent: Type.Optional(Type.String()),
  status: Type.Integer({ description: '0 where the connection ended before there was one' }),
  milliseconds: Type.Number(),
  cut: Type.Boolean({ description: 'whether the connection ended before the answer did' }),
  request: Type.Object({
    type: Type.Optional(Type.String()),
    length: Type.Optional(Type.Integer()),
    digest: Type.Optional(Type.String()),
    body: Type.Optional(Type.String({ description: 'where it is a short text without secrets' }))
  }),
  response: Type.Object({ type: Type.Optional(Type.String()), length: Type.Optional(Type.Integer()) }),
  operation: Type.Optional(Type.String({ description: 'its operationId in this document' })),
  rule: Type.Optional(Type.String({ description: 'why it was refused' })),
  source: Type.Optional(Type.String({ description: 'where XNAT decides so' })),
  fault: Type.Optional(Type.String()),
  warnings: Type.Array(Type.String()),
  changes: Type.Array(change)
}, { title: 'Request' })

const viewOf = (entry: Entry): Static<typeof journalEntry> =>
  JSON.parse(JSON.stringify({ ...entry, time: new Date(entry.time).toISOString() })) as Static<typeof journalEntry>

const filterTexts = Object.fromEntries(Object.entries(filters).map(([name, { text }]) => [name, text]))

export const requestOperations = [
  operation({
    id: 'listRequests',
    summary: 'The requests that came to the space, the oldest first; or how many',
    method: 'GET',
    url: '/requests',
    query: {
      ...filterTexts,
      last: 'only so many, the newest',
      count: 'there at all: only how many there are',
      format: 'json, har (HTTP Archive) or curl (a line for each)'
    },
    result: Type.Union([Type.Array(journalEntry), Type.Object({ count: Type.Integer() })]),
    responses: { 200: 'The requests, or { "count": n }', 400: 'A filter that there is not, or that cannot be read' },
    run: listRequests
  }),
  operation({
    id: 'getRequest',
    summary: 'One request',
    method: 'GET',
    url: '/requests/{id}',
    result: journalEntry,
    responses: { 200: 'The request', 404: 'No such request, or no longer' },
    run: ({ space, params: { id = '' } }) => {
      const found = space.journal.entries().find(entry => String(entry.id) === id)
      if (found === undefined) throw new Refusal(404, `the journal has no request ${id}`)
      return viewOf(found)
    }
  }),
  operation({
    id: 'deleteRequests',
    summary: 'Forget all requests',
    method: 'DELETE',
    url: '/requests',
    result: Type.Object({ deleted: Type.Integer() }),
    responses: { 200: 'How many there were' },
    run: ({ space }) => ({ deleted: space.journal.clear() })
  })
]

function listRequests (call: ControlCall) {
  const { space, query, request, reply } = call
  const last = lastIn(query.get('last'))
  const found = matching(space.journal.entries(), query, ['last', 'count', 'format'])
  if (query.has('count') && query.get('count') !== 'false') return { count: found.length }
  const shown = last === undefined ? found : found.slice(-last)
  const format = query.get('format') ?? 'json'
  if (format === 'json') return shown.map(viewOf)
  if (format === 'har') return archiveOf(shown, siteOfServer(request))
  if (format === 'curl') {
    return reply
      .header('content-type', 'text/plain; charset=utf-8')
      .send(shown.map(entry => `${curlLine(entry, siteOfServer(request))}\n`).join(''))
  }
  throw new Refusal(400, `requests cannot be written as '${format}'`, ['json', 'har', 'curl'])
}

function lastIn (text: string | null): number | undefined {
  if (text === null) return undefined
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Refusal(400, `'${text}' is no number of requests`, ['1', '100'])
  return Number(text)
}
