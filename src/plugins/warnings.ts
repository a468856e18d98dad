import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { failures } from '../failures/index.ts'
import { headerText } from './explain.ts'
import { type Noted, notesOf } from './notes.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether what XNAT silently ignores is refused. */
    strict: boolean
  }
}

/** Warns clients of what XNAT takes from them and does not use; with `strict` it is refused instead. */
export default fp<{ strict: boolean }>(async (app, { strict }) => {
  app.decorate('strict', strict)
  app.decorateRequest('notes', undefined)
}, { name: 'warnings' })

/** More than so many are of no use to a client, and take time to find. */
const most = 20

export const mayWarn = (request: Noted): boolean => (request.notes?.warnings.length ?? 0) < most

/** Remembers that something of the request is ignored, or does what its client hardly means. */
export function warn (request: Noted, rule: string, text: string): void {
  const { warnings } = notesOf(request)
  if (warnings.length < most) warnings.push({ rule, text })
}

/** The same for what XNAT does where no client expects it: `--strict` does not refuse what XNAT takes. */
export function advise (request: Noted, rule: string, text: string): void {
  const { warnings } = notesOf(request)
  if (warnings.length < most) warnings.push({ rule, text, taken: true })
}

/** @throws ignored, with `--strict`, for a request that has been warned: what it wrote is undone. */
export function refuseIfStrict ({ notes, server }: FastifyRequest): void {
  const first = notes?.warnings.find(({ taken }) => taken === undefined)
  if (server.strict && first) throw failures.ignored(`${first.rule}: ${first.text}`)
}

/** The header with all warnings. */
export function tellWarnings ({ notes }: FastifyRequest, reply: FastifyReply): void {
  if (notes !== undefined && notes.warnings.length > 0) {
    reply.header('x-xnat-mock-warning', notes.warnings.map(({ rule, text }) => headerText(`${rule}: ${text}`)).join('; '))
  }
}
