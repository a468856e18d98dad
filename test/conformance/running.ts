import { buildApp } from '../../src/app.ts'
import { empty } from '../../src/seeds/built-in/empty.ts'
import { Client } from './client.ts'

/** An XNAT that runs, and who may log in there. */
export interface Running {
  readonly client: Client
  /** Whether it is this package's own server. */
  readonly own: boolean
  /** The login that may do everything. */
  readonly admin: string
  /** Whether owner, member, collaborator and stranger exist there. */
  readonly roles: boolean
  readonly close: () => Promise<void>
}

/** How long an XNAT may take before it sends anything, in milliseconds. */
const patience = 120_000

/**
 * The XNAT named by XNAT_URL, with XNAT_USER and XNAT_PASSWORD. XNAT_ROLES=1 says that owner, member, collaborator and
 * stranger exist; each password is the login unless XNAT_PASSWORDS has it, as JSON: {"owner": "secret"}.
 * Without XNAT_URL, this package's own server, fresh and empty.
 */
export async function openXnat (env = process.env): Promise<Running> {
  const { XNAT_URL: url, XNAT_ROLES: roles } = env
  const { XNAT_USER: admin = 'admin', XNAT_PASSWORD: password = 'admin', XNAT_PASSWORDS: others = '{}' } = env
  if (url === undefined) return await openOwn()
  const client = new Client(url, { ...passwordsIn(others), [admin]: password }, patience)
  return { client, own: false, admin, roles: roles === '1', close: async () => { client.close() } }
}

function passwordsIn (json: string): Record<string, string> {
  try {
    return JSON.parse(json) as Record<string, string>
  } catch {
    throw new Error('XNAT_PASSWORDS must be JSON such as {"owner": "secret"}')
  }
}

async function openOwn (): Promise<Running> {
  const app = await buildApp({ seed: empty })
  const client = new Client(await app.listen({ port: 0, host: '127.0.0.1' }), {}, patience)
  return { client, own: true, admin: 'admin', roles: true, close: async () => { client.close(); await app.close() } }
}
