import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { type Clock, systemClock } from './clock.ts'
import { Catalogue, playedVersion } from './model/catalogue.ts'
import { takeAnyBody } from './plugins/body.ts'
import failures from './plugins/failures.ts'
import keptAnswers from './plugins/kept-answers.ts'
import type { Limits } from './plugins/limits.ts'
import { Parameters } from './plugins/parameters.ts'
import render from './plugins/render.ts'
import requestLog from './plugins/request-log.ts'
import { SpeltResponse } from './plugins/response.ts'
import { Rewriter } from './plugins/rewrite.ts'
import spaces, { newSpace } from './plugins/space.ts'
import viewer from './plugins/viewer.ts'
import { attachDocs } from './routes/docs.ts'
import { attachHealth } from './routes/health.ts'
import { attachAll } from './routes/index.ts'
import { attachPages } from './routes/pages.ts'
import { attachXapi } from './routes/xapi/index.ts'
import { type Seed, plant } from './seed.ts'
import { BlobStore } from './store/blobs.ts'
import { type Store, openStore } from './store/index.ts'
import type { Preferences } from './store/preferences.ts'

export interface AppOptions {
  /** A file, or `:memory:`, the default. */
  readonly location?: string
  /** Planted where the store is empty. */
  readonly seed?: Seed
  /** Site preferences other than XNAT's defaults. */
  readonly preferences?: Partial<Preferences>
  /** The servlet's context path, such as /xnat. */
  readonly basePath?: string
  readonly clock?: Clock
  /** How much a request may bring, where other than the defaults. */
  readonly limits?: Partial<Limits>
  /** Where files are kept, if several archives are to share it; else beside the database, or with the process. */
  readonly blobs?: BlobStore
  /** Told of each request; without one nothing is logged. */
  readonly logger?: FastifyBaseLogger
  /** Describes the routes while they are attached, for the contract. */
  readonly describe?: (app: FastifyInstance) => Promise<void>
}

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>

/** No route is checked or written by a schema; loading Fastify's compilers would only make a start longer. */
const noCompilers = { buildValidator: () => () => () => true, buildSerializer: () => () => JSON.stringify } as unknown as Compilers

/** Builds the server; it does not listen. */
export async function buildApp ({ location = ':memory:', seed, preferences = {}, basePath = '', clock = systemClock, limits = {}, blobs: shared, logger, describe }: AppOptions = {}): Promise<FastifyInstance> {
  const catalogue = new Catalogue(playedVersion)
  const blobs = shared ?? new BlobStore(location === ':memory:' ? undefined : `${location}.files`)
  const store = openStore({ location, catalogue, clock, preferences, blobs })
  if (seed) plant(store, catalogue, seed)
  const rewriter = new Rewriter(basePath)
  const app = Fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    http: { ServerResponse: SpeltResponse },
    schemaController: { compilersFactory: noCompilers },
    rewriteUrl: request => rewriter.rewrite(request),
    routerOptions: {
      maxParamLength: 10_000,
      ignoreTrailingSlash: true,
      querystringParser: text => new Parameters(text) as unknown as Record<string, unknown>
    }
  })
  closeWith(app, store, shared === undefined ? blobs : undefined)
  app.decorate('basePath', basePath)
  takeAnyBody(app)
  await app.register(spaces, { space: newSpace(store, clock, catalogue, limits) })
  await app.register(failures)
  await app.register(render)
  await app.register(viewer)
  await app.register(keptAnswers)
  if (logger) await app.register(requestLog)
  await describe?.(app)
  attachHealth(app)
  attachDocs(app)
  attachAll(app, rewriter)
  attachXapi(app)
  attachPages(app)
  return app
}

/** @param blobs of our own. What an earlier process left there goes, but no start waits for that. */
function closeWith (app: FastifyInstance, store: Store, blobs?: BlobStore): void {
  app.addHook('onListen', done => {
    blobs?.sweep().catch((error: unknown) => { app.log.error(error) })
    done()
  })
  app.addHook('onClose', async () => {
    store.close()
    blobs?.close()
  })
}
