import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { type AppOptions, buildApp } from '../src/app.ts'
import type { Seed } from '../src/seeds/schema.ts'
import { users } from '../src/seeds/built-in/users.ts'
import { statusPage } from './conformance/xnat.ts'

const seed: Seed = {
  name: 'site',
  users,
  projects: [
    {
      id: 'OPEN',
      accessibility: 'public',
      users: { owner: 'owner', member: 'member' },
      subjects: [
        {
          label: 'S',
          experiments: [
            { label: 'E', xsiType: 'xnat:mrSessionData', scans: [{ id: '1', xsiType: 'xnat:mrScanData', fields: { type: 'T1' } }] }
          ]
        }
      ]
    },
    {
      id: 'SHUT',
      accessibility: 'private',
      users: { owner: 'owner' },
      subjects: [
        { label: 'S', experiments: [{ label: 'E', xsiType: 'xnat:ctSessionData', scans: [{ id: '1', xsiType: 'xnat:ctScanData' }] }] }
      ]
    }
  ]
}
export const open = '/data/projects/OPEN/subjects/S/experiments/E'
export const shut = '/data/projects/SHUT/subjects/S/experiments/E'

export type Ask = (
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  url: string,
  as?: string | null,
  headers?: Record<string, string>,
  payload?: string
) => Promise<Awaited<ReturnType<FastifyInstance['inject']>>>

/** A server without a socket, with its settings. */
export async function site (t: Test, options: AppOptions = {}): Promise<Ask> {
  const app = await buildApp({ seed, ...options })
  t.after(() => app.close())
  return async (method, url, as = 'admin', headers = {}, payload) =>
    app.inject({
      method,
      url,
      ...(payload !== undefined && { payload }),
      headers: { ...headers, ...(as !== null && { authorization: `Basic ${Buffer.from(`${as}:${as}`).toString('base64')}` }) }
    })
}

export async function refused (t: Test, answer: ReturnType<Ask>, status: number, text: string): Promise<void> {
  const { statusCode, body } = await answer
  t.same([statusCode, body], [status, statusPage(status, text)])
}
