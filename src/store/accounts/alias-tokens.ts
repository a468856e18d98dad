import type { Clock } from '../../process/clock.ts'
import type { Statements } from '../sql/statements.ts'

export interface AliasToken {
  id: number
  alias: string
  secret: string
  login: string
  enabled: number
  created: number
  expires: number
}

/** AliasToken.isAliasFormat */
export const isAlias = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Bytes below this fall on each character equally often. */
const usable = 256 - 256 % characters.length

/** 64 letters and digits. */
const newSecret = (clock: Clock): string =>
  [...clock.bytes(128)]
    .filter(byte => byte < usable)
    .slice(0, 64)
    .map(byte => characters.charAt(byte % characters.length))
    .join('')
    .padEnd(64, 'x')

function queries (sql: Statements) {
  return {
    find: sql.get<[alias: string, now: number], AliasToken>('SELECT * FROM alias_token WHERE alias = ? AND expires > ? AND enabled = 1'),
    findById: sql.get<[id: number, now: number], AliasToken>('SELECT * FROM alias_token WHERE id = ? AND expires > ? AND enabled = 1'),
    list: sql.all<[login: string, now: number], AliasToken>(
      'SELECT * FROM alias_token WHERE login = ? AND expires > ? AND enabled = 1 ORDER BY id'
    ),
    insert: sql.insertReturning<[alias: string, secret: string, login: string, created: number, expires: number], AliasToken>(
      'alias_token',
      '(alias, secret, login, created, expires) VALUES (?, ?, ?, ?, ?) RETURNING *'),
    sweep: sql.delete<[now: number]>('alias_token', 'WHERE expires <= ?'),
    remove: sql.delete<[alias: string]>('alias_token', 'WHERE alias = ?'),
    disable: sql.update<[login: string]>('alias_token', 'SET enabled = 0 WHERE login = ?')
  }
}

/** Tokens that stand for a login (HibernateAliasTokenService). One whose time is over is as good as gone. */
export class AliasTokenStore {
  private readonly sql
  private readonly clock: Clock

  constructor (statements: Statements, clock: Clock) {
    this.sql = queries(statements)
    this.clock = clock
  }

  find (alias: string): AliasToken | undefined {
    return this.sql.find(alias, this.clock.now())
  }

  findById (id: number): AliasToken | undefined {
    return this.sql.findById(id, this.clock.now())
  }

  ofUser (login: string): AliasToken[] {
    return this.sql.list(login, this.clock.now())
  }

  /** @param lifetime in milliseconds. */
  issue (login: string, lifetime: number): AliasToken {
    const now = this.clock.now()
    this.sql.sweep(now)
    return this.sql.insert(this.clock.uuid(), newSecret(this.clock), login, now, now + lifetime)
  }

  invalidate (alias: string): void {
    this.sql.remove(alias)
  }

  /** What happens to the tokens of a user who is disabled (deactivateAllTokensForUser). */
  disable (login: string): void {
    this.sql.disable(login)
  }
}
