import { test } from 'tap'
import { systemClock } from '../src/process/clock.ts'
import { Catalogue, playedVersion } from '../src/model/catalogue.ts'
import { plant } from '../src/seeds/plant/plant.ts'
import { demo } from '../src/seeds/built-in/demo.ts'
import { openStore } from '../src/store/index.ts'

const catalogue = new Catalogue(playedVersion)
const session = 'XNAT_E00001'
const viewer = { id: 1, login: 'admin', administrator: true, guest: false }

function archive () {
  const store = openStore({ location: ':memory:', catalogue, clock: systemClock })
  plant(store, catalogue, demo)
  const save = (id: string, note: string) =>
    store.scans.save(
      { type: catalogue.type('xnat:mrScanData'), values: { image_session_ID: session, ID: id, note }, children: {} },
      store.scans.find(session, id),
      viewer
    )
  const noteOf = (id: string): unknown => {
    const row = store.scans.find(session, id)
    return row && store.scans.item(row).values['note']
  }
  return { store, save, noteOf }
}

test('a row that was read is read again after it was written, taken back or deleted', async t => {
  const { store, save, noteOf } = archive()
  t.teardown(store.close)
  t.equal(noteOf('new'), undefined, 'not there')
  store.transaction(() => { save('new', 'first') })
  t.equal(noteOf('new'), 'first', 'made')
  t.throws(() => store.transaction(() => {
    save('new', 'second')
    t.equal(noteOf('new'), 'second', 'seen inside the transaction')
    throw new Error('refused')
  }), { message: 'refused' })
  t.equal(noteOf('new'), 'first', 'taken back')
  store.transaction(() => {
    t.throws(() => store.attempt(() => {
      save('new', 'third')
      t.equal(noteOf('new'), 'third')
      throw new Error('part')
    }), { message: 'part' })
    t.equal(noteOf('new'), 'first', 'a part taken back')
  })
  const status = (): unknown => store.experiments.byId(session)?.status
  t.equal(status(), 'active')
  store.transaction(() => { store.experiments.setStatus(session, 'locked') })
  t.equal(status(), 'locked')
  store.transaction(() => { store.projects.remove('MEMORY') })
  t.equal(store.experiments.byId(session), undefined, 'gone with its project')
  t.equal(noteOf('new'), undefined, 'gone with its session')
})

test('a scan is written with its place only where that changes, and events are not lost with what is taken back', async t => {
  const { store, save } = archive()
  t.teardown(store.close)
  store.transaction(() => { save('a', 'x') })
  const made = store.scans.find(session, 'a')
  if (made === undefined) throw new Error('no scan')
  t.throws(() => store.transaction(() => {
    save('a', 'y')
    throw new Error('refused')
  }), { message: 'refused' })
  const submitted = { ...store.scans.item(made), values: { image_session_ID: session, ID: 'b' }, children: {} }
  store.transaction(() => { store.scans.save(submitted, made, viewer) })
  t.equal(store.scans.find(session, 'a'), undefined)
  t.match(store.scans.find(session, 'b'), { key: made.key, event: made.event + 1, xsi_type: 'xnat:mrScanData' })
})
