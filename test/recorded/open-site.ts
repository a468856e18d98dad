import type { Client } from '../conformance/client.ts'
import { type Running, openXnat } from '../conformance/running.ts'
import type { Site } from '../../src/recorded/logins.ts'

/** @returns the XNAT that openXnat opens, as recordings speak to it: their `admin` is its administrator. */
export async function openSite (): Promise<Running & { readonly site: Site }> {
  const running = await openXnat()
  const { client, admin } = running
  if (running.own) await prepare(client)
  const site: Site = {
    url: client.url,
    send: async ({ method, path, headers, body }) => {
      const { status, allHeaders, bytes } = await client.send(method, path, { as: null, headers, ...(body && { body }) })
      return { status, headers: allHeaders, bytes }
    },
    basic: user => client.basic(user === 'admin' ? admin : user)
  }
  return { ...running, site }
}

/** The site that was recorded had public projects; one without any refuses some lists to users who have no project. */
async function prepare (client: Client): Promise<void> {
  const { status, body } = await client.send('PUT', '/data/projects/PUBLIC?accessibility=public')
  if (status !== 200 && status !== 201) throw new Error(`cannot make a public project: ${status} ${body}`)
}
