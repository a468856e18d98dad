import { parametersOf } from '../http/parameters.ts'
import type { Use } from '../spaces/coverage/coverage.ts'
import { type ObservedHeaders, type ObservedReply, type ObservedRequest, observer } from './exchange.ts'
import { operationOf, placeOf } from './operations.ts'
import { isOwn } from './own-requests.ts'

/** Counts what requests use of the contract; not those to the control plane and of the site's pages. */
export const coverage = observer(useOf, (use, { arrival }) => { arrival?.space.coverage.count(use) })

function useOf (request: ObservedRequest, reply: ObservedReply): Use | undefined {
  const operation = operationOf(request)
  // what a fault did says nothing about the operation
  if (request.space === undefined || operation === undefined || isOwn(request) || request.notes?.fault !== undefined) return undefined
  const query = parametersOf(request)
  return {
    operation: operation.id,
    address: placeOf(request)?.address ?? '',
    parameters: [...query.keys()],
    format: formatOf(reply.getHeader('content-type'), query.get('format')),
    body: request.method === 'GET' || request.method === 'HEAD' ? undefined : bodyOf(request.headers),
    status: reply.raw.statusCode,
    rule: request.notes?.rule
  }
}

const formats: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/xml': 'xml',
  'application/xml': 'xml'
}

function formatOf (type: unknown, requested: string | undefined): string | undefined {
  if (requested?.toLowerCase() === 'xlist') return 'xList'
  return typeof type === 'string' ? formats[type.split(';', 1)[0] ?? ''] : undefined
}

function bodyOf ({ 'content-type': type = '', 'content-length': length = '0' }: ObservedHeaders): string {
  if (Number(length) === 0) return 'query'
  if (type.includes('xml')) return 'xml'
  if (type.startsWith('multipart/')) return 'multipart'
  return type.startsWith('application/x-www-form-urlencoded') ? 'form' : 'other'
}
