import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { type Clock, systemClock } from './process/clock.ts'
import { attachControl } from './control/attach.ts'
import { Catalogue, playedVersion } from './model/catalogue.ts'
import { newServer } from './server/new-server.ts'
import { attachPages } from './pages/attach.ts'
import { takeAnyBody } from './entity/body.ts'
import cors from './plugins/cors.ts'
import { coverage } from './plugins/coverage.ts'
import failures from './plugins/failures.ts'
import faults from './plugins/faults.ts'
import hosts from './plugins/hosts.ts'
import exchange from './plugins/exchange.ts'
import { journal } from './plugins/journal.ts'
import { Replay } from './answers/replay.ts'
import { KnownPaths } from './plugins/nearest-path.ts'
import { attachMounted } from './routes/restlet/dispatch.ts'
import { listOperations } from './plugins/operations.ts'
import render from './plugins/render.ts'
import { requestLog } from './plugins/request-log.ts'
import { Rewriter } from './routes/restlet/rewrite.ts'
import space from './plugins/space.ts'
import visit from './plugins/visit.ts'
import warnings from './plugins/warnings.ts'
import { attachDocs } from './server/docs.ts'
import { attachHealth } from './server/health.ts'
import { attachAll } from './routes/restlet/index.ts'
import { attachXapi } from './routes/spring/index.ts'
import { plant } from './seeds/plant/plant.ts'
import type { Seed } from './seeds/schema.ts'
import { type Limits, defaultLimits } from './spaces/limits.ts'
import type { InitialClock } from './spaces/space-clock.ts'
import { Spaces } from './spaces/spaces.ts'
import { BlobStore } from './store/files/blobs.ts'
import type { Store } from './store/index.ts'
import type { Preferences } from './store/accounts/preferences.ts'

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
  /** What the clock of each space begins with, where that is not the machine's. */
  readonly initialClock?: InitialClock
  /** Whether there are spaces and what rules them (`/spaces`, `/_mock`); there are, where this is left out. */
  readonly control?: boolean
  /** Whether what XNAT takes and silently ignores is refused with 400. */
  readonly strict?: boolean
  /** How much a request may bring, where other than the defaults. */
  readonly limits?: Partial<Limits>
  /** Origins whose pages may use the server. */
  readonly cors?: readonly string[]
  /** Names that the server answers to, beside those that are near; without it, to any. */
  readonly allowedHosts?: readonly string[]
  /** Where files are stored, if several archives are to share it; else beside the database, or with the process. */
  readonly blobs?: BlobStore
  /** Called for each request; without one nothing is logged. */
  readonly logger?: FastifyBaseLogger
  /** Describes the routes while they are attached, for the contract. */
  readonly describe?: (app: FastifyInstance) => Promise<void>
}

/** Builds the server; it does not listen. */
export async function buildApp (options: AppOptions = {}): Promise<FastifyInstance> {
  const { basePath = '', control = true, strict = false, logger, describe, cors: origins = [], allowedHosts: allowed } = options
  const limits = { ...defaultLimits, ...options.limits }
  const rewriter = new Rewriter(basePath, control)
  const replay = new Replay(rewriter)
  const app = newServer(rewriter, { limits, logger, shortcut: replay.answer })
  takeAnyBody(app)
  listOperations(app)
  app.decorate('knownPaths', new KnownPaths())
  app.addHook('onRoute', ({ url }) => { app.knownPaths.add(url) })
  const observers = [...control ? [coverage, journal] : [], ...logger ? [requestLog(logger)] : []]
  if (observers.length > 0) await app.register(exchange, { observers })
  await app.register(hosts, { allowed })
  await app.register(cors, { origins })
  await app.register(space, { spaces: openSpaces(app, { ...options, limits }) })
  if (control) await app.register(faults)
  await app.register(warnings, { strict })
  await app.register(failures, { explains: control })
  await app.register(render)
  await app.register(visit)
  await app.register(replay.plugin(observers))
  await describe?.(app)
  attachHealth(app)
  attachDocs(app, basePath)
  if (control) attachControl(app)
  attachMounted(app)
  attachAll(app, rewriter)
  attachXapi(app)
  attachPages(app)
  return app
}

/** Opens the default space, and plants the seed in it where it is empty; all close with the server. */
function openSpaces (
  app: FastifyInstance,
  {
    location = ':memory:',
    seed,
    preferences = {},
    basePath = '',
    clock = systemClock,
    initialClock = {},
    limits,
    blobs: shared
  }: AppOptions & { readonly limits: Limits }
): Spaces {
  const catalogue = new Catalogue(playedVersion)
  const blobs = shared ?? new BlobStore(location === ':memory:' ? undefined : `${location}.files`)
  const fill = (store: Store) => { if (seed) plant(store, catalogue, seed) }
  const file = location === ':memory:' ? undefined : location
  const spaces = new Spaces({ catalogue, clock, initialClock, preferences, blobs, basePath, limits, file, fill })
  fill(spaces.default.store)
  closeWith(app, spaces, shared === undefined ? blobs : undefined)
  return spaces
}

/** @param blobs of our own. What an earlier process left there goes, but no start waits for that. */
function closeWith (app: FastifyInstance, spaces: Spaces, blobs?: BlobStore): void {
  app.addHook('onListen', done => {
    blobs?.sweep().catch((error: unknown) => { app.log.error(error) })
    done()
  })
  app.addHook('onClose', async () => {
    spaces.close()
    blobs?.close()
  })
}
