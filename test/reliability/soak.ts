import { readdirSync } from 'node:fs'
import { Chance } from '../chance.ts'
import { type Answer, Client } from '../conformance/client.ts'
import { Server } from './server.ts'

const connections = 16
const session = '/data/experiments/XNAT_E00001'

type Ask = (client: Client, chance: Chance) => Promise<Answer>

const scan = (chance: Chance): string => `${session}/scans/soak${chance.below(50)}`

/** What is requested, the commonest first. */
const requests: readonly [Ask, ...Ask[]] = [
  (client, chance) => client.send('GET', `${session}/scans?format=${chance.pick(['json', 'csv', 'xml', 'html'])}`),
  (client, chance) =>
    client.send('GET', `${scan(chance)}?format=${chance.pick(['json', 'xml'])}`, {
      as: chance.pick(['admin', 'owner', 'member', 'stranger'])
    }),
  (client, chance) =>
    client.send(
      'PUT',
      `${scan(chance)}?xsiType=xnat:mrScanData&quality=${chance.pick(['usable', 'questionable'])}&note=${chance.below(1000)}`
    ),
  (client, chance) =>
    client.send('GET', `/data/projects?format=${chance.pick(['json', 'csv'])}`, {
      as: chance.pick(['admin', 'stranger', null as unknown as string])
    }),
  (client, chance) =>
    client.send('PUT', `${scan(chance)}/resources/R/files/f${chance.below(20)}.txt?inbody=true&overwrite=true`, {
      body: `${chance.below(5)} `.repeat(500),
      headers: { 'content-type': 'text/plain' }
    }),
  (client, chance) => client.send('GET', `${scan(chance)}/files`),
  (client, chance) => client.send('DELETE', scan(chance)),
  (client, chance) => client.send('GET', `/spaces/soak${chance.below(5)}/data/projects`),
  (client, chance) => client.send('PUT', scan(chance), { body: '<xnat:MRScan', headers: { 'content-type': 'text/xml' } }),
  (client, chance) =>
    client.send('GET', '/data/projects', {
      headers: { authorization: `Basic ${Buffer.from(`nobody${chance.below(1e6)}:x`).toString('base64')}` }
    }),
  client => client.send('POST', '/spaces/soak1/_mock/reset')
]

/** Sends so many requests of every kind: none may fail as it should not, and neither memory nor handles may grow. */
export async function soak (amount: number): Promise<string> {
  const server = await Server.start('--max-spaces', '100')
  const clients = Array.from({ length: connections }, () => new Client(server.url))
  const marks: { resident: number, held: number, handles: number }[] = []
  try {
    // what is kept at most (the requests of each space, sessions) is filled by the first third
    for (let third = 0; third < 3; third++) {
      await Promise.all(
        clients.map((client, number) => send(client, new Chance(third * connections + number), Math.ceil(amount / 3 / connections)))
      )
      marks.push({ ...await server.memory(), handles: handles(server.pid) })
    }
  } finally {
    for (const client of clients) client.close()
    await server.end()
  }
  if (server.surprises.length > 0) throw new Error(`the server did not foresee: ${server.surprises.slice(0, 5).join('\n')}`)
  const [first, , last] = marks
  if (first === undefined || last === undefined) throw new Error('nothing was measured')
  if (last.held > first.held * 1.15 + 2 || last.resident > first.resident * 2 || last.handles > first.handles + 20) {
    throw new Error(`it grows: ${JSON.stringify(marks)}`)
  }
  const told = (name: 'resident' | 'held' | 'handles'): string => marks.map(mark => mark[name].toFixed(0)).join(', ')
  return `${amount} requests; after each third JavaScript held ${told('held')} MiB of ${told('resident')} MiB, file handles ` +
    `${told('handles')}`
}

async function send (client: Client, chance: Chance, amount: number): Promise<void> {
  for (let n = 0; n < amount; n++) {
    // the lower of two numbers: the first are the commonest
    const at = Math.min(chance.below(requests.length), chance.below(requests.length))
    await (requests[at] ?? requests[0])(client, chance)
  }
}

/** Linux only. */
function handles (pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length
}
