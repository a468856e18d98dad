import t from 'tap'
import { startXnat } from 'xnat-mock'
import { Scans } from './scans.js'

// one server for this file, and a space for each test: they may all run at once
const xnat = await startXnat({ seed: 'demo' })
t.teardown(() => xnat.close())
t.jobs = 4

const session = 'XNAT_E00001'

t.test('the scans of a type are marked', async t => {
  const space = xnat.space()
  t.same(await new Scans(space).mark(session, 'T1w', 'questionable'), ['2'])
  const { body } = await space.inject(`/data/experiments/${session}/scans/2?format=json`)
  t.match(JSON.parse(body), { items: [{ data_fields: { quality: 'questionable' } }] })
})

t.test('nothing else is written', async t => {
  const space = xnat.space()
  await new Scans(space).mark(session, 'T1w', 'usable')
  t.same(space.requests({ method: 'PUT' }).map(({ path }) => path), [`/data/experiments/${session}/scans/2`])
  t.same(space.requests({ method: 'DELETE' }), [])
})

t.test('a server that is starting is asked again', async t => {
  const space = xnat.space()
  space.faults.add({ preset: 'tomcat-starting', times: 2 })
  t.same(await new Scans(space).mark(session, 'T1w', 'usable'), ['2'])
})

t.test('a full disk is an error, and nothing is changed', async t => {
  const space = xnat.space()
  space.faults.add('disk-full')
  await t.rejects(new Scans(space).mark(session, 'T1w', 'unusable'), { message: `PUT /data/experiments/${session}/scans/2?quality=unusable: 500` })
  t.match((await space.inject(`/data/experiments/${session}/scans/2?format=json`)).body, '"quality":"usable"')
})

t.test('who may not write is told so', async t => {
  const space = xnat.space()
  const scans = new Scans({ url: space.url, user: 'collaborator', password: 'collaborator' })
  await t.rejects(scans.mark(session, 'T1w', 'usable'), { message: `PUT /data/experiments/${session}/scans/2?quality=usable: 403` })
})
