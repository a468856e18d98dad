import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../process/clock.ts'
import type { Cache } from '../sql/freshness.ts'
import type { Statements } from '../sql/statements.ts'
import type { Role, Viewer } from './viewer.ts'

export interface UserRow {
  readonly id: number
  readonly login: string
  readonly password: string
  readonly firstname: string
  readonly lastname: string
  readonly email: string
  readonly enabled: number
  readonly verified: number
  readonly administrator: number
  readonly modified: number
  /** Failed logins since the last right one. */
  readonly failed_logins: number
  /** When too many of them locked the account. */
  readonly locked: number | null
  readonly password_set: number
}

/** What may be changed of an account. */
export interface UserChanges {
  readonly password?: string | undefined
  readonly firstname?: string | undefined
  readonly lastname?: string | undefined
  readonly email?: string | undefined
  readonly enabled?: boolean | undefined
  readonly verified?: boolean | undefined
  readonly administrator?: boolean | undefined
}

export interface NewUser {
  readonly login: string
  /** In clear, or already hashed as `scrypt:salt:hash`. */
  readonly password: string
  readonly firstname?: string | undefined
  readonly lastname?: string | undefined
  readonly email?: string | undefined
  readonly administrator?: boolean | undefined
  readonly enabled?: boolean | undefined
  readonly verified?: boolean | undefined
}

// cheap on purpose: these are passwords of a test double, and a first request must not wait for them
const cost = { N: 1024, r: 8, p: 1 }

const derive = (password: string, salt: string): Buffer => scryptSync(password, salt, 32, cost)

/** Hashes a password with a salt of its own. */
export function hashPassword (password: string): string {
  const salt = randomBytes(12).toString('base64url')
  return `scrypt:${salt}:${derive(password, salt).toString('base64url')}`
}

const isHashed = /^scrypt:[\w-]{16}:[\w-]{43}$/

const hashed = (password: string): string => isHashed.test(password) ? password : hashPassword(password)

/** The password of an unknown login, which none matches. */
const noOne = 'scrypt::'

/** To scrypt, NULs at the end of a password are nothing. */
function matches (password: string, stored: string): boolean {
  const [, salt = '', hash = ''] = stored.split(':')
  const expected = Buffer.from(hash, 'base64url')
  const given = derive(password, salt)
  return expected.length === given.length && timingSafeEqual(expected, given) && !password.endsWith('\0')
}

function queries (sql: Statements) {
  return {
    find: sql.get<[login: string], UserRow>('SELECT * FROM user WHERE login = ?'),
    list: sql.all<[], UserRow>('SELECT * FROM user ORDER BY id'),
    insert:
      sql.insert<
        [
          login: string,
          password: string,
          firstname: string,
          lastname: string,
          email: string,
          enabled: number,
          verified: number,
          administrator: number,
          modified: number,
          passwordSet: number
        ]
      >('user', `
      (login, password, firstname, lastname, email, enabled, verified, administrator, modified, password_set)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    update: sql.update<[UserRow]>('user', `
      SET password = :password, firstname = :firstname, lastname = :lastname, email = :email,
        enabled = :enabled, verified = :verified,
        administrator = :administrator, modified = :modified, failed_logins = :failed_logins, locked = :locked, password_set = :password_set
      WHERE login = :login`),
    roles: sql.all<[login: string], { role: string }>('SELECT role FROM user_role WHERE login = ? ORDER BY role'),
    addRole: sql.insert<[login: string, role: string]>('user_role', '(login, role) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    withRole: sql.all<[role: string], { login: string }>('SELECT login FROM user_role WHERE role = ? ORDER BY login'),
    allRoles: sql.all<[], { role: string }>('SELECT DISTINCT role FROM user_role ORDER BY role'),
    memberships: sql.all<[login: string], { project: string, role: Role }>(
      'SELECT project, role FROM member WHERE login = ? ORDER BY project'
    ),
    removeRole: sql.delete<[login: string, role: string]>('user_role', 'WHERE login = ? AND role = ?')
  }
}

export class UserStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly clock: Clock
  /** Every request needs a user. */
  private readonly byLogin: Cache<Map<string, UserRow>>

  constructor (statements: Statements, clock: Clock) {
    this.sql = queries(statements)
    this.clock = clock
    this.byLogin = statements.freshness.cache(['user'], () => new Map())
  }

  find (login: string): UserRow | undefined {
    const { value: cached } = this.byLogin
    const entry = cached.get(login)
    if (entry) return entry
    const found = this.sql.find(login)
    if (found) cached.set(login, found)
    return found
  }

  list (): UserRow[] {
    return this.sql.list()
  }

  add ({
    login,
    password,
    firstname = '',
    lastname = '',
    email = '',
    enabled = true,
    verified = true,
    administrator = false
  }: NewUser): void {
    const now = this.clock.now()
    this.sql.insert(login, hashed(password), firstname, lastname, email, Number(enabled), Number(verified), Number(administrator), now, now)
  }

  change (login: string, { password, firstname, lastname, email, enabled, verified, administrator }: UserChanges): void {
    const user = this.find(login)
    if (user === undefined) return
    const now = this.clock.now()
    this.sql.update({
      ...user,
      ...(password !== undefined && { password: hashed(password), password_set: now }),
      ...(firstname !== undefined && { firstname }),
      ...(lastname !== undefined && { lastname }),
      ...(email !== undefined && { email }),
      ...(enabled !== undefined && { enabled: Number(enabled) }),
      ...(verified !== undefined && { verified: Number(verified) }),
      ...(administrator !== undefined && { administrator: Number(administrator) }),
      modified: now
    })
  }

  /** A login failed (addFailedLoginAttempt). @param most the failure that locks the account; 0 for none. */
  loginFailed (user: UserRow, most: number): void {
    const failed = user.failed_logins + 1
    this.sql.update({ ...user, failed_logins: failed, locked: failed === most ? this.clock.now() : user.locked })
  }

  /** A login was right, or the time of a lock is over (resetFailedLogins). */
  loginSucceeded (user: UserRow): void {
    this.sql.update({ ...user, failed_logins: 0, locked: null })
  }

  /** Roles beside that of administrator. */
  roles (login: string): string[] {
    return this.sql.roles(login).map(({ role }) => role)
  }

  withRole (role: string): string[] {
    return this.sql.withRole(role).map(({ login }) => login)
  }

  allRoles (): string[] {
    return this.sql.allRoles().map(({ role }) => role)
  }

  /** The projects that a user belongs to, and as what. */
  memberships (login: string): { project: string, role: Role }[] {
    return this.sql.memberships(login)
  }

  addRole (login: string, role: string): void {
    this.sql.addRole(login, role)
  }

  removeRole (login: string, role: string): void {
    this.sql.removeRole(login, role)
  }

  /** Whether this is the user's password; as slow for a user that is not there as for a wrong password. */
  hasPassword (user: UserRow | undefined, password: string): boolean {
    return matches(password, user?.password ?? noOne) && user !== undefined
  }
}

export const viewerOf = ({ id, login, administrator }: UserRow): Viewer => ({ id, login, administrator: administrator === 1, guest: false })
