import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { test } from 'tap'
import { Catalogue, playedVersion } from '../../../src/model/catalogue.ts'
import type { ReadonlyItem } from '../../../src/model/item.ts'
import { systemClock } from '../../../src/process/clock.ts'
import { demo } from '../../../src/seeds/built-in/demo.ts'
import { plant } from '../../../src/seeds/plant/plant.ts'
import { openStore, type Store } from '../../../src/store/index.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { Freshness } from '../../../src/store/sql/freshness.ts'
import { archiveTables, reachedFrom } from '../../../src/store/sql/tables.ts'

test('a mark changes with each write to its tables, and with nothing else', async t => {
  const freshness = new Freshness()
  const marks = () => [freshness.mark(['user']), freshness.mark(['scan']), freshness.mark(['user', 'scan']), freshness.mark()]
  const changed = (work: () => void): boolean[] => {
    const before = marks()
    work()
    return marks().map((mark, at) => mark !== before[at])
  }
  t.same(changed(() => {}), [false, false, false, false], 'nothing')
  t.same(changed(() => { freshness.advance(['user']) }), [true, false, true, true], 'a write to one')
  t.same(changed(() => { freshness.advance(['scan', 'resource']) }), [false, true, true, true], 'a write to two')
  t.same(changed(() => { freshness.advance(['file']) }), [false, false, false, true], 'a write to another')
  const begin = freshness.mark()
  t.same(changed(() => { freshness.rolledBack(begin) }), [false, false, false, false], 'nothing to roll back')
  freshness.advance(['user'])
  t.same(changed(() => { freshness.rolledBack(begin) }), [true, false, true, true], 'a write rolled back')
})

test('a cache reads once until its tables are written to, and a write through it leaves it as fresh as it was', async t => {
  const freshness = new Freshness()
  let reads = 0
  const cache = freshness.cache(['scan'], () => ++reads)
  const write = () => { freshness.advance(['scan']) }
  t.same([cache.value, cache.value], [1, 1])
  freshness.advance(['user'])
  t.equal(cache.value, 1, 'another table')
  write()
  t.equal(cache.value, 2, 'its own')
  cache.writeThrough(write)
  t.equal(cache.value, 2, 'through the cache')
  write()
  cache.writeThrough(write)
  t.equal(cache.value, 3, 'stale before the write, stale after it')
  t.throws(() => { cache.writeThrough(() => { write(); throw new Error('refused') }) }, { message: 'refused' })
  t.equal(cache.value, 4, 'a write that failed')
  const begin = freshness.mark()
  cache.writeThrough(write)
  freshness.rolledBack(begin)
  t.equal(cache.value, 5, 'a write through it that was rolled back')
})

test('who subscribes hears of a write before it happens, until that ends', async t => {
  const freshness = new Freshness()
  const heard: number[] = []
  const end = freshness.beforeWrite('scan', () => { heard.push(freshness.mark(['scan'])) })
  freshness.advance(['user'])
  freshness.advance(['scan'])
  freshness.advance(['experiment', 'scan'])
  end()
  freshness.advance(['scan'])
  t.same(heard, [0, 2])
})

test('the tables that a deletion reaches are those of the foreign keys and triggers of the database', async t => {
  const db = openDatabase(':memory:')
  t.teardown(() => { db.close() })
  const all = (sql: string) => db.prepare<[], Record<string, string>>(sql).all()
  const tables = all("SELECT name FROM sqlite_schema WHERE type = 'table' AND (name = 'sqlite_sequence' OR name NOT LIKE 'sqlite_%')")
  t.same(tables.map(({ name }) => name).sort(), [...archiveTables].sort(), 'each table is in the list')
  const keys = tables.flatMap(({ name = '' }) =>
    all(`PRAGMA foreign_key_list("${name}")`)
      .filter(key => key['on_delete'] === 'CASCADE' || key['on_delete'] === 'SET NULL')
      .map(key => [key['table'], name] as const)
  )
  const triggers = all("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").map(({ sql = '' }) => {
    const [, from, to] = /AFTER DELETE ON (\w+) BEGIN DELETE FROM (\w+) WHERE [^;]*; END$/.exec(sql) ?? []
    t.ok(from !== undefined && to !== undefined, `a trigger of the kind that the list knows: ${sql}`)
    return [from, to] as const
  })
  t.ok(keys.length > 10 && triggers.length > 0)
  const edges = [...keys, ...triggers]
  for (const table of archiveTables) {
    const reached = new Set<string | undefined>([table])
    for (const name of reached) for (const [from, to] of edges) if (from === name) reached.add(to)
    t.same([...reachedFrom(table)].sort(), [...reached].sort(), table)
  }
})

const catalogue = new Catalogue(playedVersion)
const admin = { id: 1, login: 'admin', administrator: true, guest: false }
const [session, other] = ['XNAT_E00001', 'XNAT_E00002']

