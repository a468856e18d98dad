import { type Case, answers, refuses } from './case.ts'
import { raw } from './parcels.ts'

const service = (resource: string, options = ''): string => `/data/services/refresh/catalog?resource=${resource}${options}`

/** The service that makes catalogs and the disk tell the same. */
export const refreshCases: readonly Case[] = [
  {
    fact: 'Catalogs of a scan, a resource, a session, a subject and a project are refreshed with 200 and nothing',
    source: 'RefreshCatalog.handlePost',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, projectUrl, subject } = await xnat.placeWith('1')
      await xnat.put(`${projectUrl}/scans/1/resources/FILES/files/a.txt`, raw('a'))
      const archived = projectUrl.replace('/data', '/archive')
      for (const uri of [
        `/archive/experiments/${id}/scans/1`,
        `/data/archive/experiments/${id}`,
        `/REST/archive/experiments/${id}/scans/1/resources/FILES`,
        archived,
        `${archived}/scans/1`,
        `/archive/projects/${xnat.project}/subjects/${subject}`,
        `/archive/projects/${xnat.project}`,
        `/archive/experiments/${id}/resources/NONE`
      ]) {
        answers(t, await xnat.post(service(uri, '&options=populateStats,append,delete,checksum')), 200, '')
      }
      answers(t, await xnat.post('/data/services/refresh/catalog'), 200, '')
      t.same((await xnat.rows(`/data/experiments/${id}/scans/1/resources/FILES/files`)).map(({ Name }) => Name), ['a.txt'])
    }
  },
  {
    fact: 'append lists the files on the disk that no catalog lists, with their digests where these are asked for',
    source: 'CatalogUtils.refreshCatalog',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id, url } = await xnat.placeWith('1')
      const resource = `${url}/scans/1/resources/FILES`
      await xnat.put(`${resource}/files/sub/a.txt`, raw('abc'))
      await xnat.delete(`${resource}/files/sub/a.txt?removeFiles=false`)
      t.same(await xnat.rows(`${resource}/files`), [])
      await xnat.post(service(`/archive/experiments/${id}/scans/1`, '&options=delete'))
      t.same(await xnat.rows(`${resource}/files`), [])
      answers(t, await xnat.post(service(`/archive/experiments/${id}/scans/1`, '&options=append,checksum,populateStats')), 200, '')
      t.match(await xnat.rows(`${resource}/files`), [
        { Name: 'a.txt', Size: '3', digest: '900150983cd24fb0d6963f7d28e17f72', file_tags: '', file_format: '', file_content: '' }
      ])
      t.match(await xnat.rows(`${url}/scans/1/resources`), [{ file_count: '1', file_size: '3' }])
      answers(t, await xnat.get(`${resource}/files/sub/a.txt`), 200, 'abc')
    }
  },
  {
    fact: 'What is no address of the archive, or leads nowhere, is refused in words',
    source: 'DefaultCatalogService.getResourceDataFromUri',
    run: async (t, xnat) => {
      const { id, projectUrl } = await xnat.placeWith('1')
      for (const uri of [
        'no/path',
        '/archive/nothing',
        `/archive/projects/${xnat.project}/experiments/${id}/scans/1`,
        `/archive/experiments/${id}/`
      ]) {
        refuses(t, await xnat.post(service(uri)), 400, `Malformed URI: ${uri}`)
      }
      for (const uri of ['/archive', '/prearchive', '']) refuses(t, await xnat.post(service(uri)), 400, `Invalid URI: ${uri}`)
      for (const uri of [
        '/archive/experiments/NONE',
        '/archive/experiments/NONE/scans/1',
        '/archive/projects/NONE',
        '/archive/subjects/NONE'
      ]) {
        refuses(t, await xnat.post(service(uri)), 400, `Cannot locate archivable item securing ${uri}`)
      }
      const file = `${projectUrl.replace('/data', '/archive')}/scans/1/resources/FILES/files/a.txt`
      refuses(
        t,
        await xnat.post(service(file)),
        400,
        `Resource URI: ${file} is a file; you should provide the path to a resource (leave off the *_catalog.xml).`
      )
      refuses(
        t,
        await xnat.post(service(`/archive/experiments/${id}/scans/9`)),
        500,
        'An error occurred trying to save the workflow for the refresh operation.'
      )
      refuses(t, await xnat.get('/data/services/refresh/catalog'), 404)
      refuses(t, await xnat.put('/data/services/refresh/catalog'), 405)
    }
  },
  {
    fact: 'Whoever may not edit is told so, even of what he cannot see',
    source: 'DefaultCatalogService.checkPermissionsOnItem',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { id } = await xnat.placeWith('1')
      const uri = `/archive/experiments/${id}/scans/1`
      for (const as of ['collaborator', 'stranger']) {
        refuses(
          t,
          await xnat.post(service(uri), { as }),
          403,
          `The user ${as} does not have permission to edit the resource ${uri} for item ${id}`
        )
      }
      answers(t, await xnat.post(service(uri), { as: 'member' }), 200, '')
      refuses(
        t,
        await xnat.post(service(`/archive/projects/${xnat.project}`), { as: 'member' }),
        403,
        `The user member does not have permission to edit the resource /archive/projects/${xnat.project} for item ${xnat.project}`
      )
    }
  }
]
