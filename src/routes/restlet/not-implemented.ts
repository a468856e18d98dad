import type { FastifyInstance } from 'fastify'
import { failures } from '../../failures/index.ts'
import { mountAt } from './dispatch.ts'
import type { Rewriter } from './rewrite.ts'
import { type Missing, missing } from './missing.ts'
import type { Plain } from './resource.ts'

/** An operation of XNAT's that this server does not have, on a resource that it has. */
export function notYet (id: string, feature: string): Plain<unknown> {
  return {
    id,
    summary: `${feature}: not in this server`,
    responses: { 501: 'This server does not have it' },
    handle: () => {
      throw failures.notImplemented(feature)
    }
  }
}

/** Whatever XNAT has and this server does not answers 501, so that nobody takes it for a wrong address. */
export function attachMissing (app: FastifyInstance, rewriter: Rewriter): void {
  for (const { feature, archive = false, urls } of missing) {
    for (const url of urls) attachOne(app, rewriter, url, archive, feature)
  }
}

function attachOne (app: FastifyInstance, rewriter: Rewriter, url: string, archive: boolean, feature: Missing['feature']): void {
  rewriter.attach(url, archive)
  mountAt(app, url, { handler: async () => { throw failures.notImplemented(feature) } })
}
