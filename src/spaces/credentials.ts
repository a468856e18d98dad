import { hash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../process/clock.ts'
import { failures } from '../failures/index.ts'
import { durationOf } from '../model/duration.ts'
import { isAlias } from '../store/accounts/alias-tokens.ts'
import type { Store } from '../store/index.ts'
import type { UserRow } from '../store/accounts/users.ts'
import type { Archive } from './archive.ts'

/** A name and password as a request brings them. */
export interface Claim {
  readonly login: string
  readonly password: string
}

/**
 * The claim in a Basic header, if there is one. The scheme has case (XnatHttpUtils.getBasicAuthCredentials).
 * @throws malformedCredentials for a Basic header that is none.
 */
export function basicClaim (header: string | undefined): Claim | undefined {
  if (header === undefined || !header.startsWith('Basic ')) return undefined
  const text = Buffer.from(header.slice(6), 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon === -1) throw failures.malformedCredentials()
  const named = text.slice(0, colon)
  // `provider/user` picks an authentication provider; here there is one
  const login = named.slice(named.indexOf('/') + 1)
  return login.trim() === '' ? undefined : { login, password: text.slice(colon + 1) }
}

/** Headers of which the claim is remembered, and their longest: a client sends the same with each request. */
const [mostHeaders, longestHeader] = [100, 1000]

/** Takes the same time whatever the two have in common. */
export const same = (one: string, other: string): boolean => timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'))

/** Claims that were right, by digest, with the hash that they were right for: true in every space that has it. */
export type KnownClaims = Map<string, string>

/** Checks claims; remembers those that were right, so that the slow check runs once. */
export class Credentials {
  private readonly known: KnownClaims
  private readonly claims = new Map<string, Claim>()
  private readonly digests = new WeakMap<Claim, string>()
  private readonly logins = new Map<string, number>()
  private readonly archive: Archive
  private readonly clock: Clock

  constructor (archive: Archive, clock: Clock, known: KnownClaims) {
    this.known = known
    this.archive = archive
    this.clock = clock
  }

  private get store (): Store {
    return this.archive.store
  }

  /** When a user last logged in, since the server started. */
  lastLogin (login: string): number | undefined {
    return this.logins.get(login)
  }

  /** The claim in a Basic header, as `basicClaim` reads it: the same object for the same header, read once. */
  claimIn (header: string | undefined): Claim | undefined {
    const known = header === undefined ? undefined : this.claims.get(header)
    if (known !== undefined) return known
    const claim = basicClaim(header)
    if (claim === undefined || header === undefined || header.length > longestHeader) return claim
    if (this.claims.size >= mostHeaders) this.claims.clear()
    this.claims.set(header, claim)
    return claim
  }

  /** Whose login a claim makes: the user's own name, or an alias token's. */
  userOf ({ login }: Claim): UserRow | undefined {
    const owner = isAlias(login) ? this.store.aliasTokens.find(login)?.login : undefined
    return this.store.users.find(owner ?? login)
  }

  /** The user whose claim is right and who may log in. A wrong password is counted (XnatAuthenticationEventPublisher). */
  check (claim: Claim): UserRow | undefined {
    return isAlias(claim.login) && this.store.users.find(claim.login) === undefined ? this.checkToken(claim) : this.checkPassword(claim)
  }

  /** AliasTokenAuthenticationProvider: nothing is counted for tokens. */
  private checkToken ({ login: alias, password }: Claim): UserRow | undefined {
    const token = this.store.aliasTokens.find(alias)
    const user = token && this.store.users.find(token.login)
    return token !== undefined && same(token.secret, password) && user !== undefined && this.mayLogIn(user)
      ? this.succeeded(user)
      : undefined
  }

  checkPassword (claim: Claim): UserRow | undefined {
    const { login, password } = claim
    const user = this.unlocked(this.store.users.find(login))
    const digest = this.digestOf(claim)
    // a changed password is seen at once: what is known is of the one that is stored
    const known = user !== undefined && this.known.get(digest) === user.password
    if ((known || this.store.users.hasPassword(user, password)) && user !== undefined && this.mayLogIn(user)) {
      if (!known) this.remember(digest, user)
      return this.succeeded(user)
    }
    const most = this.store.preferences.read().maxFailedLogins
    if (user !== undefined && most > 0) this.store.transaction(() => { this.store.users.loginFailed(user, most) })
    return undefined
  }

  private digestOf (claim: Claim): string {
    const known = this.digests.get(claim)
    if (known !== undefined) return known
    const digest = hash('sha256', `${claim.login}:${claim.password}`)
    this.digests.set(claim, digest)
    return digest
  }

  /** XnatDatabaseAuthenticationProvider's checks: locked, disabled, not verified. */
  private mayLogIn ({ enabled, verified, locked }: UserRow): boolean {
    return locked === null && enabled === 1 && (verified === 1 || !this.store.preferences.read().emailVerification)
  }

  /** A lock ends after its time (ResetFailedLogins). */
  private unlocked (user: UserRow | undefined): UserRow | undefined {
    if (user === undefined || user.locked === null) return user
    const { maxFailedLoginsLockoutDuration: duration } = this.store.preferences.read()
    if (this.clock.now() - user.locked <= durationOf(duration, 3_600_000)) return user
    this.store.transaction(() => { this.store.users.loginSucceeded(user) })
    return this.store.users.find(user.login)
  }

  /** A user has logged in now. */
  seen (login: string): void {
    this.logins.set(login, this.clock.now())
  }

  private succeeded (user: UserRow): UserRow {
    this.seen(user.login)
    if (user.failed_logins > 0) this.store.transaction(() => { this.store.users.loginSucceeded(user) })
    return user
  }

  private remember (digest: string, { password }: UserRow): void {
    if (this.known.size >= 1000) this.known.clear()
    this.known.set(digest, password)
  }
}
