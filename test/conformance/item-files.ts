import { type Case, answers, refuses, saves } from './case.ts'
import { raw } from './parcels.ts'
import { resourceKeys } from './resources.ts'
import { masked } from './xnat.ts'

/** Files as part of the items that they belong to. */
export const itemFileCases: readonly Case[] = [
  {
    fact: 'A scan\'s document has its resources as children, with counts and the path of their catalog',
    source: 'ItemJSONBuilder.convert',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1')
      await xnat.put(`${place.url}/scans/1/resources/DICOM`)
      await xnat.put(`${place.url}/scans/1/resources/DICOM/files/a.dcm?format=DICOM`, raw('abc'))
      const { DICOM: key } = await resourceKeys(xnat, `${place.url}/scans/1`)
      const child =
        '{"field":"file","items":[{"children":[],"meta":{"create_event_id":0,"xsi:type":"xnat:resourceCatalog",' +
        '"isHistory":false,"start_date":"DATE"},"data_fields":' +
        `{"file_count":1,"xnat_abstractresource_id":${key},"format":"DICOM","label":"DICOM",` +
        `"URI":"ROOT/${xnat.project}/arc001/${place.label}/SCANS/1/DICOM/1_catalog.xml","file_size":3,"content":"RAW",` +
        `"xnat_abstractResource_id":${key}}}]}`
      const { body } = await xnat.get(`${place.url}/scans/1?format=json`)
      t.match(masked(body).replace(/"URI":"[^"]*\/(?=[^/"]+\/arc001)/, '"URI":"ROOT/'), child)
    }
  },
  {
    fact: 'In XML they stand as file of a scan, and as resource of a session, a subject and a project',
    source: 'SAXWriter',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const project = await xnat.newProject('private')
      const subject = `/data/projects/${xnat.project}/subjects/${place.subject}`
      for (const owner of [`${place.url}/scans/1`, place.url, subject, `/data/projects/${project}`]) {
        await xnat.put(`${owner}/resources/R/files/a.txt?format=TXT`, raw('abc'))
      }
      const element = (name: string, path: string) =>
        new RegExp(
          `<xnat:${name} label="R" file_count="1" file_size="3" URI="/[^"]*/${path}/R/R_catalog\\.xml" format="TXT" ` +
          'xsi:type="xnat:resourceCatalog">'
        )
      t.match((await xnat.get(`${place.url}/scans/1?format=xml`)).body, element('file', `${place.label}/SCANS/1`))
      t.match((await xnat.get(`${place.url}?format=xml`)).body, element('file', `${place.label}/SCANS/1`))
      t.match((await xnat.get(`${place.url}?format=xml`)).body, element('resource', `${place.label}/RESOURCES`))
      t.match((await xnat.get(`${subject}?format=xml`)).body, element('resource', `subjects/${place.subject}`))
      t.match((await xnat.get(`/data/projects/${project}?format=xml`)).body, element('resource', `${project}/resources`))
    }
  },
  {
    fact: 'A list of experiments shows the resources of their scans',
    source: 'QueryOrganizer',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1', '2?type=T2')
      await xnat.put(`${place.url}/scans/1/resources/DICOM/files/a.dcm`, raw('abc'))
      const { body } = await xnat.get(
        `/data/experiments?xsiType=xnat:mrSessionData&label=${place.label}&columns=ID,xnat:imagescandata/id,xnat:imagescandata/type,` +
        'xnat:imagescandata/file/label&format=csv'
      )
      t.match(body, `${place.id},1,T1,DICOM,/data/experiments/${place.id}\n`)
      t.match(body, `${place.id},2,T2,,/data/experiments/${place.id}\n`)
    }
  },
  {
    fact: 'A scan that is deleted leaves its files on the disk, in the way of the next; with removeFiles=true they go',
    source: 'ScanResource.handleDelete, XNATUtils.delete',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1', '2')
      for (const [scan, query, body] of [['1', '', '{"duplicates":["a.dcm"]}'], ['2', '?removeFiles=true', '']] as const) {
        const file = `${url}/scans/${scan}/resources/DICOM/files/a.dcm`
        await xnat.put(file, raw('abc'))
        saves(t, await xnat.delete(`${url}/scans/${scan}${query}`))
        await xnat.put(`${url}/scans/${scan}?xsiType=xnat:mrScanData`)
        t.match((await xnat.get(`${url}/scans/${scan}/resources`)).body, '"Result":[]')
        answers(t, await xnat.put(file, raw('def')), 200, body)
      }
    }
  },
  {
    fact: 'removeFiles=true takes the files of a session along, and those of its scans; so for a subject and a project',
    source: 'BaseXnatExperimentdata.deleteFiles, BaseXnatProjectdata.delete',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const project = await xnat.newProject('private')
      const subject = `/data/projects/${project}/subjects/S`
      const session = `${subject}/experiments/E`
      const fill = async () => {
        await xnat.put(`${session}?xsiType=xnat:mrSessionData`)
        await xnat.put(`${session}/scans/1?xsiType=xnat:mrScanData`)
        const bodies = []
        for (const owner of [subject, session, `${session}/scans/1`]) {
          bodies.push((await xnat.put(`${owner}/resources/R/files/a.txt`, raw('abc'))).body)
        }
        return bodies
      }
      const left = '{"duplicates":["a.txt"]}'
      t.same(await fill(), ['', '', ''])
      saves(t, await xnat.delete(session))
      t.same(await fill(), [left, left, left])
      saves(t, await xnat.delete(`${session}?removeFiles=true`))
      t.same(await fill(), [left, '', ''])
      saves(t, await xnat.delete(`${subject}?removeFiles=true`))
      t.same(await fill(), ['', '', ''])
      saves(t, await xnat.delete(`${subject}?removeFiles=false`))
      t.same(await fill(), [left, left, left])
      saves(t, await xnat.delete(`/data/projects/${project}?removeFiles=true`))
    }
  },
  {
    fact: 'Files go along with a session that is renamed or moved to another project, and with a subject',
    source: 'Rename.call, BaseXnatExperimentdata.moveToProject',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      const file = `${place.url}/scans/1/resources/R/files/a.txt`
      await xnat.put(file, raw('abc'))
      const path = async () =>
        (await xnat.get(`${place.url}/scans/1/resources/R/files?locator=absolutePath&format=csv`)).body.split('\n')[1]?.split(',')[2]
      saves(t, await xnat.put(`${place.projectUrl}?label=N${place.label}`))
      t.match(await path(), `/${xnat.project}/arc001/N${place.label}/SCANS/1/R/a.txt`)
      answers(t, await xnat.get(file), 200, 'abc')
      const other = await xnat.newProject('private')
      saves(t, await xnat.put(`/data/projects/${xnat.project}/experiments/N${place.label}/projects/${other}?primary=true`))
      t.match(await path(), `/${other}/arc001/N${place.label}/SCANS/1/R/a.txt`)
      answers(t, await xnat.get(file), 200, 'abc')
      const subject = `/data/projects/${xnat.project}/subjects/${place.subject}`
      await xnat.put(`${subject}/resources/R/files/s.txt`, raw('s'))
      await xnat.put(`${subject}?label=N${place.subject}`)
      answers(t, await xnat.get(`/data/projects/${xnat.project}/subjects/N${place.subject}/resources/R/files/s.txt`), 200, 's')
    }
  },
  {
    fact: 'A session cannot be renamed onto files that another has left',
    source: 'Rename.call',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const [gone, place] = [await xnat.placeWith('1'), await xnat.placeWith('1')]
      await xnat.put(`${gone.url}/resources/R/files/a.txt`, raw('abc'))
      await xnat.delete(gone.url)
      refuses(t, await xnat.put(`${place.projectUrl}?label=${gone.label}`), 409, 'File system destination contains pre-existing files')
    }
  },
  {
    fact: 'A document cannot name files that are not its owner\'s',
    source: 'OmUtils.validateXnatAbstractResources',
    run: async (t, xnat) => {
      const [victim, place] = [await xnat.placeWith('1'), await xnat.placeWith('1')]
      await xnat.put(`${victim.url}/scans/1/resources/R/files/a.txt`, raw('secret'))
      const { body } = await xnat.get(`${victim.url}/scans/1?format=xml`)
      const stolen = body.replace(/<xnat:image_session_ID>[^<]*</, `<xnat:image_session_ID>${place.id}<`).replace(/<!--.*?-->/g, '')
      const answer = await xnat.put(`${place.url}/scans/1`, { headers: { 'content-type': 'text/xml' }, body: stolen })
      t.equal(answer.status, 500)
      t.match(answer.body, 'URI references data outside of the project:/')
      t.match((await xnat.get(`${place.url}/scans/1/resources`)).body, '"Result":[]')
    }
  }
]
