import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { checkSeed, readSeed, readSeedFile } from '../src/seeds/read/index.ts'
import { problemLine } from '../src/seeds/read/located.ts'
import { builtInNames, loadSeed } from '../src/seeds/read/load.ts'
import { site } from './inject.ts'

/** What is wrong with a text, one line each. */
const problemsIn = async (text: string, name = 'seed.yaml'): Promise<string[]> =>
  ((await readSeed(text, { name })).problems ?? []).map(problemLine)

test('a seed of three lines is enough', async t => {
  const { seed, problems } = await readSeed(
    'projects:\n  - id: P\n    subjects: [{label: S, experiments: [{label: E, scans: {count: 3}}]}]\n',
    { name: 'seed.yaml' }
  )
  t.same(problems, undefined)
  const ask = await site(t, seed && { seed })
  t.equal((await ask('GET', '/data/projects/P/subjects/S/experiments/E/scans?format=csv&columns=ID,xsiType')).body, [
    'xnat_imagescandata_id,ID,xsiType,URI',
    ...[1, 2, 3].map(n => `${n},${n},xnat:mrScanData,/data/experiments/XNAT_E00001/scans/${n}`), ''
  ].join('\n'))
})

test('everything that is wrong is told at once, each with its place', async t => {
  t.same(await problemsIn(`users:
  - {login: bo, admin: true}
  - login: bo
projects:
  - id: P 1
    accesibility: public
    users: {boo: owner, bo: member}
    subjects:
      - label: S
        fields: {gender: femal, yob: x}
        experiments:
          - label: E
            xsiType: xnat:mrSesionData
          - label: E
            fields:
              acquisiton_site: x
              xnat:petSessionData/tracer/name: PIB
            scans:
              - {id: 1, fields: {frames: many, paramters/te: 3}}
              - {id: 1}
          - label: E2
            scans: {count: 0}
            resources:
              - label: DICOM
                files: [{name: ../x, text: a}, {name: a, text: b, size: 3}, {name: a}]
    experiments: [{label: E3, subject: nobody}]
  - id:
`), [
    'seed.yaml:2:17: users[0].admin: is not known; did you mean administrator?',
    "seed.yaml:3:12: users[1].login: the login 'bo' is there twice",
    "seed.yaml:5:9: projects[0].id: 'P 1' cannot be a name: letters, digits, _ and - can",
    'seed.yaml:6:5: projects[0].accesibility: is not known; did you mean accessibility?',
    "seed.yaml:7:13: projects[0].users.boo: there is no user 'boo'; did you mean bo?",
    "seed.yaml:10:26: projects[0].subjects[0].fields.gender: 'femal' does not fit: 'femal' Must Match Pre-Defined Values...(male,female," +
    'other,unknown,M,F)',
    "seed.yaml:10:38: projects[0].subjects[0].fields.yob: 'x' does not fit: Must Be A Valid Integer",
    "seed.yaml:13:22: projects[0].subjects[0].experiments[0].xsiType: there is no data type 'xnat:mrSesionData'; did you mean " +
    'xnat:mrSessionData?',
    "seed.yaml:14:20: projects[0].subjects[0].experiments[1].label: there are two experiments 'E' in the project",
    "seed.yaml:16:15: projects[0].subjects[0].experiments[1].fields.acquisiton_site: xnat:mrSessionData has no field 'acquisiton_site'; " +
    'did you mean acquisition_site?',
    'seed.yaml:17:15: projects[0].subjects[0].experiments[1].fields["xnat:petSessionData/tracer/name"]: a field of xnat:petSessionData, ' +
    'which xnat:mrSessionData has not',
    "seed.yaml:19:42: projects[0].subjects[0].experiments[1].scans[0].fields.frames: 'many' does not fit: Must Be A Valid Integer",
    'seed.yaml:19:48: projects[0].subjects[0].experiments[1].scans[0].fields["paramters/te"]: xnat:mrScanData has no field ' +
    '\'paramters/te\'; did you mean parameters/te?',
    "seed.yaml:20:22: projects[0].subjects[0].experiments[1].scans[1].id: there are two scans '1' in the session",
    'seed.yaml:22:28: projects[0].subjects[0].experiments[2].scans.count: must be a whole number from 1 to 100000, not 0',
    "seed.yaml:25:32: projects[0].subjects[0].experiments[2].resources[0].files[0].name: '../x' cannot be a name: '..' is not allowed in " +
    'the name of a file.',
    'seed.yaml:25:48: projects[0].subjects[0].experiments[2].resources[0].files[1]: has both text and size',
    "seed.yaml:25:84: projects[0].subjects[0].experiments[2].resources[0].files[2].name: there are two files 'a' in the resource",
    "seed.yaml:26:40: projects[0].experiments[0].subject: there is no subject 'nobody'",
    'seed.yaml:27:8: projects[1].id: must be a text or a number, and there is nothing'
  ])
})

