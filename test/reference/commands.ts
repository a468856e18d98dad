import fc, { type AsyncCommand } from 'fast-check'
import type { Client } from '../conformance/client.ts'
import {
  type Label,
  type Project,
  type Session,
  type Space,
  type User,
  copyOf,
  firstFree,
  homeOf,
  labels,
  may,
  mayRead,
  newSpace,
  users
} from './archive.ts'
import { compare } from './compare.ts'

/** Spaces by the path that their addresses begin with. */
export const spaces = ['', '/spaces/other'] as const
export type SpacePath = typeof spaces[number]
export type Model = Readonly<Record<SpacePath, Space>>

/** The server, and several connections to it. */
export interface Real {
  readonly clients: readonly Client[]
  asked: number
}

export const newModel = (): Model => ({ '': newSpace(), '/spaces/other': newSpace() })

interface Request {
  readonly method: string
  readonly path: string
  readonly body?: string
}

/** What one request does, and what must come of it. */
interface Step {
  readonly request: (space: Space) => Request | undefined
  /** Changes the model. @returns whether the server is to answer with success. */
  readonly happens: (space: Space, answer: string) => boolean
}

class Change implements AsyncCommand<Model, Real> {
  private readonly space: SpacePath
  private readonly user: User
  private readonly step: Step
  private sent = ''

  constructor (space: SpacePath, user: User, step: Step) {
    this.space = space
    this.user = user
    this.step = step
  }

  check (model: Readonly<Model>): boolean {
    return this.step.request(model[this.space]) !== undefined
  }

  async run (model: Model, real: Real): Promise<void> {
    const request = this.step.request(model[this.space])
    if (request === undefined) return
    const { method, path, body } = request
    this.sent = `${method} ${this.space}${path} as ${this.user}${body === undefined ? '' : ` with ${body}`}`
    const answer = await client(real).send(method, this.space + path, {
      as: this.user,
      ...(body !== undefined && { body, headers: { 'content-type': 'text/plain' } })
    })
    const succeeds = this.step.happens(model[this.space], answer.body)
    if ((answer.status < 300) !== succeeds) {
      throw new Error(`${this.sent}: ${answer.status} ${answer.body}, but should ${succeeds ? 'succeed' : 'be refused'}`)
    }
  }

  toString (): string {
    return this.sent
  }
}

/** Takes the connections in turn. */
function client (real: Real): Client {
  const [first] = real.clients
  const next = real.clients[real.asked++ % real.clients.length] ?? first
  if (next === undefined) throw new Error('there is no connection')
  return next
}

/** Looks at everything, as one user. */
class Look implements AsyncCommand<Model, Real> {
  private readonly space: SpacePath
  private readonly user: User

  constructor (space: SpacePath, user: User) {
    this.space = space
    this.user = user
  }

  check (): boolean {
    return true
  }

  async run (model: Model, real: Real): Promise<void> {
    await look(model, real, this.space, this.user)
  }

  toString (): string {
    return `look at ${this.space === '' ? 'the default space' : this.space} as ${this.user}`
  }
}

export async function look (model: Model, real: Real, space: SpacePath, user: User): Promise<void> {
  await compare(model[space].sessions, user, path => client(real).send('GET', space + path, { as: user }))
}

const sessionUrl = (label: Label): string => `/data/projects/${homeOf(label)}/subjects/S/experiments/${label}`

/** A step at a session: left out while there is none of that label. */
const at = (
  label: Label,
  request: (session: Session) => Request | undefined,
  happens: (session: Session, space: Space) => boolean
): Step => ({
  request: ({ sessions }) => {
    const session = sessions.get(label)
    return session && request(session)
  },
  happens: space => {
    const session = space.sessions.get(label)
    return session !== undefined && happens(session, space)
  }
})

/** Does it, if it may be done. */
function allowed (is: boolean, change: () => void): boolean {
  if (is) change()
  return is
}

const putSession = (user: User, label: Label): Step => ({
  request: () => ({ method: 'PUT', path: `${sessionUrl(label)}?xsiType=xnat:mrSessionData` }),
  happens: ({ sessions }, answer) => allowed(may(user, 'edit', homeOf(label)), () => {
    if (!sessions.has(label)) sessions.set(label, { id: answer, scans: new Map(), sharedInto: new Set() })
  })
})

const deleteSession = (user: User, label: Label): Step => at(label,
  () => ({ method: 'DELETE', path: sessionUrl(label) }),
  (session, { sessions }) => allowed(may(user, 'delete', homeOf(label)), () => { sessions.delete(label) }))

const share = (user: User, label: Label): Step =>
  at(
    label,
    ({ sharedInto }) =>
      sharedInto.size > 0 || homeOf(label) === 'P2' ? undefined : { method: 'PUT', path: `${sessionUrl(label)}/projects/P2` },
    session =>
      allowed(mayRead(user, label, session) && may(user, 'edit', 'P2'), () => {
        session.sharedInto.add('P2')
      })
  )

const unshare = (user: User, label: Label): Step => at(label,
  ({ sharedInto }) => sharedInto.size === 0 ? undefined : { method: 'DELETE', path: `${sessionUrl(label)}/projects/P2` },
  session => allowed(mayRead(user, label, session) && may(user, 'delete', 'P2'), () => { session.sharedInto.delete('P2') }))

