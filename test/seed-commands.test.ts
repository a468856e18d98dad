import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { Client } from './conformance/client.ts'
import { Command } from './server.ts'

const run = (...args: readonly string[]) => new Command(args).end()
const silent = ['--port', '0', '--log', 'silent'] as const

/** Asks until something is so. */
async function until (isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !await isSo(); tries++) {
    if (tries > 300) throw new Error('it never came to be so')
    await new Promise(resolve => { setTimeout(resolve, 50) })
  }
}

test('seed check tells each problem on a line of its own', async t => {
  const folder = t.testdir({ 'good.yaml': 'projects: [{id: P}]\n', 'bad.yaml': 'projects: [{id: P Q}]\nuser: []\n', 'bad.json': '{' })
  const [good, bad, json] = ['good.yaml', 'bad.yaml', 'bad.json'].map(name => join(folder, name)) as [string, string, string]
  t.same(await run('seed', 'check', good), { code: 0, stdout: '', stderr: '' })
  t.same(await run('seed', 'check', good, bad, json, join(folder, 'none.yaml')), {
    code: 2,
    stderr: '',
    stdout: `${bad}:1:17: projects[0].id: 'P Q' cannot be a name: letters, digits, _ and - can\n${bad}:2:1: user: is not known; did you ` +
      `mean users?\n${json}:1:2: a key in double quotes must stand here\n${join(folder, 'none.yaml')}: there is no such file\n`
  })
  t.same(await run('seed', 'check'), { code: 2, stdout: '', stderr: 'xnat-mock: seed check needs a file\n' })
  t.same(await run('seed', 'chekc', good), { code: 2, stdout: '', stderr: "xnat-mock: seed can check, not 'chekc'\n" })
})

test('generate writes the same archive for the same numbers, and nothing is wrong with it', async t => {
  const folder = t.testdir({})
  const [yaml, json] = [join(folder, 'a.yaml'), join(folder, 'a.json')]
  const amounts = ['--projects', '2', '--subjects', '2', '--sessions', '2', '--scans', '3', '--files', '1', '--random-seed', '7'] as const
  t.equal((await run('generate', ...amounts, '--out', json)).code, 0)
  t.equal((await run('generate', ...amounts, '--out', yaml)).code, 0)
  t.equal((await run('generate', ...amounts, '--format', 'json')).stdout, readFileSync(json, 'utf8'))
  t.not((await run('generate', ...amounts.slice(0, -1), '8', '--format', 'json')).stdout, readFileSync(json, 'utf8'))
  t.same(await run('seed', 'check', yaml, json), { code: 0, stdout: '', stderr: '' })
  const { projects } = JSON.parse(readFileSync(json, 'utf8')) as { projects: { subjects: { experiments: { scans: unknown[] }[] }[] }[] }
  t.same(
    projects.map(({ subjects }) => subjects.map(({ experiments }) => experiments.map(({ scans }) => scans.length))),
    Array(2).fill(Array(2).fill(Array(2).fill(3)))
  )
  t.same(await run('generate', '--scans', '0'), { code: 2, stdout: '', stderr: "xnat-mock: --scans must be a number above 0, not '0'\n" })
  t.same(await run('generate', '--out', join(folder, 'none', 'a.yaml')), {
    code: 1,
    stdout: '',
    stderr: `xnat-mock: cannot write ${join(folder, 'none', 'a.yaml')}: ENOENT\n`
  })
})

