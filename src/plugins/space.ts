import fp from 'fastify-plugin'
import type { Clock } from '../clock.ts'
import type { Catalogue } from '../model/catalogue.ts'
import type { Store } from '../store/index.ts'
import { Credentials } from './credentials.ts'
import { KeptAnswers } from './kept-answers.ts'
import { type Limits, defaultLimits } from './limits.ts'
import { Sessions } from './sessions.ts'

/** One whole XNAT: its data, its sessions, its time. */
export interface Space {
  readonly store: Store
  readonly sessions: Sessions
  readonly credentials: Credentials
  readonly clock: Clock
  readonly catalogue: Catalogue
  readonly answers: KeptAnswers
  readonly limits: Limits
}

export function newSpace (store: Store, clock: Clock, catalogue: Catalogue, limits: Partial<Limits> = {}): Space {
  return { store, sessions: new Sessions(clock), credentials: new Credentials(store, clock), clock, catalogue, answers: new KeptAnswers(), limits: { ...defaultLimits, ...limits } }
}

declare module 'fastify' {
  interface FastifyRequest {
    space: Space
  }
}

/** Gives each request the space that it speaks to. */
export default fp<{ space: Space }>(async (app, { space }) => {
  app.decorateRequest('space')
  app.addHook('onRequest', (request, reply, done) => {
    request.space = space
    done()
  })
}, { name: 'space' })
