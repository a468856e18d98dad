import fc from 'fast-check'
import { test } from 'tap'
import { buildApp } from '../src/app.ts'
import type { Seed } from '../src/seeds/schema.ts'
import { users as accounts } from '../src/seeds/built-in/users.ts'
import { Client } from './conformance/client.ts'
import { users } from './reference/archive.ts'
import { type Real, kinds, look, newModel, spaces } from './reference/commands.ts'

/** More of it: XNAT_MOCK_SEQUENCES=1000; the same again: XNAT_MOCK_SEED_OF_CHANCE=… as a failure tells. */
const sequences = Number(process.env['XNAT_MOCK_SEQUENCES'] ?? 30)
const seedOfChance = Number(process.env['XNAT_MOCK_SEED_OF_CHANCE'] ?? 20261126)

const seed: Seed = {
  name: 'two projects',
  users: accounts,
  projects: [
    {
      id: 'P1',
      accessibility: 'private',
      users: { owner: 'owner', member: 'member', collaborator: 'collaborator' },
      subjects: [{ label: 'S' }]
    },
    { id: 'P2', accessibility: 'private', users: { owner: 'owner', stranger: 'collaborator' }, subjects: [{ label: 'S' }] }
  ]
}

test(
  'after any sequence of writes, resets and snapshots, everybody sees in every format what a small model says',
  { timeout: 600_000 },
  async t => {
    await fc.assert(fc.asyncProperty(fc.commands(kinds, { maxCommands: 40, size: 'max' }), async commands => {
      const app = await buildApp({ seed })
      const url = await app.listen({ port: 0, host: '127.0.0.1' })
      const clients = Array.from({ length: 3 }, () => new Client(url))
      try {
        const [model, real] = [newModel(), { clients, asked: 0 } satisfies Real]
        await fc.asyncModelRun(() => ({ model, real }), commands)
        for (const space of spaces) for (const user of users) await look(model, real, space, user)
      } finally {
        for (const client of clients) client.close()
        await app.close()
      }
    }), { numRuns: sequences, seed: seedOfChance, endOnFailure: false })
    t.pass(`${sequences} sequences`)
  }
)
