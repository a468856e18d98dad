import type { Seed } from './schema.ts'

/** With what a client logs in. */
export interface Account {
  readonly user: string
  readonly password: string
}

/** The administrator whom a seed brings. A hashed password cannot be shown; with the built-in accounts it is the login. */
export function accountOf ({ users = [] }: Pick<Seed, 'users'>): Account {
  const { login, password = login } = users.find(({ administrator }) => administrator) ?? users[0] ?? { login: 'admin' }
  const clear = String(password)
  return { user: login, password: clear.startsWith('scrypt:') ? login : clear }
}
