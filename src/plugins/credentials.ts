import { hash } from 'node:crypto'
import { failures } from '../failures.ts'
import type { Store } from '../store/index.ts'
import type { UserRow } from '../store/users.ts'

/** A name and password as a request brings them. */
export interface Claim {
  readonly login: string
  readonly password: string
}

/**
 * The claim in a Basic header, if there is one.
 * @throws malformedCredentials for a Basic header that is none.
 */
export function basicClaim (header: string | undefined): Claim | undefined {
  if (header === undefined || !/^basic /i.test(header)) return undefined
  const text = Buffer.from(header.slice(6), 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon === -1) throw failures.malformedCredentials()
  const named = text.slice(0, colon)
  // `provider/user` picks an authentication provider; here there is one
  const login = named.slice(named.indexOf('/') + 1)
  return login.trim() === '' ? undefined : { login, password: text.slice(colon + 1) }
}

/** Checks claims; remembers by digest those that were right, so that the slow check runs once. */
export class Credentials {
  private readonly known = new Map<string, string>()
  private readonly store: Store

  constructor (store: Store) {
    this.store = store
  }

  /** The user whose name and password these are, if the account is enabled. */
  check ({ login, password }: Claim): UserRow | undefined {
    const digest = hash('sha256', `${login}:${password}`)
    const user = this.store.users.find(login)
    // a changed password or a disabled account is seen at once
    if (user?.enabled === 1 && this.known.get(digest) === user.password) return user
    const verified = this.store.users.verify(login, password)
    if (verified === undefined) return undefined
    if (this.known.size >= 1000) this.known.clear()
    this.known.set(digest, verified.password)
    return verified
  }
}