test('export writes what a file or a running server holds, and that can be served again', async t => {
  const folder = t.testdir({
    'seed.yaml': 'projects: [{id: P, resources: [{label: R, files: [{name: a.txt, text: "a"}, {name: b.bin, size: 100000}]}]}]\n'
  })
  const path = (name: string) => join(folder, name)
  const server = new Command([...silent, '--db', path('archive.db'), '--seed', path('seed.yaml')])
  const client = new Client(await server.ready())
  await client.send('PUT', '/data/projects/P/subjects/S?gender=female')
  t.same(await run('export', '--from', client.url, '--out', path('from.yaml'), '--files', path('files')), {
    code: 0,
    stdout: '',
    stderr: ''
  })
  t.same(await run('export', '--db', path('archive.db')), {
    code: 1,
    stdout: '',
    stderr: `xnat-mock: cannot use database ${path('archive.db')}: another process has it open\n`
  })
  t.same(await run('export', '--from', client.url, '--out', path('no.yaml')), {
    code: 1,
    stdout: '',
    stderr: 'xnat-mock: the file b.bin is too large to stand in the seed; name a folder with --files, or allow more with --inline\n'
  })
  t.notOk(existsSync(path('no.yaml')))
  t.equal((await client.send('GET', '/_mock/snapshots')).body, '[]', 'the snapshot is gone')
  const whole = await client.send('GET', '/data/projects/P/resources/R/files?format=xml')
  client.close()
  await server.end('SIGTERM')
  t.same(await run('export', '--db', path('archive.db'), '--out', path('db.yaml'), '--files', path('files')), {
    code: 0,
    stdout: '',
    stderr: ''
  })
  t.equal(readFileSync(path('db.yaml'), 'utf8'), readFileSync(path('from.yaml'), 'utf8'))
  const again = new Command([...silent, '--seed', path('from.yaml')])
  const second = new Client(await again.ready())
  t.equal(
    (await second.send('GET', '/data/projects/P/resources/R/files?format=xml')).body.replaceAll(second.url, ''),
    whole.body.replaceAll(client.url, '')
  )
  t.equal((await second.send('GET', '/data/projects/P/resources/R/files/b.bin')).bytes.length, 100_000)
  second.close()
  await again.end('SIGTERM')
  t.same(await run('export'), { code: 2, stdout: '', stderr: 'xnat-mock: export needs either --db FILE or --from URL\n' })
  t.same(await run('export', '--db', path('none.db')), {
    code: 2,
    stdout: '',
    stderr: `xnat-mock: there is no database ${path('none.db')}\n`
  })
  t.same(await run('export', '--db', path('archive.db'), '--files', '/elsewhere', '--out', path('x.yaml')), {
    code: 1,
    stdout: '',
    stderr: `xnat-mock: the folder /elsewhere is not below that of the seed, ${folder}\n`
  })
})

test('--watch takes every space to a seed that has changed, and leaves them where it is broken', async t => {
  const folder = t.testdir({ 'seed.yaml': 'projects: [{id: ONE, resources: [{label: R, files: [{path: a.txt}]}]}]\n', 'a.txt': 'first' })
  const file = join(folder, 'seed.yaml')
  const server = new Command(['--port', '0', '--watch', '--seed', file])
  const client = new Client(await server.ready())
  const projects = async (space = '') =>
    (await client.send('GET', `${space}/data/projects?format=csv&columns=ID`)).body
      .split('\n')
      .slice(1, -1)
      .map(line => line.split(',')[0])
      .join()
  t.equal(await projects('/spaces/other'), 'ONE')
  writeFileSync(join(folder, 'new'), 'projects: [{id: TWO, resources: [{label: R, files: [{path: a.txt}]}]}]\n')
  renameSync(join(folder, 'new'), file)
  await until(async () => await projects() === 'TWO')
  t.equal(await projects('/spaces/other'), 'TWO')
  t.equal(await projects('/spaces/new'), 'TWO')
  writeFileSync(file, 'projects: [{id: THREE, label: x}]\n')
  await until(() => server.stderr.includes('nothing has changed'))
  t.match(server.stderr, `warning: nothing has changed: cannot use seed ${file}: ${file}:1:24: projects[0].label: is not known`)
  t.equal(await projects(), 'TWO')
  writeFileSync(file, 'projects: [{id: TWO, resources: [{label: R, files: [{path: a.txt}]}]}]\n')
  writeFileSync(join(folder, 'a.txt'), 'second')
  await until(async () => (await client.send('GET', '/data/projects/TWO/resources/R/files/a.txt')).body === 'second')
  client.close()
  t.equal((await server.end('SIGTERM')).code, 0)
  t.same(await run('--watch', ...silent), { code: 2, stdout: '', stderr: "xnat-mock: --watch needs a seed in a file, not 'demo'\n" })
  t.same(await run('--watch', ...silent, '--seed', file, '--db', join(folder, 'x.db')), {
    code: 2,
    stdout: '',
    stderr: 'xnat-mock: --watch does not go with --db: what is in the database would be lost\n'
  })
})

