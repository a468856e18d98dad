import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Statements } from './statements.ts'

/** Who is asking. */
export interface Viewer {
  readonly id: number
  readonly login: string
  readonly administrator: boolean
  readonly guest: boolean
}

export interface UserRow {
  id: number
  login: string
  password: string
  firstname: string
  lastname: string
  email: string
  enabled: number
  verified: number
  administrator: number
  modified: number
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
}

/** XNAT's own account for requests without credentials. */
export const guest: Viewer = { id: 0, login: 'guest', administrator: false, guest: true }

// cheap on purpose: these are passwords of a test double, and a first request must not wait for them
const cost = { N: 1024, r: 8, p: 1 }

const derive = (password: string, salt: string): Buffer => scryptSync(password, salt, 32, cost)

/** Hashes a password with a salt of its own. */
export function hashPassword (password: string): string {
  const salt = randomBytes(12).toString('base64url')
  return `scrypt:${salt}:${derive(password, salt).toString('base64url')}`
}

/** The password of an unknown login, which none matches. */
const noOne = 'scrypt::'

function matches (password: string, stored: string): boolean {
  const [, salt = '', hash = ''] = stored.split(':')
  const expected = Buffer.from(hash, 'base64url')
  const given = derive(password, salt)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

function queries (sql: Statements) {
  return {
    find: sql.get<[login: string], UserRow>('SELECT * FROM user WHERE login = ?'),
    list: sql.all<[], UserRow>('SELECT * FROM user ORDER BY id'),
    insert: sql.run<[login: string, password: string, firstname: string, lastname: string, email: string, enabled: number, administrator: number, modified: number]>(`
      INSERT INTO user (login, password, firstname, lastname, email, enabled, administrator, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  }
}

export class UserStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly clock: Clock
  /** Every request asks for a user. */
  private readonly known = new Map<string, UserRow>()

  constructor (statements: Statements, clock: Clock) {
    this.sql = queries(statements)
    this.clock = clock
  }

  find (login: string): UserRow | undefined {
    const known = this.known.get(login)
    if (known) return known
    const found = this.sql.find(login)
    if (found) this.known.set(login, found)
    return found
  }

  /** Reads again, after something was changed or taken back. */
  forget (): void {
    this.known.clear()
  }

  list (): UserRow[] {
    return this.sql.list()
  }

  add ({ login, password, firstname = '', lastname = '', email = '', enabled = true, administrator = false }: NewUser): void {
    const stored = password.startsWith('scrypt:') ? password : hashPassword(password)
    this.sql.insert(login, stored, firstname, lastname, email, Number(enabled), Number(administrator), this.clock.now())
    this.forget()
  }

  /** The user with these credentials; as slow for an unknown login as for a wrong password. */
  verify (login: string, password: string): UserRow | undefined {
    const user = this.find(login)
    return matches(password, user?.password ?? noOne) && user?.enabled === 1 ? user : undefined
  }
}

export const viewerOf = ({ id, login, administrator }: UserRow): Viewer => ({ id, login, administrator: administrator === 1, guest: false })
