import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Failure } from '../failures/index.ts'
import { nearestAddress, nearestItem } from './nearest-path.ts'
import { notesOf } from './notes.ts'

/** A text as a header may hold it: what is not printable ASCII is percent-encoded. */
export const headerText = (text: string): string =>
  text.replace(/[^\x20-\x7E]+/g, text => encodeURIComponent(text.replace(/\p{Cs}/gu, '?'))).slice(0, 1000)

/** Rules of addresses that lead nowhere. */
const nowhere: ReadonlySet<string> = new Set(['no-such-address', 'no-such-endpoint', 'no-such-page'])

/** Headers of our own on a failure: the rule that fired, where XNAT has it, and what is there in place of what is not. */
export function explain (request: FastifyRequest, reply: FastifyReply, { rule, source, status }: Failure): void {
  const notes = notesOf(request)
  notes.rule ??= rule
  notes.source ??= source
  reply.header('x-xnat-mock-rule', headerText(`${notes.rule} (${notes.source})`))
  const nearest = status === 404 ? nearestItem(request) ?? (nowhere.has(rule) ? nearestAddress(request) : undefined) : undefined
  if (nearest !== undefined) reply.header('x-xnat-mock-nearest', headerText(nearest))
}
