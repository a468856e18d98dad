import { type Case, answers, refuses, saves } from './case.ts'
import type { Xnat } from './xnat.ts'

const accessibilityOf = async (xnat: Xnat, project: string): Promise<string> =>
  (await xnat.get(`/data/projects/${project}/accessibility`)).body

/** Projects: making and changing them, their settings, what becomes of them. */
export const projectCases: readonly Case[] = [
  {
    fact: 'A new project is protected, unless the request says otherwise; any other word than public and protected means private',
    source: 'BaseXnatProjectdata.createProject',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const id = await xnat.newProject('private')
      for (const [name, query, level] of [
        ['A', '', 'protected'],
        ['B', '?accessibility=public', 'public'],
        ['C', '?accessibility=PUBLIC', 'private'],
        ['D', '?accessibility=', 'protected']
      ] as const) {
        saves(t, await xnat.put(`/data/projects/${id}${name}${query}`))
        t.equal(await accessibilityOf(xnat, id + name), level)
      }
      saves(t, await xnat.put(`/data/projects/${id}B?accessibility=protected&description=d`))
      t.equal(await accessibilityOf(xnat, `${id}B`), 'protected')
      saves(t, await xnat.put(`/data/projects/${id}B?description=e`))
      t.equal(await accessibilityOf(xnat, `${id}B`), 'protected')
    }
  },
  {
    fact: 'Names are shared by no two projects, whatever their case; each clash is told, aliases first',
    source: 'BaseXnatProjectdata.validateProjectFields',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const id = await xnat.newProject('private')
      saves(t, await xnat.put(`/data/projects/${id}?name=Title%20${id}&secondary_ID=Run%20${id}&alias=Alias${id}`))
      const lower = id.toLowerCase()
      const clash = 'Requested new project conflicts with existing projects: '
      refuses(
        t,
        await xnat.put(`/data/projects/X${id}?name=TITLE%20${id}`),
        409,
        `${clash}Invalid Project Title: 'title ${lower}' is already being used.`
      )
      refuses(
        t,
        await xnat.put(`/data/projects/X${id}?secondary_ID=title%20${id}`),
        409,
        `${clash}Invalid Running Title: 'title ${lower}' is already being used.`
      )
      refuses(t, await xnat.put(`/data/projects/X${id}?alias=${id}`), 409, `${clash}Invalid Alias: '${lower}' is already being used.`)
      refuses(t, await xnat.put(`/data/projects/Alias${id}`), 409, `${clash}Invalid Project Id: 'alias${lower}' is already being used.`)
      refuses(
        t,
        await xnat.put(`/data/projects/X${id}?alias=run%20${id}&name=alias${id}`),
        409,
        `${clash}Invalid Alias: 'run ${lower}' is already being used., Invalid Project Title: 'alias${lower}' is already being used.`
      )
      refuses(
        t,
        await xnat.put(`/data/projects/X${id}?alias=Y${id}&name=y${id}`),
        409,
        `${clash}Invalid Project Title: 'y${lower}' cannot be used as the Project Title and an alias.`
      )
      saves(t, await xnat.put(`/data/projects/${id}?name=Run%20${id}`))
      refuses(t, await xnat.get(`/data/projects/X${id}`), 404, 'Unable to find the specified experiment.')
    }
  },
  {
    fact: 'An alias stands for its project where one reads, and for none where one writes',
    source: 'BaseXnatProjectdata.getProjectByIDorAlias, ProjectResource.handlePut',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const id = await xnat.newProject('private')
      await xnat.put(`/data/projects/${id}?alias=A${id}`)
      await xnat.put(`/data/projects/${id}/users/owner/owner`)
      answers(t, await xnat.get(`/data/projects/A${id}?format=xml`), 200, (await xnat.get(`/data/projects/${id}?format=xml`)).body)
      t.equal(await accessibilityOf(xnat, `A${id}`), 'private')
      refuses(
        t,
        await xnat.put(`/data/projects/A${id}?description=d`, { as: 'owner' }),
        403,
        `User owner doesn't have permission to edit the project A${id}`
      )
      refuses(
        t,
        await xnat.put(`/data/projects/A${id}?description=d`),
        409,
        `Requested new project conflicts with existing projects: Invalid Project Id: 'a${id.toLowerCase()}' is already being used.`
      )
      refuses(
        t,
        await xnat.put(`/data/projects/A${id}?ID=${id}&description=d`),
        417,
        'The project ID for the REST call must match the value in submitted request body.'
      )
      t.equal((await xnat.put(`/data/projects/A${id}/subjects/S${id}`)).status, 201)
    }
  },
  {
    fact: 'Who may not edit a project is told so, a member in other words than a collaborator or a stranger',
    source: 'ProjectResource.handlePut',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const url = `/data/projects/${xnat.project}?description=d`
      refuses(t, await xnat.put(url, { as: 'member' }), 403, "User account doesn't have permission to edit this project.")
      refuses(
        t,
        await xnat.put(url, { as: 'collaborator' }),
        403,
        `User collaborator doesn't have permission to edit the project ${xnat.project}`
      )
      saves(t, await xnat.put(url, { as: 'owner' }))
      refuses(t, await xnat.put(url, { as: 'stranger' }), 403, "User account doesn't have permission to edit this project.")
      const shown = await xnat.newProject('protected')
      refuses(
        t,
        await xnat.put(`/data/projects/${shown}?description=d`, { as: 'stranger' }),
        403,
        `User stranger doesn't have permission to edit the project ${shown}`
      )
      for (const as of ['member', 'collaborator']) refuses(t, await xnat.delete(`/data/projects/${xnat.project}`, { as }), 403)
      refuses(t, await xnat.delete(`/data/projects/${shown}`, { as: 'stranger' }), 403)
      refuses(t, await xnat.delete(`/data/projects/${xnat.project}`, { as: 'stranger' }), 400)
    }
  },
  {
    fact: 'Who makes a project owns it',
    source: 'BaseXnatProjectdata.preSave',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const id = await xnat.newProject('private')
      saves(t, await xnat.put(`/data/projects/N${id}?accessibility=private`, { as: 'stranger' }))
      t.same(
        (await xnat.rows(`/data/projects/N${id}/users`)).map(({ login, GROUP_ID: group }) => [login, group]),
        [['stranger', `N${id}_owner`]]
      )
      saves(t, await xnat.delete(`/data/projects/N${id}`, { as: 'stranger' }))
    }
  },
  {
    fact: 'Adding a project to the list needs its ID in the request; names that others have, and the ID of a deleted project, are taken',
    source: 'ProjectListResource.handlePost, BaseXnatProjectdata.createProject; recorded project-duplicates',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const id = await xnat.newProject('private')
      refuses(t, await xnat.post('/data/projects'), 417, 'Requires XNAT ProjectData ID')
      refuses(t, await xnat.post(`/data/projects?ID=${id}.x`), 417, 'Invalid character in project ID.')
      refuses(t, await xnat.post(`/data/projects?ID=${id}`), 409, 'Project already exists.')
      answers(t, await xnat.post(`/data/projects?ID=N${id}&name=${id}`), 200, `${xnat.client.url}/data/projects/N${id}`)
      const made = await xnat.post(`/data/projects?ID=P${id}&accessibility=public&description=d`)
      answers(t, made, 200, `${xnat.client.url}/data/projects/P${id}`)
      t.equal(made.headers['location'], `${xnat.client.url}/data/projects/P${id}?ID=P${id}&accessibility=public&description=d`)
      t.equal(await accessibilityOf(xnat, `P${id}`), 'public')
      saves(t, await xnat.delete(`/data/projects/P${id}`))
      answers(t, await xnat.post(`/data/projects?ID=P${id}`), 200, `${xnat.client.url}/data/projects/P${id}`)
    }
  },
  {
    fact: 'Settings stand behind the project\'s address: read as text in the media type asked for, set by a further segment',
    source: 'ProjectResource.DefaultProjectHandler, ProjectResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const url = `/data/projects/${await xnat.newProject('private')}`
      const said = async (setting: string, value: string, format = '') => {
        const answer = await xnat.get(`${url}/${setting}${format}`)
        answers(t, answer, 200, value)
        t.equal(answer.headers['content-type'], format === '' ? 'text/html;charset=ISO-8859-1' : 'application/json;charset=ISO-8859-1')
      }
      await said('quarantine_code', '0')
      await said('prearchive_code', '4')
      await said('current_arc', 'arc001')
      for (const [path, read, value] of [
        ['quarantine_code/1', 'quarantine_code', '1'],
        ['prearchive_code/0x5', 'prearchive_code', '5'],
        ['prearchive_code/true', 'prearchive_code/9', '1'],
        ['prearchive_code/', 'prearchive_code', '1'],
        ['current_arc/arc002', 'current_arc', 'arc002']
      ] as const) {
        saves(t, await xnat.put(`${url}/${path}`))
        await said(read, value, '?format=json')
      }
      saves(t, await xnat.put(`${url}/scan_type_mapping/false`))
      refuses(t, await xnat.put(`${url}/quarantine_code/foo`), 400, 'The submitted code foo is invalid: must be an integer.')
      refuses(t, await xnat.put(`${url}/quarantine_code/1.5`), 403, 'For input string: "1.5"')
      for (const path of ['quarantine_code', 'foo/1']) refuses(t, await xnat.put(`${url}/${path}`), 400)
      for (const path of ['scan_type_mapping', 'quarantine_code/1', 'foo']) refuses(t, await xnat.get(`${url}/${path}`), 400)
      refuses(t, await xnat.delete(`${url}/quarantine_code`), 400)
    }
  },
  {
    fact: 'A project that experiments of other projects hang on is emptied and stays, with 200; the next DELETE fails until it is changed',
    source: 'BaseXnatProjectdata.delete, DefaultUserProjectCache',
    run: async (t, xnat) => {
      const [project, other] = [await xnat.newProject('private'), await xnat.newProject('private')]
      const place = await xnat.place('xnat:mrSessionData', project)
      const guest = await xnat.place('xnat:mrSessionData', project)
      await xnat.put(`/data/projects/${project}/subjects/${guest.subject}/projects/${other}`)
      saves(t, await xnat.put(`${guest.projectUrl}/projects/${other}?primary=true`))
      saves(t, await xnat.delete(`/data/projects/${project}`))
      refuses(t, await xnat.get(place.url), 404, 'Unable to find the specified experiment.')
      t.equal((await xnat.get(guest.url)).status, 200)
      t.same((await xnat.rows(`/data/projects/${project}/subjects`)).map(({ label }) => label), [guest.subject])
      saves(t, await xnat.delete(guest.url))
      refuses(t, await xnat.delete(`/data/projects/${project}`), 500)
      t.equal((await xnat.get(`/data/projects/${project}?format=xml`)).status, 200)
      saves(t, await xnat.put(`/data/projects/${project}?description=d`))
      saves(t, await xnat.delete(`/data/projects/${project}`))
      refuses(t, await xnat.get(`/data/projects/${project}`), 404, 'Unable to find the specified experiment.')
    }
  },
  {
    fact: 'Every new project is active',
    source: 'XFTItem.assignDefaultValues; recorded project-fields',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const id = await xnat.newProject('private')
      const url = `/data/projects/${id}`
      t.match((await xnat.get(`${url}?format=json`)).body, '"active":"true"')
      t.match((await xnat.get(`${url}?format=xml`)).body, / active="1"/)
      answers(t, await xnat.post(`/data/projects?ID=L${id}`), 200, `${xnat.client.url}/data/projects/L${id}`)
      t.match((await xnat.get(`/data/projects/L${id}?format=json`)).body, '"active":"true"')
    }
  },
  {
    fact: 'A field of the investigator replaces the whole investigator; a field that there is not changes nothing at all',
    source: 'ProjectResource.handlePut, XFTItem.setProperty; recorded project-fields',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const id = await xnat.newProject('private')
      const url = `/data/projects/${id}`
      saves(t, await xnat.put(`${url}?pi_firstname=F&pi_lastname=L${id}`))
      saves(t, await xnat.put(`${url}?xnat:projectData/PI/institution=I`))
      const { body } = await xnat.get(`${url}?format=json`)
      t.match(body, '"institution":"I"')
      t.notMatch(body, `"lastname":"L${id}"`)
      saves(t, await xnat.put(`${url}?description=d&xnat:projectData/colour=red`))
      t.notMatch((await xnat.get(`${url}?format=json`)).body, '"description"')
    }
  }
]
