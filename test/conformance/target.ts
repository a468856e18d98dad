import type { Client } from './client.ts'
import { openXnat } from './running.ts'
import { Xnat } from './xnat.ts'

/** The XNAT that the cases speak to, and whether the four other users exist there. */
export interface Target {
  readonly xnat: Xnat
  readonly roles: boolean
  readonly close: () => Promise<void>
}

/** The XNAT that openXnat opens, and in it the scratch project XNAT_PROJECT. */
export async function openTarget (env = process.env): Promise<Target> {
  const { client, own, admin, roles, close } = await openXnat(env)
  const project = own ? undefined : env['XNAT_PROJECT']
  return { xnat: await prepare(client, project ?? 'CONFORMANCE', admin, roles), roles, close }
}

/** Makes the scratch project where it is not there, and gives the users their roles in it. */
async function prepare (client: Client, project: string, admin: string, roles: boolean): Promise<Xnat> {
  const xnat = new Xnat(client, project, admin)
  const { status } = await xnat.get(`/data/projects/${project}?format=json`)
  if (status === 404) await xnat.put(`/data/projects/${project}?accessibility=private`)
  for (const role of roles ? ['owner', 'member', 'collaborator'] : []) await xnat.put(`/data/projects/${project}/users/${role}/${role}`)
  return xnat
}
