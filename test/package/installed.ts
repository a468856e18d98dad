import { type ExecFileSyncOptions, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Test, test } from 'tap'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { version, dependencies, files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
  dependencies: Record<string, string>
  files: string[]
}

/** What the package is made from: to pack it is to build it, and others use what is built here. @returns the copy's folder. */
function copied (folder: string): string {
  const copy = join(folder, 'copy')
  for (const name of [
    ...files.filter(name => name !== 'dist'),
    'package.json',
    'README.md',
    'LICENSE',
    'scripts',
    'src',
    'test/recorded',
    'tsconfig.json'
  ]) {
    cpSync(join(root, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** An empty folder in which the package is installed as it would be published, with what it depends on and nothing else. */
function install (t: Test): string {
  // outside, so that nothing is found in the folders above
  const folder = mkdtempSync(join(tmpdir(), 'installed-'))
  t.after(() => { rmSync(folder, { recursive: true }) })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }')
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: copied(folder), stdio: ['ignore', 'ignore', 'inherit'] })
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, '.bin'), { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, `xnat-mock-${version}.tgz`), '-C', modules])
  execFileSync('mv', [join(modules, 'package'), join(modules, 'xnat-mock')])
  symlinkSync('../xnat-mock/dist/main.js', join(modules, '.bin/xnat-mock'))
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  }
  return folder
}

test('the package as it is published', async t => {
  const folder = install(t)
  const here: ExecFileSyncOptions & { encoding: 'utf8' } = { cwd: folder, encoding: 'utf8' }

  await t.test('it holds what runs, and nothing else', async t => {
    const files = readdirSync(join(folder, 'node_modules/xnat-mock'), { recursive: true, encoding: 'utf8' })
    for (const wanted of [
      'dist/main.js', 'dist/index.js', 'dist/index.d.ts', 'dist/LICENSES.txt', 'assets/xnat-mock.css', 'assets/xnat-mock.js', 'migrations',
      'openapi.yaml', 'seed.schema.json', 'README.md', 'LICENSE', 'dist/recordings.json.gz'
    ]) t.ok(files.includes(wanted), wanted)
    t.same(files.filter(file => /(^|\/)(test|src|bench|scripts|docs|python|examples|\.)/.test(file) || /\.(map|log|db)$/.test(file)), [])
    t.same(files.filter(file => file.endsWith('.d.ts')).sort(), ['dist/embedded/start.d.ts', 'dist/embedded/xnat.d.ts', 'dist/index.d.ts'])
  })

  await t.test('the command runs', async t => {
    t.equal(execFileSync('npx', ['--offline', 'xnat-mock', '--version'], here), `${version}\n`)
    const script = 'fetch(process.env.XNAT_URL + "/_mock/health").then(answer => answer.text()).then(text => console.log(text))'
    t.equal(execFileSync('npx', ['--offline', 'xnat-mock', 'exec', '--', 'node', '-e', script], here), '{"status":"ok"}\n')
    const verify = '"$0" "$1" verify "$XNAT_URL" --yes --only scan-methods'
    const main = join(folder, 'node_modules/xnat-mock/dist/main.js')
    t.match(
      execFileSync('npx', ['--offline', 'xnat-mock', 'exec', '--', 'sh', '-c', verify, process.execPath, main], { ...here, stdio: 'pipe' }),
      /^\d+ answers are as XNAT 1\.8\.11 gave them, 0 are not/m,
      'the recordings are there'
    )
  })

  await t.test('it can be imported', async t => {
    writeFileSync(join(folder, 'use.js'), `import { startXnat } from 'xnat-mock'
const xnat = await startXnat()
const { body } = await xnat.inject('/data/projects?format=csv&columns=ID')
const paths = ['/_mock/spaces', '/_mock/docs/json', '/style/xnat-mock.css', '/app/template/Login.vm']
console.log(body.split('\\n')[0], ...await Promise.all(paths.map(async path => (await fetch(xnat.url + path)).status)))
await xnat.close()
`)
    writeFileSync(
      join(folder, 'use.cjs'),
      "const { startXnat } = require('xnat-mock')\nstartXnat({ seed: 'empty' }).then(xnat => xnat.close()).then(() => { " +
      "console.log('required') })\n"
    )
    t.equal(execFileSync(process.execPath, ['--no-warnings', 'use.cjs'], here), 'required\n', 'by CommonJS too')
    t.equal(execFileSync(process.execPath, ['use.js'], here), 'ID,URI 200 200 200 200\n')
  })

  await t.test('its types hold in a strict project', async t => {
    const use = (text: string) => { writeFileSync(join(folder, 'use.ts'), text) }
    const check = async (options: object = {}) => {
      const compilerOptions = {
        noEmit: true,
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        module: 'nodenext',
        target: 'es2022',
        types: ['node'],
        ...options
      }
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }))
      const child = spawn(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], { cwd: folder })
      let said = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text })
      await once(child, 'close')
      return said
    }
    use(`import { type Xnat, type XnatAnswer, type XnatOptions, type XnatSpace, startXnat } from 'xnat-mock'
const options: XnatOptions = { seed: { projects: [{ id: 'P' }] }, port: 0 }
await using xnat: Xnat = await startXnat(options)
await using space: XnatSpace = xnat.space('a')
space.clock.freeze('2020-01-31')
space.snapshot('s')
space.restore('s')
const answer: XnatAnswer = await space.inject({ url: '/data/projects', as: null })
const status: number = answer.status
const header: string | string[] | undefined = answer.headers['content-type']
console.log(status, header, answer.json(), space.fork().url.length, xnat.spaces().join())
`)
    t.equal(await check(), '')
    t.equal(await check({ lib: ['es2022'], module: 'preserve', moduleResolution: 'bundler' }), '', 'for a bundler, with an older library')
    use("import { startXnat } from 'xnat-mock'\nconst xnat = await startXnat({ sede: 'demo' })\nconst url: number = xnat.url\n")
    t.match(await check(), /'sede' does not exist[^]*Type 'string' is not assignable to type 'number'/)
    use("import type { Space } from 'xnat-mock/dist/spaces/space.js'\nexport type A = Space\n")
    t.match(await check(), /Cannot find module/, 'what is inside stays inside')
  })
})
