import type { IncomingMessage } from 'node:http'
import fp from 'fastify-plugin'
import type { Shortcut, SpeltResponse } from '../http/response.ts'
import { type Observer, noteWhenOver } from '../plugins/exchange.ts'
import { type Visit, visitOf } from '../plugins/visit.ts'
import type { Rewriter } from '../routes/restlet/rewrite.ts'
import type { Session } from '../spaces/sessions.ts'
import type { Space } from '../spaces/space.ts'
import { type Spaces, defaultName } from '../spaces/spaces.ts'
import type { Store } from '../store/index.ts'
import record from './record.ts'
import { ReplayCache, type ReplayEntry } from './replay-cache.ts'

const mebibyte = 1024 * 1024

/**
 * Replays the answers to requests that come again in the same words from the same user, as long as nothing has been
 * written since. It happens before Fastify, whose way of a request costs several times what is done here. None of
 * Fastify's hooks runs then: who sends the request is found by `visitOf` as in the viewer's hook, and what is done
 * beside the answer is done by the same observers (test/replay.test.ts lists the hooks and says why they are not missed).
 */
export class Replay {
  private readonly rewriter: Rewriter
  private readonly caches = new WeakMap<Store, ReplayCache>()
  /** Undefined before the server is put together, and while it closes. */
  private spaces: Spaces | undefined
  private failed: (error: unknown) => void = () => {}

  constructor (rewriter: Rewriter) {
    this.rewriter = rewriter
  }

  /** @param observers note the exchanges of the server. */
  plugin (observers: readonly Observer[]) {
    return fp(async app => {
      this.spaces = app.spaces
      this.failed = error => { app.log.error(error) }
      app.addHook('preClose', done => {
        this.spaces = undefined
        done()
      })
      await app.register(record, { observers })
    }, { name: 'replay', dependencies: ['space'] })
  }

  /** Answers a request where its answer is cached. What goes wrong here goes wrong again where it is answered else. */
  readonly answer: Shortcut = (message, response) => {
    try {
      return this.replayed(message, response)
    } catch {
      if (!response.headersSent) return false
      response.destroy()
      return true
    }
  }

  private replayed (message: IncomingMessage, response: SpeltResponse): boolean {
    const space = message.method === 'GET' ? this.spaceOf(message) : undefined
    if (space === undefined) return false
    const began = performance.now()
    const found = this.find(space, message)
    if (found === undefined) return false
    const { entry: { head, cookiesAt, payload, notes }, cookies } = found
    const arrival = { space, time: space.clock.now() }
    noteWhenOver(response, began, { arrival: () => arrival, notes: () => notes, failed: this.failed })
    const own = head.slice()
    own[cookiesAt] = [...cookies]
    response.writeHead(200, own as string[]).end(payload)
    return true
  }

  /** The space of an address that a resource answers; none where a fault may happen to its requests. */
  private spaceOf (message: IncomingMessage): Space | undefined {
    const { address } = this.rewriter.read(message.url ?? '')
    message.address = address
    const space = address.template === undefined ? undefined : this.spaces?.find(address.space ?? defaultName)
    return space?.faults.any === false && space.archive.isOpen ? space : undefined
  }

  /** The entry for a request, with the cookies of its own; where there is none, the answer is to be recorded. */
  private find (space: Space, message: IncomingMessage): { entry: ReplayEntry, cookies: Visit['cookies'] } | undefined {
    const { store } = space
    const [words, mark, cache] = [wordsOf(message), store.mark(), this.cacheOf(space)]
    const entries = cache.find(words, mark)
    // a visit is found only for words that have been let in before
    const visit = entries && admitted(visitOf(space, message))
    const entry = visit && entries.get(visit.session.login)
    if (entry === undefined) message.recording = { cache, words, store, mark }
    // a visit may itself have written something
    return entry && store.mark() === mark ? { entry, cookies: visit.cookies } : undefined
  }

  private cacheOf ({ store, name }: Space): ReplayCache {
    let cache = this.caches.get(store)
    if (cache === undefined) this.caches.set(store, cache = new ReplayCache(name === defaultName ? 32 * mebibyte : mebibyte))
    return cache
  }
}

/**
 * What a replay heeds of a visit: all of it, but for a login by which a posted form is lost, since reading posts none. A new
 * member of `Visit` does not compile here until replays heed that too.
 */
type Heeded = Record<'session' | 'cookies' | 'refusal' | 'viewer' | 'loggedIn', unknown>

type Admitted = Visit & { readonly session: Session }

const admitted = (visit: Visit & Record<Exclude<keyof Visit, keyof Heeded>, never>): Admitted | undefined =>
  visit.session === undefined || visit.refusal !== undefined ? undefined : visit as Admitted

/** Everything that an answer to reading depends on, beside the archive and whose session it is. */
function wordsOf ({ url = '', rawHeaders, headers: { cookie } }: IncomingMessage): string {
  const words = cookie === undefined ? rawHeaders : rawHeaders.filter((_, at) => rawHeaders[at & ~1]?.toLowerCase() !== 'cookie')
  return `${url}\n${words.join('\n')}`
}
