import type { Seed } from './seed.ts'

/** With what a client logs in. */
export interface Account {
  readonly user: string
  readonly password: string
}

/** The administrator whom a seed brings. A hashed password cannot be told; with the built-in accounts it is the login. */
export function accountOf ({ users }: Pick<Seed, 'users'>): Account {
  const { login, password } = users.find(({ administrator }) => administrator) ?? users[0] ?? { login: 'admin', password: 'admin' }
  return { user: login, password: password.startsWith('scrypt:') ? login : password }
}