test('JSON has its places too', async t => {
  t.same(await problemsIn('{"projects": [\n  {"id": "P", "subjects": [{"lable": "S"}]}\n]}', 'seed.json'), [
    'seed.json:2:29: projects[0].subjects[0].lable: is not known; did you mean label?'
  ])
  t.same(await problemsIn('{"projects": [], "projects": []}', 'seed.json'), ['seed.json:1:18: the key "projects" is there twice'])
  t.same(await problemsIn('{"projects": [],}', 'seed.json'), ['seed.json:1:17: a key in double quotes must stand here'])
  t.same(await problemsIn('{"projects": [', 'seed.json'), ['seed.json:1:15: the end comes too early'])
  t.same(await problemsIn('['.repeat(100_000), 'seed.json'), ['seed.json:1:201: nested deeper than 200'])
})

test('hostile YAML is refused in words', async t => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...[...'bcdefghijklm'].map(
      (name, index, names) =>
        `${name}: &${name} [${Array(10)
          .fill(`*${names[index - 1] ?? 'a'}`)
          .join(', ')}]`
    )
  ].join('\n')
  const cases: readonly (readonly [text: string, line: string])[] = [
    ['users: 1\nusers: 2\n', 'seed.yaml:2:1: map keys must be unique'],
    ['name: !!js/function "x"\n', 'seed.yaml:1:7: unresolved tag: tag:yaml.org,2002:js/function'],
    ['users:\n\t- login: x\n', 'seed.yaml:2:1: tabs are not allowed as indentation'],
    ['users: &a [*a]\n', 'seed.yaml:1:12: an alias of what it stands in'],
    ['['.repeat(100_000), 'seed.yaml:1:202: nested deeper than 200'],
    ['- '.repeat(100_000), 'seed.yaml:1:403: nested deeper than 200'],
    [bomb, 'seed.yaml:7:7: its aliases stand for far too many values'],
    ['name: a\n---\nname: b\n', 'seed.yaml:2:1: a seed is one document'],
    ['', 'seed.yaml:1:1: must be a mapping, and there is nothing'],
    ['? [a]\n: b\n', 'seed.yaml:1:3: a key must be a text']
  ]
  for (const [text, line] of cases) t.same(await problemsIn(text), [line])
})

test('what YAML takes for a number stays what it is', async t => {
  const { seed } = await readSeed(
    'projects: [{id: 007, subjects: [{label: 1e3, experiments: [{label: E, fields: {fieldStrength: 3.0}}]}]}]',
    { name: 'seed.yaml' }
  )
  t.same(seed?.projects, [{ id: '007', subjects: [{ label: '1e3', experiments: [{ label: 'E', fields: { fieldStrength: '3.0' } }] }] }])
})

test('files come from the folder of the seed, and from nowhere else', async t => {
  const seedOf = (path: string) => JSON.stringify({ projects: [{ id: 'P', resources: [{ label: 'R', files: [{ path }] }] }] })
  const folder = t.testdir({
    'secret.txt': 'secret',
    seeds: {
      'in.json': seedOf('data/a.txt'),
      'out.json': seedOf('../secret.txt'),
      'link.json': seedOf('link.txt'),
      'gone.json': seedOf('gone.txt'),
      'whole.json': seedOf('data'),
      data: { 'a.txt': 'from a file\n' }
    }
  })
  symlinkSync('../secret.txt', join(folder, 'seeds', 'link.txt'))
  const wrong = async (name: string) => (await readSeedFile(join(folder, 'seeds', name))).problems?.map(({ what }) => what)
  t.same(await wrong('out.json'), ["'../secret.txt' is outside of the folder of the seed"])
  t.same(await wrong('link.json'), ["'link.txt' is outside of the folder of the seed"])
  t.same(await wrong('gone.json'), ["there is no file 'gone.txt'"])
  t.same(await wrong('whole.json'), ["'data' is no file"])
  t.same(await problemsIn(seedOf('data/a.txt'), 'seed.json'), [
    'seed.json:1:67: projects[0].resources[0].files[0].path: a seed that stands in no folder can take no files'
  ])
  t.same((await readSeedFile(join(folder, 'nowhere.json'))).problems?.map(({ what }) => what), ['there is no such file'])
  const ask = await site(t, { seed: await loadSeed(join(folder, 'seeds', 'in.json')) })
  t.equal((await ask('GET', '/data/projects/P/resources/R/files/a.txt')).body, 'from a file\n')
})

