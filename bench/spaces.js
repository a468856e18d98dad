import { startXnat } from '../dist/index.js'

// What spaces cost, in this process: told as one line of JSON. Usage: node --expose-gc spaces.js

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`
const mebibyte = 1024 * 1024

/** Milliseconds that each of so many runs takes. */
async function times (runs, work) {
  const taken = []
  for (let run = 0; run < runs; run++) {
    const before = performance.now()
    await work(run)
    taken.push(performance.now() - before)
  }
  return median(taken)
}

const memory = () => {
  globalThis.gc?.()
  return process.memoryUsage().rss / mebibyte
}

async function spaces () {
  const xnat = await startXnat({ seed: 'demo' })
  const ask = (method, url) => xnat.inject({ method, url, headers: { authorization } })
  const list = name => ask('GET', `/spaces/${name}/data/experiments/XNAT_E00001/scans?format=csv`)
  for (let run = 0; run < 50; run++) await list(`warm-${run}`)
  await ask('DELETE', '/_mock/spaces')
  const before = memory()
  const first = await times(1000, run => list(`space-${run}`))
  const after = memory()
  const made = await times(500, run => ask('PUT', `/_mock/spaces/made-${run}`))
  await xnat.close()
  return { made, first, thousand: after - before }
}

async function resets () {
  const scans = Array.from({ length: 1000 }, (_, index) => ({
    id: String(index + 1),
    xsiType: 'xnat:mrScanData',
    fields: { type: 'T1w', quality: 'usable', series_description: `Series ${index + 1}` }
  }))
  const xnat = await startXnat({
    seed: { projects: [{ id: 'P', subjects: [{ label: 'S', experiments: [{ label: 'E', xsiType: 'xnat:mrSessionData', scans }] }] }] }
  })
  const write = () =>
    xnat.inject({ method: 'PUT', url: '/data/projects/P/subjects/S/experiments/E/scans/1?quality=unusable', headers: { authorization } })
  xnat.snapshot('one')
  const found = {}
  for (const [name, work] of [['reset', () => xnat.reset()], ['restore', () => xnat.restore('one')]]) {
    const taken = []
    for (let run = 0; run < 50; run++) {
      await write()
      const began = performance.now()
      work()
      taken.push(performance.now() - began)
    }
    found[name] = median(taken)
  }
  await xnat.close()
  return found
}

process.stdout.write(`${JSON.stringify({ ...await spaces(), ...await resets() })}\n`)
