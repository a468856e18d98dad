import { type Case, answers, refuses, saves } from './case.ts'
import type { Xnat } from './xnat.ts'

const text = { 'content-type': 'text/plain' }
const json = { 'content-type': 'application/json' }

let made = 0
const freshTool = (): string => `tool${Date.now().toString(36)}${made++}`

const contents = async (xnat: Xnat, url: string): Promise<string> => (await xnat.get(`${url}?contents=true`)).body

/** Status and version of each row, and what it contains. */
const versions = async (xnat: Xnat, url: string): Promise<string[]> =>
  (await xnat.rows(`${url}${url.includes('?') ? '&' : '?'}format=json`)).map(row => `${row['version']} ${row['status']} ${row['contents']}`)

const write = (xnat: Xnat, url: string, body: string) =>
  xnat.put(`${url}${url.includes('?') ? '&' : '?'}inbody=true`, { headers: text, body })

/** What tools keep for the site and for projects. */
export const configurationCases: readonly Case[] = [
  {
    fact: 'A tool keeps text for the site: 201 first, 200 with a new version then; it is read back alone or with all about it',
    source: 'ConfigResource',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const tool = freshTool()
      const url = `/data/config/${tool}/a/path`
      const first = await write(xnat, url, 'one')
      answers(t, first, 201, '')
      t.equal(first.headers['content-type'], undefined)
      saves(t, await write(xnat, url, 'two & three'))
      t.equal(await contents(xnat, url), 'two & three')
      t.equal((await xnat.get(`${url}?contents=true&version=1`)).body, 'one')
      t.match(await xnat.rows(`${url}?format=json`), [{
        tool, path: 'a/path', contents: 'two & three', version: '2', status: 'enabled', user: xnat.admin, reason: ''
      }])
      t.same(await versions(xnat, `${url}?action=getHistory`), ['1 enabled one', '2 enabled two & three'])
      t.same(await versions(xnat, `/data/config/${tool}`), ['1 enabled one', '2 enabled two & three'])
    }
  },
  {
    fact: 'What is switched off keeps its contents, and each switch is a version; an unknown status is refused',
    source: 'ConfigResource.handlePut, DefaultConfigService.setStatusImpl; recorded project-config-status',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const url = `/data/config/${freshTool()}/x`
      await write(xnat, url, 'kept')
      saves(t, await xnat.delete(url))
      t.match(await xnat.rows(`${url}?format=json`), [{ status: 'disabled', version: '2', reason: 'Disabling this setting' }])
      refuses(t, await xnat.get(`${url}?contents=true`), 404,
        `Config not found for user ${xnat.admin} and project null on tool [${url.split('/')[3]}] path [x]`)
      saves(t, await xnat.delete(url))
      saves(t, await xnat.put(`${url}?status=enabled&reason=why`))
      t.match(await xnat.rows(`${url}?format=json`), [{ status: 'enabled', version: '3', reason: '' }])
      saves(t, await xnat.put(`${url}?status=TRUE`))
      t.same(await versions(xnat, url), ['3 enabled kept'])
      t.equal((await xnat.put(`${url}?status=nonsense`)).status, 400)
      t.equal(await contents(xnat, url), 'kept')
    }
  },
  {
    fact: 'Contents make a version, and a status that is not theirs one more; what is as it was makes none',
    source: 'ConfigResource.handlePut; recorded project-config-status',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const url = `/data/config/${freshTool()}/x`
      await write(xnat, url, 'a')
      saves(t, await write(xnat, url, 'a'))
      saves(t, await write(xnat, `${url}?status=disabled`, 'b'))
      t.same(await versions(xnat, url), ['3 disabled b'])
      saves(t, await write(xnat, url, 'b'))
      t.same(await versions(xnat, url), ['4 enabled b'])
    }
  },
  {
    fact: 'The word of a status is compared: true is not what a configuration that is enabled has',
    source: 'ConfigResource.handlePut',
    run: async (t, xnat) => {
      const url = `/data/config/${freshTool()}/x`
      await write(xnat, url, 'a')
      await write(xnat, `${url}?status=enabled`, 'a')
      t.same(await versions(xnat, url), ['1 enabled a'])
      await write(xnat, `${url}?status=true`, 'a')
      t.same(await versions(xnat, url), ['2 enabled a'])
    }
  },
  {
    fact: 'With unversioned=true the next contents take the place of these, until one is to be versioned again',
    source: 'DefaultConfigService.replaceConfigImpl; recorded project-config-status',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const tool = freshTool()
      const url = `/data/config/${tool}/u`
      await write(xnat, `${url}?unversioned=true`, 'a')
      await write(xnat, url, 'b')
      t.match(await xnat.rows(`${url}?format=json`), [{ contents: 'b', version: '1', unversioned: 'true' }])
      await xnat.delete(url)
      t.same(await versions(xnat, `/data/config/${tool}`), ['1 disabled b'])
      await write(xnat, `${url}?unversioned=false`, 'c')
      await write(xnat, `${url}?unversioned=true`, 'd')
      t.same(await versions(xnat, `/data/config/${tool}`), ['1 disabled b', '2 enabled c', '3 enabled d'])
      t.match(await xnat.rows(`${url}?format=json`), [{ unversioned: 'false' }])
    }
  },
  {
    fact: 'What is not there can be neither switched nor deleted',
    source: 'DefaultConfigService.setStatusImpl; recorded project-config-status',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const tool = freshTool()
      const said = `Error [Unknown]: Couldn't find the site configuration for tool ${tool} and path x`
      const ofProject = `${said} with scope Project and entity ID ${xnat.project}.`
      refuses(t, await xnat.put(`/data/projects/${xnat.project}/config/${tool}/x?status=disabled`), 500, ofProject)
      refuses(t, await xnat.delete(`/data/projects/${xnat.project}/config/${tool}/x`), 500, ofProject)
      refuses(t, await xnat.delete(`/data/config/${tool}/x`), 500, `${said}.`)
    }
  },
  {
    fact: 'A JSON body has contents and status; with a status alone it has no contents, and an unreadable one is an error of Jackson\'s',
    source: 'ConfigResource.handlePut, SerializerService.deserializeJson; recorded project-config-status',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const url = `/data/config/${freshTool()}/j`
      const put = (body: string) => xnat.put(url, { headers: json, body })
      answers(t, await put('{"contents":"four","status":"enabled"}'), 201, '')
      refuses(t, await put('{"status":"disabled"}'), 500, 'Error [Unknown]: No contents provided')
      t.same(await versions(xnat, url), ['1 enabled four'])
      refuses(
        t,
        await put('{'),
        500,
        'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"; line: 1, column: 1])\n' +
        ' at [Source: (String)"{"; line: 1, column: 2]'
      )
    }
  },
  {
    fact: 'A body of a media type that XNAT does not know for a file has no contents; a form has them in its one file',
    source: 'ConfigResource.getBodyContents, SecureResource.getFileWritersAndLoadParams',
    run: async (t, xnat) => {
      const url = `/data/config/${freshTool()}/x`
      const yaml = { 'content-type': 'application/x-yaml' }
      refuses(t, await xnat.put(url, { headers: yaml, body: 'a: 1' }), 500, 'Error [Unknown]: No contents provided')
      t.equal((await xnat.put(`${url}?inbody=true`, { headers: yaml, body: 'a: 1' })).status, 201)
      t.equal((await xnat.put(url, { headers: text, body: 'plain' })).status, 200)
      t.equal(await contents(xnat, url), 'plain')
      const file = (name: string) => `--B\r\ncontent-disposition: form-data; name="f"; filename="${name}"\r\n\r\nof ${name}\r\n`
      const form = { 'content-type': 'multipart/form-data; boundary=B' }
      t.equal((await xnat.put(url, { headers: form, body: `${file('a')}--B--\r\n` })).status, 200)
      t.equal(await contents(xnat, url), 'of a')
      const two = await xnat.put(url, { headers: form, body: `${file('a')}${file('b')}--B--\r\n` })
      refuses(t, two, 500, 'Error [Unknown]: No contents provided')
    }
  },
  {
    fact: 'A project keeps its own; its owners may write, others may not; nothing there is 404, or 204 where that is accepted',
    source: 'ConfigResource; recorded project-config-who-may, project-config-private',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const url = `/data/projects/${xnat.project}/config/${freshTool()}/x`
      t.equal((await xnat.get(url)).status, 404)
      const accepted = await xnat.get(`${url}?accept-not-found=true&format=json`)
      answers(t, accepted, 204, '')
      t.equal(accepted.headers['content-type'], 'application/json')
      t.equal((await xnat.put(`${url}?inbody=true`, { as: 'stranger', headers: text, body: 'x' })).status, 403)
      t.equal((await xnat.put(`${url}?inbody=true`, { as: 'owner', headers: text, body: 'own' })).status, 201)
      answers(t, await xnat.get(`${url}?contents=true`, { as: 'collaborator' }), 200, 'own')
      refuses(t, await xnat.get(url, { as: 'stranger' }), 404, `The requested project ${xnat.project} does not exist.`)
      refuses(t, await xnat.get('/data/projects/NOPE/config/x/y'), 404, 'The requested project NOPE does not exist.')
      const open = await xnat.newProject('protected')
      refuses(t, await xnat.get(`/data/projects/${open}/config`, { as: 'stranger' }), 403, `User stranger can not access project ${open}`)
    }
  },
  {
    fact: 'A project is found by an alias too, and has other configurations there',
    source: 'ConfigResource.represent; recorded project-of-alias',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      const tool = freshTool()
      await xnat.put(`/data/projects/${project}?alias=al_${project}`)
      await write(xnat, `/data/projects/${project}/config/${tool}/x`, 'by ID')
      const url = `/data/projects/al_${project}/config/${tool}/x`
      refuses(t, await xnat.get(`${url}?format=json`), 404,
        `Couldn't find config for user ${xnat.admin} and project al_${project} on tool [${tool}] path [x]`)
      answers(t, await write(xnat, url, 'by alias'), 201, '')
      answers(t, await xnat.get(`${url}?contents=true`), 200, 'by alias')
    }
  },
  {
    fact: 'The path of a project\'s anonymization script begins with a slash, which DELETE does not know',
    source: 'ConfigResource.fixAnonPath; recorded anon-config',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      const url = `/data/projects/${project}/config/anon/projects/${project}`
      refuses(t, await xnat.get(`${url}?format=json`), 404,
        `Couldn't find config for user ${xnat.admin} and project ${project} on tool [anon] path [/projects/${project}]`)
      await write(xnat, url, 'version "6.1"\n')
      t.match(await xnat.rows(`/data/projects/${project}/config/anon?format=json`), [{ path: `/projects/${project}` }])
    }
  },
  {
    fact: 'A site has scripts, tracers and labels of quality from its beginning, which everybody may read',
    source: 'GetSiteWideAnonScript, GetSiteWidePETTracerList, ScanQualityUtils; recorded data-config-site',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const tools = (await xnat.rows('/data/config?format=json', { as: 'stranger' })).map(({ tool }) => tool)
      for (const tool of ['anon', 'tracers', 'scan-quality']) t.ok(tools.includes(tool), tool)
      answers(t, await xnat.get('/data/config/tracers/tracers?contents=true', { as: 'member' }), 200, 'PIB\nFDG')
      t.match(await contents(xnat, '/data/config/anon/script'), /\(0010,0010\) := subject\n\(0010,0020\) := session$/)
      t.match(await xnat.rows('/data/config/anon/script?format=json'), [{ status: 'enabled', unversioned: 'false', reason: '' }])
    }
  },
  {
    fact: 'A script in contents is escaped nowhere: what was put is what comes',
    source: 'ConfigResource',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const url = `/data/config/${freshTool()}/x`
      const body = '<script>alert("x")</script>\n%41&amp;\t'
      await write(xnat, url, body)
      t.equal((await xnat.get(`${url}?contents=true`)).body, body)
    }
  }
]