test('a seed has all that a site has', async t => {
  const { seed } = await readSeed(`site: {siteId: HOSPITAL}
users:
  - {login: admin, administrator: true}
  - {login: bo, roles: [DataManager], password: secret}
projects:
  - id: P
    aliases: [PP]
    users: {bo: owner}
    variables: {study: 7 Tesla}
    settings: {quarantine_code: 1}
    resources:
      - label: docs
        files: [{name: readme.txt, text: "hello\\n", format: TEXT, tags: [a, b]}, {name: a/blob.bin, size: 100000}, {name: b, base64: AAEC}]
    subjects:
      - label: S
        shares: [{project: Q, label: S9}]
        experiments:
          - label: E
            shares: [{project: Q}]
            scans:
              - id: 1
                fields: {type: T1, parameters/addParam: [{fields: {name: x, addField: y}}]}
                resources: [{label: DICOM, files: [{name: 1.dcm, dicom: {Modality: MR, PatientName: S}}]}]
            assessors: [{label: Q1, xsiType: xnat:imageAssessorData}]
  - id: Q
    experiments: [{label: E2, subject: S9}]
searches: [{id: mine, login: bo, xml: <x/>}]
configurations: [{tool: t, path: p, project: P, contents: '{}'}]
`, { name: 'seed.yaml' })
  const ask = await site(t, seed && { seed })
  const csv = async (url: string) => (await ask('GET', url)).body.split('\n').slice(1, -1)
  t.same(await csv('/data/projects/P/resources/docs/files?format=csv'), [
    'readme.txt,6,/data/projects/P/resources/1/files/readme.txt,docs,"a,b",TEXT,,1,b1946ac92492d2347c6235b4d2611184',
    'blob.bin,100000,/data/projects/P/resources/1/files/a/blob.bin,docs,,,,1,d6b4dc6284029b484eb88e3558f4c894',
    'b,3,/data/projects/P/resources/1/files/b,docs,,,,1,b95f67f61ebb03619622d798f45fc2d3'
  ])
  t.same(await csv('/data/projects/P/resources?format=csv'), ['1,docs,xnat:resourceCatalog,resources,, ,3,100009,,,'])
  t.equal(
    (
      await ask(
        'GET',
        '/data/projects/P/subjects/S/experiments/E/scans/1?handler=values&columns=parameters/addParam[name=x]/addField&format=csv'
      )
    ).statusCode,
    200
  )
  t.match((await ask('GET', '/data/projects/PP?format=json')).body, /"field":"7 Tesla"/)
  t.match(await csv('/data/projects/Q/experiments?format=csv&columns=label'), [/E$|E,/, /E2/])
  t.same((await ask('GET', '/data/projects/P/quarantine_code')).body, '1')
  t.equal((await ask('GET', '/data/projects/P/subjects/S/experiments/E/assessors?format=csv')).statusCode, 200)
  const dicom = (await ask('GET', '/data/projects/P/subjects/S/experiments/E/scans/1/resources/DICOM/files/1.dcm')).rawPayload
  t.equal(dicom.toString('latin1', 128, 132), 'DICM')
  t.equal(
    (await ask('GET', '/data/projects/P', null, { authorization: `Basic ${Buffer.from('bo:secret').toString('base64')}` })).statusCode,
    200
  )
})

