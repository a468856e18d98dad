import { buildApp } from '../../src/app.ts'
import { empty } from '../../src/seeds/built-in/empty.ts'
import { Client } from './client.ts'
import { Xnat } from './xnat.ts'

/** The XNAT that the cases speak to, and whether the four other users exist there. */
export interface Target {
  readonly xnat: Xnat
  readonly roles: boolean
  readonly close: () => Promise<void>
}

/**
 * The XNAT named by XNAT_URL, with XNAT_USER and XNAT_PASSWORD, and in it the scratch project XNAT_PROJECT;
 * XNAT_ROLES=1 says that owner, member, collaborator and stranger exist, each with its name as password.
 * Without XNAT_URL, this package's own server.
 */
export async function openTarget (env = process.env): Promise<Target> {
  return env['XNAT_URL'] === undefined ? await own() : await other(env['XNAT_URL'], env)
}

async function own (): Promise<Target> {
  const app = await buildApp({ seed: empty })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const client = new Client(url)
  return {
    xnat: await prepare(client, 'CONFORMANCE', 'admin', true),
    roles: true,
    close: async () => {
      client.close()
      await app.close()
    }
  }
}

async function other (
  url: string,
  {
    XNAT_USER: user = 'admin',
    XNAT_PASSWORD: password = 'admin',
    XNAT_PROJECT: project = 'CONFORMANCE',
    XNAT_ROLES: roles
  }: NodeJS.ProcessEnv
): Promise<Target> {
  const client = new Client(url, { [user]: password })
  return { xnat: await prepare(client, project, user, roles === '1'), roles: roles === '1', close: async () => { client.close() } }
}

/** Makes the scratch project where it is not there, and gives the users their roles in it. */
async function prepare (client: Client, project: string, admin: string, roles: boolean): Promise<Xnat> {
  const xnat = new Xnat(client, project, admin)
  if ((await xnat.get(`/data/projects/${project}?format=json`)).status === 404) {
    await xnat.put(`/data/projects/${project}?accessibility=private`)
  }
  for (const role of roles ? ['owner', 'member', 'collaborator'] : []) await xnat.put(`/data/projects/${project}/users/${role}/${role}`)
  return xnat
}
