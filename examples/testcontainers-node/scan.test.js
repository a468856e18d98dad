// Needs Docker, and the image: docker build -t xnat-mock ../..
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { GenericContainer, Wait } from 'testcontainers'

/** @type {import('testcontainers').StartedTestContainer} */
let container
let site = ''
const headers = { authorization: `Basic ${Buffer.from('member:member').toString('base64')}` }

before(async () => {
  container = await new GenericContainer('xnat-mock')
    .withExposedPorts(8080)
    .withWaitStrategy(Wait.forHttp('/_mock/health', 8080))
    .start()
  site = `http://${container.getHost()}:${container.getMappedPort(8080)}`
})
after(() => container.stop())

test('a scan is made and read', async () => {
  const scan = `${site}/data/experiments/XNAT_E00001/scans/6`
  const made = await fetch(`${scan}?xsiType=xnat:mrScanData&type=T2w`, { method: 'PUT', headers })
  assert.equal(made.status, 200)
  const read = await fetch(`${scan}?format=json`, { headers })
  const { items: [item] } = await read.json()
  assert.equal(item.data_fields.type, 'T2w')
})
