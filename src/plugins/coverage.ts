import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Use } from '../spaces/coverage/coverage.ts'
import { operationOf, placeOf } from './operations.ts'
import type { Parameters } from '../http/parameters.ts'

/** What a request has used of the contract. */
export function useOf (request: FastifyRequest, reply: FastifyReply): Use | undefined {
  const operation = operationOf(request)
  // what a fault did says nothing about the operation
  if (operation === undefined || request.notes?.fault !== undefined) return undefined
  const query = request.query as Parameters
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

function formatOf (type: unknown, asked: string | undefined): string | undefined {
  if (asked?.toLowerCase() === 'xlist') return 'xList'
  return typeof type === 'string' ? formats[type.split(';', 1)[0] ?? ''] : undefined
}

function bodyOf ({ 'content-type': type = '', 'content-length': length = '0' }: FastifyRequest['headers']): string {
  if (Number(length) === 0) return 'query'
  if (type.includes('xml')) return 'xml'
  if (type.startsWith('multipart/')) return 'multipart'
  return type.startsWith('application/x-www-form-urlencoded') ? 'form' : 'other'
}
