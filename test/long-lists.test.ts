import { request } from 'node:http'
import { test } from 'tap'
import { buildApp } from '../src/app.ts'
import type { Seed } from '../src/seeds/schema.ts'
import { users } from '../src/seeds/built-in/users.ts'
import { Client } from './conformance/client.ts'

/** More scans than a list holds at once: they are read while they are sent. */
const many = 10_001

const seed: Seed = {
  name: 'many scans',
  users,
  projects: [{
    id: 'P',
    accessibility: 'private',
    users: { owner: 'owner' },
    subjects: [{
      label: 'S',
      experiments: [
        {
          label: 'E',
          xsiType: 'xnat:mrSessionData',
          scans: Array.from({ length: many }, (_, at) => ({
            id: `s${at + 1}`,
            xsiType: 'xnat:mrScanData',
            fields: { note: at % 100 === 0 ? `a "note" <${at}>, é` : `${at}` }
          }))
        }
      ]
    }]
  }]
}

const list = '/data/experiments/XNAT_E00001/scans'

/** Sorted by what they are sorted by anyway, they are all there before the first is sent. */
const whole = (query: string): string => `${list}?${query}&sortBy=xnat_imagescandata_id`

/** Takes the head of an answer and waits. @returns what takes the rest. */
function begin (url: string, headers: Record<string, string>): Promise<() => Promise<string>> {
  return new Promise((resolve, reject) => {
    request(url, { headers, agent: false }, response => {
      response.pause()
      resolve(async () => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk as Buffer)
        return Buffer.concat(chunks).toString('utf8')
      })
    }).on('error', reject).end()
  })
}

test('a very long list is sent while it is read, and is what it was when it was asked for', async t => {
  const app = await buildApp({ seed })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const client = new Client(url)
  t.after(async () => {
    client.close()
    await app.close()
  })

  for (const format of ['json', 'csv', 'xml', 'html', 'xList']) {
    for (const query of [`format=${format}`, `format=${format}&columns=ID,note,xnat:imageScanData/frames`]) {
      const [answer, expected] = [await client.send('GET', `${list}?${query}`), await client.send('GET', whole(query))]
      t.equal(answer.status, 200)
      t.equal(answer.headers['transfer-encoding'], 'chunked')
      t.equal(answer.headers['content-type'], expected.headers['content-type'])
      t.ok(answer.body === expected.body && answer.body.includes(`s${many}`), query)
    }
  }
  t.equal((await client.send('GET', `${list}?columns=note`)).status, 500)
  t.equal((await client.send('HEAD', list)).body, '')

  const before = (await client.send('GET', whole('format=json'))).body
  const headers = { authorization: client.basic('admin') }
  const [first, second] = [await begin(`${url}${list}?format=json`, headers), await begin(`${url}${list}?format=json`, headers)]
  t.equal((await client.send('DELETE', `${list}/s9000`)).status, 200)
  t.equal((await client.send('PUT', `${list}/s9001?note=later`)).status, 200)
  t.equal((await client.send('PUT', `${list}/later?xsiType=xnat:mrScanData`)).status, 200)
  t.ok(await first() === before, 'as it was before three writes')
  const after = (await client.send('GET', whole('format=json'))).body
  t.ok((await client.send('GET', `${list}?format=json`)).body === after && after !== before, 'and as it is now')
  t.equal((await client.send('POST', '/_mock/reset')).status, 200)
  t.ok(await second() === before, 'the archive that it began with has been replaced')
})

test('who goes away in the middle of a very long list keeps nothing from being written', async t => {
  const app = await buildApp({ seed })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const client = new Client(url)
  t.after(async () => {
    client.close()
    await app.close()
  })
  await new Promise<void>((resolve, reject) => {
    const asked = request(`${url}${list}`, { headers: { authorization: client.basic('admin') }, agent: false }, response => {
      response.once('data', () => { asked.destroy() }).on('error', () => {}).once('close', resolve)
    }).on('error', reject)
    asked.end()
  })
  t.equal((await client.send('PUT', `${list}/1?xsiType=xnat:mrScanData`)).status, 200)
  t.match((await client.send('GET', `${list}?format=csv`)).body, ',1,')
})