test('record makes a seed of a project that it reads over REST, with nothing in it that tells of anybody', async t => {
  const folder = t.testdir({
    'seed.yaml': `users:
  - {login: admin, administrator: true}
  - {login: drhouse, password: secret}
projects:
  - id: SECRETPROJECT
    users: {drhouse: owner}
    accessibility: protected
    fields: {name: Secret name, PI/firstname: Gregory, PI/lastname: House, description: about Mr Miller}
    subjects:
      - label: MILLER
        fields: {gender: male, dob: 1950-04-03, yob: 1950, group: the Millers}
        experiments:
          - label: MILLER_MR1
            fields:
              {date: 2020-01-15, time: 09:30:00, UID: 1.2.840.113619.2.1, fieldStrength: 3.0, note: Miller moved,
                scanner/manufacturer: SIEMENS}
            resources: [{label: notes of Miller, files: [{name: miller.txt, text: Miller was here}]}]
            scans:
              - id: 1
                fields:
                  {type: T1w, series_description: T1w_MPRAGE, UID: 1.2.840.113619.2.1.1, parameters/tr: 2300,
                    parameters/addParam: [{fields: {name: Seq, addField: by Miller}}]}
                resources: [{label: DICOM, files: [{name: MILLER-1.dcm, format: DICOM, dicom: {PatientName: Miller}}]}]
              - {id: 2, fields: {type: T2w of Miller}}
          - label: MILLER_MR2
            fields: {date: 2020-02-15}
`
  })
  const path = (name: string) => join(folder, name)
  const server = new Command([...silent, '--seed', path('seed.yaml')])
  const url = await server.ready()
  const asking = ['record', '--from', url, '--user', 'drhouse', '--password', 'secret', '--project', 'SECRETPROJECT'] as const
  t.same(await run(...asking, '--files', '--out', path('hidden.json')), { code: 0, stdout: '', stderr: '' })
  const hidden = readFileSync(path('hidden.json'), 'utf8')
  for (const secret of [
    'miller', 'secret', 'house', 'gregory', '1950', '2020-01-15', '113619', 'XNAT_S'
  ]) t.notMatch(hidden, new RegExp(secret, 'i'), `${secret} is not in it`)
  for (const kept of [
    'T1w_MPRAGE', '"parameters/tr":2300', '"gender":"male"', 'SIEMENS', '"DICOM"', '"protected"', '09:30:00'
  ]) t.match(hidden, kept)
  const dates = [...hidden.matchAll(/"date":"([\d-]+)"/g)].map(([, date = '']) => Date.parse(date))
  t.equal((dates[1] ?? 0) - (dates[0] ?? 0), 31 * 24 * 60 * 60 * 1000, 'intervals stay')
  t.same(await run('seed', 'check', path('hidden.json')), { code: 0, stdout: '', stderr: '' })

  t.same(await run(...asking, '--files', '--keep-identifiers', '--out', path('kept.yaml')), { code: 0, stdout: '', stderr: '' })
  const again = new Command([...silent, '--seed', path('kept.yaml')])
  const [first, second] = [new Client(url), new Client(await again.ready())]
  for (const address of [
    '/data/experiments/XNAT_E00001/scans?format=csv',
    '/data/experiments/XNAT_E00001/scans/1?format=json',
    '/data/subjects/XNAT_S00001?format=json',
    '/data/projects/SECRETPROJECT/subjects/MILLER/experiments/MILLER_MR1/scans/1/resources/DICOM/files/MILLER-1.dcm'
  ]) {
    const [one, two] = [await first.send('GET', address), await second.send('GET', address)]
    t.equal(two.status, 200)
    // events and times are those of the making
    const told = ({ bytes }: typeof one) =>
      bytes.toString('latin1').replace(/"(create_event_id|start_date|xnat_\w+_id)":("[^"]*"|\d+)/g, '')
    t.equal(told(two), told(one), address)
  }
  first.close()
  second.close()
  t.same(await run('record', '--from', url, '--project', 'SECRETPROJECT'), {
    code: 1,
    stdout: '',
    stderr: 'xnat-mock: GET /data/projects/SECRETPROJECT?format=json answers 401: who asks must log in, with --user and --password\n'
  })
  t.same(await run('record', '--from', url, '--user', 'admin', '--password', 'admin', '--project', 'NONE', '--format', 'json'), {
    code: 1,
    stdout: '',
    stderr: 'xnat-mock: GET /data/projects/NONE?format=json answers 404\n'
  })
  t.same(await run('record', '--project', 'P'), { code: 2, stdout: '', stderr: 'xnat-mock: record needs --from URL and --project ID\n' })
  await again.end('SIGTERM')
  await server.end('SIGTERM')
})