interface Fields {
  readonly type?: string | undefined
  readonly quality?: string | undefined
  readonly note?: string | undefined
}

const queryOf = (fields: Fields): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `&${name}=${encodeURIComponent(String(value))}`)
    .join('')

const putScan = (user: User, label: Label, id: string, fields: Fields): Step => at(label,
  session => ({ method: 'PUT', path: `/data/experiments/${session.id}/scans/${id}?xsiType=xnat:mrScanData${queryOf(fields)}` }),
  session => allowed(may(user, 'edit', homeOf(label)), () => {
    const scan = session.scans.get(id) ?? { type: '', quality: '', note: '', files: new Map<string, string>() }
    session.scans.set(id, { ...scan, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) })
  }))

const postScan = (user: User, label: Label): Step =>
  at(
    label,
    session => ({ method: 'POST', path: `/data/experiments/${session.id}/scans?xsiType=xnat:mrScanData&type=posted` }),
    session =>
      allowed(may(user, 'edit', homeOf(label)), () => {
        session.scans.set(firstFree(session), { type: 'posted', quality: '', note: '', files: new Map() })
      })
  )

const deleteScan = (user: User, label: Label, id: string): Step => at(label,
  session => ({ method: 'DELETE', path: `/data/experiments/${session.id}/scans/${id}` }),
  session => allowed(session.scans.has(id) && may(user, 'delete', homeOf(label)), () => { session.scans.delete(id) }))

/** Who may read, but not write, is told nothing (FileList.handlePost). */
const putFile = (user: User, label: Label, id: string, name: string, content: string): Step =>
  at(
    label,
    session => ({
      method: 'PUT',
      path: `/data/experiments/${session.id}/scans/${id}/resources/R/files/${name}?inbody=true&overwrite=true`,
      body: content
    }),
    session => {
      const scan = session.scans.get(id)
      if (may(user, 'edit', homeOf(label))) scan?.files.set(name, content)
      return scan !== undefined && mayRead(user, label, session)
    }
  )

const deleteFile = (user: User, label: Label, id: string, name: string): Step => at(label,
  session => ({ method: 'DELETE', path: `/data/experiments/${session.id}/scans/${id}/resources/R/files/${name}` }),
  session => {
    const scan = session.scans.get(id)
    return allowed(scan?.files.has(name) === true && may(user, 'delete', homeOf(label)), () => { scan?.files.delete(name) })
  })

/** The control plane asks nobody who they are. */
const snapshot = (name: string): Step => ({
  request: () => ({ method: 'PUT', path: `/_mock/snapshots/${name}` }),
  happens: space => allowed(true, () => { space.snapshots.set(name, copyOf(space.sessions)) })
})

const restore = (name: string): Step => ({
  request: () => ({ method: 'POST', path: `/_mock/snapshots/${name}/restore` }),
  happens: space => {
    const kept = space.snapshots.get(name)
    return allowed(kept !== undefined, () => { if (kept) space.sessions = copyOf(kept) })
  }
})

const reset: Step = {
  request: () => ({ method: 'POST', path: '/_mock/reset' }),
  happens: space => allowed(true, () => { space.sessions = new Map() })
}

const someSpace = fc.constantFrom(...spaces)
const someUser = fc.constantFrom(...users)
/** Most of what is tried is to succeed. */
const writer = fc.oneof({ weight: 3, arbitrary: fc.constantFrom<User>('admin', 'owner', 'member') }, { weight: 1, arbitrary: someUser })
const someLabel = fc.constantFrom(...labels)
const someScan = fc.constantFrom('1', '2', '3', 'loc')
const someText = fc.constantFrom('usable', 'two words', '<b>&amp;</b>', '"quoted", with comma', 'ä 😀')
const someFields = fc.record({
  type: fc.option(someText, { nil: undefined }),
  quality: fc.option(someText, { nil: undefined }),
  note: fc.option(someText, { nil: undefined })
})
const someFile = fc.constantFrom('a.txt', 'b.txt')
const someContent = fc.constantFrom('one', 'two', 'three and more')
const someName = fc.constantFrom('x', 'y')

const change = <Values extends readonly unknown[]>(
  values: { [At in keyof Values]: fc.Arbitrary<Values[At]> },
  step: (user: User, ...values: Values) => Step
) =>
    fc
      .tuple(someSpace, writer, fc.tuple(...values))
      .map(([space, user, chosen]) => new Change(space, user, step(user, ...(chosen as unknown as Values))))

/** Every kind of command, those oftener that others need. */
export const kinds: fc.Arbitrary<AsyncCommand<Model, Real>>[] = [
  ...Array.from({ length: 3 }, () => change([someLabel], putSession)),
  ...Array.from({ length: 4 }, () => change([someLabel, someScan, someFields] as const, putScan)),
  ...Array.from({ length: 2 }, () => change([someLabel, someScan, someFile, someContent] as const, putFile)),
  change([someLabel], postScan),
  change([someLabel, someScan] as const, deleteScan),
  change([someLabel, someScan, someFile] as const, deleteFile),
  change([someLabel], deleteSession),
  change([someLabel], share),
  change([someLabel], unshare),
  change([someName], (user, name) => snapshot(name)),
  change([someName], (user, name) => restore(name)),
  change([], () => reset),
  ...Array.from({ length: 3 }, () => fc.tuple(someSpace, someUser).map(([space, user]) => new Look(space, user)))
]

export type { Project }