function saveScan ({ scans }: Store, { id, note, from }: { id: string, note: string, from?: string | undefined }): void {
  const stored = scans.find(session, from ?? id)
  if (from !== undefined && (stored === undefined || scans.find(session, id) !== undefined)) return
  const values = { image_session_ID: session, ID: id, note }
  const item = { type: catalogue.type('xnat:mrScanData'), ...(stored && { key: stored.key }), values, children: {} }
  scans.save(item, stored, admin)
}

/** Every write that a cache may see, and some that none is concerned with. */
const writes: Readonly<Record<string, (store: Store, id: string, note: string) => void>> = {
  save: (store, id, note) => { saveScan(store, { id, note }) },
  rename: (store, id, note) => { saveScan(store, { id: note, note, from: id }) },
  remove: ({ scans }, id) => { scans.remove(scans.find(session, id)?.key ?? 0) },
  number: (store, _, note) => { saveScan(store, { id: store.scans.nextId(session), note }) },
  plant: ({ records, scans }, id, note) => {
    const [row] = records.list('scan', { session, id })
    if (row === undefined) return
    scans.remove(Number(row.key))
    records.write('scan', { ...row, key: null, data: JSON.stringify({ v: { ID: id, note } }) })
  },
  removeSession: ({ experiments }) => { experiments.remove(session) },
  makeSession: ({ records }) => {
    const [row] = records.list('experiment', { id: other })
    if (row !== undefined && records.list('experiment', { id: session }).length === 0) {
      records.write('experiment', { ...row, id: session, label: session })
    }
  },
  status: ({ experiments }, id) => { experiments.setStatus(session, id === '1' ? 'locked' : 'active') },
  user: ({ users }, _, note) => { users.change('owner', { firstname: note }) },
  preference: ({ preferences }, _, note) => { preferences.set('siteId', note) },
  nothing: () => {}
}

const step = fc.record({
  write: fc.constantFrom(...Object.keys(writes)),
  id: fc.constantFrom('1', '2', '3', 'x'),
  note: fc.constantFrom('1', '2', 'x', 'y')
})

/** How a step ends: as it is, rolled back alone, or with the whole transaction. */
const transaction = fc.record({
  steps: fc.array(fc.record({ step, ends: fc.constantFrom('kept', 'kept', 'undone') }), { maxLength: 6 }),
  ends: fc.constantFrom('kept', 'kept', 'undone')
})

class Undone extends Error {}

/** Runs what may be undone, or refused by the database. */
function attempted (run: () => void): void {
  try {
    run()
  } catch (error) {
    const { code } = error as { code?: string }
    if (!(error instanceof Undone) && code?.startsWith('SQLITE_CONSTRAINT') !== true) throw error
  }
}

const shown = ({ type, ...item }: ReadonlyItem): unknown => ({ ...item, type: type.xsiType })

/** What the caches say, and what the tables say. */
function views ({ scans, users, preferences, experiments, records }: Store): { cached: unknown, read: unknown } {
  const rows = scans.list(session)
  const ids = new Set(rows.map(({ id }) => id))
  let free = 1
  while (ids.has(String(free))) free++
  const site = records.list('preference').find(({ name }) => name === 'siteId')?.value
  return {
    cached: {
      items: scans.items(session).map(shown),
      found: ['1', '2', '3', 'x'].map(id => scans.find(session, id)),
      free: scans.nextId(session),
      user: users.find('owner'),
      site: preferences.read().siteId,
      status: experiments.byId(session)?.status
    },
    read: {
      items: rows.map(scans.item).map(shown),
      found: ['1', '2', '3', 'x'].map(id => rows.find(row => row.id === id)),
      free: String(free),
      user: users.list().find(({ login }) => login === 'owner'),
      site: site === undefined ? 'XNAT' : JSON.parse(String(site)),
      status: records.list('experiment', { id: session })[0]?.status
    }
  }
}

test('after any sequence of writes and rollbacks the caches say what the tables say', { timeout: 300_000 }, async t => {
  const store = openStore({ location: ':memory:', catalogue, clock: systemClock })
  plant(store, catalogue, demo)
  const image = store.serialize()
  store.close()
  const agrees = (archive: Store): void => {
    const { cached, read } = views(archive)
    if (!isDeepStrictEqual(cached, read)) t.same(cached, read)
  }
  let seen = 0
  fc.assert(fc.property(fc.array(transaction, { maxLength: 12 }), transactions => {
    const archive = openStore({ location: image, catalogue, clock: systemClock })
    try {
      for (const { steps, ends } of transactions) {
        attempted(() => {
          archive.transaction(() => {
            for (const { step: { write, id, note }, ends } of steps) {
              attempted(() => archive.attempt(() => {
                attempted(() => { writes[write]?.(archive, id, note) })
                agrees(archive)
                if (ends === 'undone') throw new Undone()
              }))
              agrees(archive)
              seen++
            }
            if (ends === 'undone') throw new Undone()
          })
        })
        agrees(archive)
      }
    } finally {
      archive.close()
    }
    return t.passing()
  }), { numRuns: 100, seed: 20261130 })
  t.ok(seen > 1000, `${seen} writes`)
})