test('documents of XNAT load as they are', async t => {
  const ns = 'xmlns:xnat="http://nrg.wustl.edu/xnat" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  const session = `<xnat:MRSession ID="X_E7" project="P" label="E" ${ns}><xnat:date>2020-01-15</xnat:date>` +
    '<xnat:subject_ID>X_S1</xnat:subject_ID><xnat:scans><xnat:scan ID="4" type="T1" xsi:type="xnat:mrScanData">' +
    '<xnat:quality>usable</xnat:quality></xnat:scan></xnat:scans></xnat:MRSession>'
  const folder = t.testdir({
    'session.xml': session,
    'broken.xml': '<a',
    'wrong.xml': session.replace('>usable<', `>${'u'.repeat(300)}<`),
    'seed.yaml': 'projects: [{id: P, subjects: [{id: X_S1, label: S}]}]\ndocuments: [session.xml]\n',
    'bad.yaml': 'documents: [broken.xml, wrong.xml]\n'
  })
  for (const [file, subject] of [['session.xml', 'X_S1'], ['seed.yaml', 'S']] as const) {
    const ask = await site(t, { seed: await loadSeed(join(folder, file)) })
    t.equal(
      (await ask('GET', `/data/projects/P/subjects/${subject}/experiments/E/scans?format=csv&columns=ID,type,quality`)).body,
      'xnat_imagescandata_id,ID,type,quality,URI\n1,4,T1,usable,/data/experiments/X_E7/scans/4\n'
    )
  }
  const { problems = [] } = await readSeedFile(join(folder, 'bad.yaml'))
  t.same(problems.map(problem => problemLine(problem).replaceAll(folder, '')), [
    `/wrong.xml: scans[0].fields.quality: '${'u'.repeat(60)}…' does not fit: Must Be Less Than 255 Characters : Current Length (300)`,
    '/broken.xml:1:3: XML document structures must start and end within the same entity.'
  ])
})

test('the demo is what it was', async t => {
  const ask = await site(t, { seed: await loadSeed('demo') })
  t.equal(
    (await ask('GET', '/data/experiments/XNAT_E00001/scans?format=csv&columns=ID,type')).body,
    [
      'xnat_imagescandata_id,ID,type,URI',
      ...['LOCALIZER', 'T1w', 'FLAIR', 'BOLD', 'DTI'].map(
        (type, index) => `${index + 1},${index + 1},${type},/data/experiments/XNAT_E00001/scans/${index + 1}`
      ),
      ''
    ].join('\n')
  )
})

test('the built-in seeds have nothing wrong with them', async t => {
  for (const name of builtInNames) t.same((await checkSeed({ ...await loadSeed(name) }, { name })).problems, undefined, name)
})

test('the data sets of xnat4tests are there under their names', async t => {
  const typesIn = async (seed: string, session: string) => {
    const ask = await site(t, { seed: await loadSeed(seed) })
    const { body } = await ask('GET', `${session}/scans?format=csv&columns=ID,type`)
    return body.split('\n').slice(1, -1).map(line => line.split(',').slice(1, 3).join(' '))
  }
  t.same(await typesIn('dummydicom', '/data/projects/dummydicomproject/subjects/dummydicomsubject/experiments/dummydicomsession'), [
    '2 t1_mprage_sag_p2_iso_1',
    '6 gre_field_mapping 3mm',
    '13 R-L MRtrix 60 directions interleaved B0 ep2d_diff_p2'
  ])
  t.same(await typesIn('user-training', '/data/projects/TRAINING/subjects/TEST02/experiments/TEST02_MR02'), [
    '2 t1_mprage_sag_p2_iso_1',
    '6 gre_field_mapping 3mm'
  ])
  t.same(await typesIn('openneuro-t1w', '/data/projects/OPENNEURO_T1W/subjects/subject02/experiments/subject02_MR01'), ['1 t1w'])
  t.same(await typesIn('simple-dir', '/data/projects/SIMPLE_DIR/subjects/subject01/experiments/subject01_1'), ['1 a-directory'])
  const ask = await site(t, { seed: await loadSeed('dummydicom') })
  t.equal((await ask('GET', '/data/experiments/Xnat4Tests_E00001/scans/2/resources/DICOM/files?format=csv')).body.split('\n').length, 8)
  t.equal(
    (
      await (
        await site(t, { seed: await loadSeed('simple-dir') })
      )('GET', '/data/experiments/Xnat4Tests_E00001/scans/1/resources/DIRECTORY/files/a-dir/file2.txt')
    ).body,
    'A dummy file - 2\n'
  )
})

test('the DICOM files that are made can be read', async t => {
  const { default: dicomParser } = await import('dicom-parser')
  const ask = await site(t, { seed: await loadSeed('dummydicom') })
  const { body } = await ask('GET', '/data/experiments/Xnat4Tests_E00001/scans/6/resources/DICOM/files?format=json')
  const [{ URI = '' } = {}] = (JSON.parse(body) as { ResultSet: { Result: { URI: string }[] } }).ResultSet.Result
  const found = dicomParser.parseDicom((await ask('GET', URI)).rawPayload)
  t.equal(found.string('x0008103e'), 'gre_field_mapping 3mm')
  t.equal(found.string('x00020010'), '1.2.840.10008.1.2.1')
  t.equal(found.elements['x7fe00010']?.length, 8192)
})
