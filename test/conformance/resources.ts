import { type Case, answers, refusedByContainer, refuses, saves } from './case.ts'
import { form, raw } from './parcels.ts'
import { type Xnat, withoutNamespaces } from './xnat.ts'

/** Keys of resources by label. */
export async function resourceKeys (xnat: Xnat, url: string): Promise<Record<string, string>> {
  const { body } = await xnat.get(`${url}/resources?format=json`)
  const rows = (JSON.parse(body) as { ResultSet: { Result: Record<string, string>[] } }).ResultSet.Result
  return Object.fromEntries(rows.map(row => [row['label'] ?? '', row['xnat_abstractresource_id'] ?? '']))
}

/** A catalog without what differs from run to run. */
export const maskedCatalog = (xml: string): string => withoutNamespaces(xml)
  .replace(/ createdEventId="\d+" createdTime="[\d:T.-]{23}"/g, '').replace(/ modifiedEventId="\d+" modifiedTime="[\d:T.-]{23}"/g, '')
  .replace(/\d+:[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d [A-Z+:\d-]+ \d{4}=/g, 'EVENT=')

const url = (path: string): string => path.replace(/.*(?=\/data\/)/, '')

/** Lists of resources, and resources themselves. */
export const resourceCases: readonly Case[] = [
  {
    fact: 'A scan\'s resources are listed with eleven keys, a total and a title',
    source: 'CatalogResourceList.represent, CatalogUtils.populateTable',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1')
      saves(t, await xnat.put(`${place.url}/scans/1/resources/DICOM?format=DICOM&content=RAW`))
      await xnat.put(`${place.url}/scans/1/resources/DICOM/files`, form(['a.dcm', 'abc'], ['b.dcm', '12345']))
      const { DICOM: key } = await resourceKeys(xnat, `${place.url}/scans/1`)
      const row = `{"file_count":"2","xnat_abstractresource_id":"${key}","cat_desc":"T1","cat_id":"1","format":"DICOM","label":"DICOM",` +
        '"category":"scans","element_name":"xnat:resourceCatalog","file_size":"8","content":"RAW","tags":""}'
      answers(
        t,
        await xnat.get(`${place.url}/scans/1/resources`),
        200,
        `{"ResultSet":{"Result":[${row}], "totalRecords": "1","title": "Resources"}}`
      )
      answers(
        t,
        await xnat.get(`${place.url}/scans/1/resources?format=csv`),
        200,
        'xnat_abstractresource_id,label,element_name,category,cat_id,cat_desc,file_count,file_size,tags,content,format\n' +
          `${key},DICOM,xnat:resourceCatalog,scans,1,T1,2,8,,RAW,DICOM\n`
      )
      t.match(
        (await xnat.get(`${place.url}/scans/1/resources`, { headers: { accept: 'text/xml' } })).body,
        '<ResultSet totalRecords="1" title="Resources">'
      )
      refusedByContainer(t, await xnat.get(`${place.url}/scans/1/resources`, { headers: { accept: 'application/octet-stream' } }), 406)
    }
  },
  {
    fact: 'An experiment lists its own resources, and with all=true those of its scans as well',
    source: 'CatalogResourceList.represent',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1')
      await xnat.put(`${place.url}/scans/1/resources/DICOM`)
      await xnat.put(`${place.url}/resources/NOTES`)
      const listed = async (query: string) => {
        const rows = (
          JSON.parse((await xnat.get(`${place.url}/resources?format=json${query}`)).body) as {
            ResultSet: { Result: Record<string, string>[] }
          }
        ).ResultSet.Result
        return rows.map(({ label, category, cat_id: id, cat_desc: description }) => [label, category, id, description])
      }
      t.same(await listed(''), [['NOTES', 'resources', place.id, ' ']])
      t.same(await listed('&all=true'), [['DICOM', 'scans', '1', 'T1'], ['NOTES', 'resources', '', '']])
    }
  },
  {
    fact: 'cache_file_stats=true counts the files of a resource that has no counts, and keeps them; file_stats=true does nothing more ' +
      'than the list',
    source: 'CatalogUtils.populateTable',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      await xnat.put(`${url}/scans/1/resources/R`)
      const counts = async (query = '') =>
        (await xnat.get(`${url}/scans/1/resources?format=csv${query}`)).body.split('\n')[1]?.split(',').slice(6, 8)
      t.same(await counts(), ['', ''])
      t.same(await counts('&file_stats=true'), ['', ''])
      t.same(await counts('&file_stats=true&cache_file_stats=true'), ['0', '0'])
      t.same(await counts(), ['0', '0'])
    }
  },
  {
    fact: 'All four levels have resources, with the same answers',
    source: 'XNATTemplate',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1?type=T1')
      const project = await xnat.newProject('private')
      const subject = `/data/projects/${xnat.project}/subjects/${place.subject}`
      for (const owner of [
        `/data/projects/${project}`,
        subject,
        place.projectUrl,
        place.url,
        `${place.projectUrl}/scans/1`,
        `/data/projects/${xnat.project}/experiments/${place.label}`
      ]) {
        const label = `L${owner.length}`
        saves(t, await xnat.put(`${owner}/resources/${label}`))
        answers(t, await xnat.put(`${owner}/resources/${label}/files/sub/x.txt`, raw('content')), 200, '')
        answers(t, await xnat.get(`${owner}/resources/${label}/files/sub/x.txt`), 200, 'content')
        t.match((await xnat.get(`${owner}/resources`)).body, `"label":"${label}"`)
        saves(t, await xnat.delete(`${owner}/resources/${label}`))
        t.notMatch((await xnat.get(`${owner}/resources`)).body, `"label":"${label}"`)
      }
    }
  },
  {
    fact: 'POST to the list makes a resource with a label by path, and answers its address with the key',
    source: 'CatalogResourceList.handlePost',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url: session } = await xnat.placeWith('1?type=T1')
      const list = `${session}/scans/1/resources`
      const answer = await xnat.post(`${list}?xnat:resourceCatalog/label=NEW&format=F&content=C&description=D&tags=a,b%3Dc`)
      const { NEW: key } = await resourceKeys(xnat, `${session}/scans/1`)
      t.equal(answer.status, 200)
      t.equal(url(answer.body), `${list}/${key}`)
      t.match(answer.headers.location, `${list}/${key}`)
      t.match((await xnat.get(`${list}?format=csv`)).body, /^\d+,NEW,xnat:resourceCatalog,scans,1,T1,,,"a,b=c",C,F$/m)
      refuses(t, await xnat.post(`${list}?xnat:resourceCatalog/xnat_abstractresource_id=${key}`), 409, 'Specified catalog already exists.')
      refuses(
        t,
        await xnat.post(`${list}?xnat:resourceCatalog/xnat_abstractresource_id=99999999`),
        422,
        'Contains erroneous generated fields (xnat_abstractresource_id).'
      )
      refuses(
        t,
        await xnat.post(`${list}?xsiType=xnat:resource&xnat:resource/label=X`),
        422,
        'Only ResourceCatalog documents can be PUT to this address.'
      )
    }
  },
  {
    fact: 'An empty POST to the list makes a resource without a label; the type of a list\'s items is known, so contents are never missing',
    source: 'CatalogResourceList.handlePost, SecureResource.loadItem',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      t.match((await xnat.post(`${url}/scans/1/resources`)).body, /\/scans\/1\/resources\/\d+$/)
      t.match((await xnat.get(`${url}/scans/1/resources?format=csv`)).body, /^\d+,,xnat:resourceCatalog,scans,1,,,,,,$/m)
    }
  },
  {
    fact: 'A resource is made with 200 and nothing; a second of its name is a conflict',
    source: 'CatalogResource.handlePost',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?type=T1', '2')
      saves(t, await xnat.put(`${url}/scans/1/resources/DICOM?tags=x:y,z`))
      refuses(t, await xnat.put(`${url}/scans/1/resources/DICOM`), 409, 'Specified resource already exists.')
      saves(t, await xnat.post(`${url}/scans/1/resources/SECOND`))
      saves(t, await xnat.put(`${url}/scans/2/resources/DICOM`))
      // the first of a scan that has a type holds what the scanner made
      const contents = async (scan: string) =>
        (await xnat.get(`${url}/scans/${scan}/resources?format=csv`)).body
          .split('\n')
          .slice(1, -1)
          .map(line => line.split(',').slice(-4))
      t.same(await contents('1'), [['"x=y', 'z"', 'RAW', ''], ['', '', '', '']])
      t.same(await contents('2'), [['', '', '', '']])
    }
  },
  {
    fact: 'A resource that is read is its catalog: the project, then what was done, then the files',
    source: 'CatCatalogBean.toXML, CatalogUtils.addAuditEntry; recorded resource-catalog-document',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?type=T1')
      const resource = `${url}/scans/1/resources/DICOM`
      await xnat.put(resource)
      const answer = await xnat.get(resource)
      const head = '<?xml version="1.0" encoding="UTF-8"?>\n<cat:Catalog ID="1">\n<cat:metaFields>\n'
      const project = `\t<cat:metaField name="PROJECT">${xnat.project}</cat:metaField>\n`
      answers(t, { ...answer, body: maskedCatalog(answer.body) }, 200, `${head}${project}</cat:metaFields>\n</cat:Catalog>`)
      t.match(answer.headers['content-type'], /^text\/xml/)
      await xnat.put(`${resource}/files/a.dcm`, raw('abc'))
      const entry = `\t<cat:entry ID="a.dcm" URI="a.dcm" cachePath="a.dcm" createdBy="${xnat.admin}" ` +
        'digest="900150983cd24fb0d6963f7d28e17f72" name="a.dcm">\n\t\t<cat:metaFields>\n' +
        '\t\t\t<cat:metaField name="SIZE">3</cat:metaField>\n\t\t</cat:metaFields>\n\t</cat:entry>\n'
      const audited = (audit: string, entries: string) =>
        `${head}${project}\t<cat:metaField name="AUDIT">${audit}</cat:metaField>\n</cat:metaFields>\n${entries}</cat:Catalog>`
      t.equal(maskedCatalog((await xnat.get(resource)).body), audited('EVENT=Added:1', `<cat:entries>\n${entry}</cat:entries>\n`))
      t.equal(
        maskedCatalog((await xnat.get(`${resource}?format=json`)).body),
        audited('EVENT=Added:1', `<cat:entries>\n${entry}</cat:entries>\n`),
        'whatever format is asked for'
      )
      saves(t, await xnat.delete(`${resource}/files/a.dcm`))
      t.equal(maskedCatalog((await xnat.get(resource)).body), audited('EVENT=Added:1|EVENT=Removed:1', ''))
    }
  },
  {
    fact: 'A catalog made by an upload is called after its label, and tells format, content and tags of its files',
    source: 'ResourceModifierA.createCatalog, CatalogUtils.configureEntry; recorded resource-catalog-document',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const resource = `${url}/scans/1/resources/UP`
      await xnat.put(`${resource}/files/a.txt?format=TXT&content=NOTE&description=D&tags=one&tags=two`, raw('abc'))
      const { body } = await xnat.get(resource)
      t.match(body, /<cat:Catalog ID="UP"/)
      t.match(body, / content="NOTE" .*description="D" .*format="TXT" name="a.txt">/)
      t.match(body, '\t\t<cat:tags>\n\t\t\t<cat:tag>one</cat:tag>\n\t\t\t<cat:tag>two</cat:tag>\n\t\t</cat:tags>')
      t.match(
        (await xnat.get(`${url}/scans/1/resources?format=csv`)).body,
        /^\d+,UP,xnat:resourceCatalog,scans,1,,1,3,"one,two",NOTE,TXT$/m
      )
    }
  },
  {
    fact: 'A resource is found by label or key; what is not there, there twice or not readable is 404',
    source: 'XNATCatalogTemplate, CatalogResource.represent',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1', '2')
      for (const scan of ['1', '2']) await xnat.put(`${url}/scans/${scan}/resources/R`)
      const { R: key } = await resourceKeys(xnat, `${url}/scans/1`)
      const byLabel = await xnat.get(`${url}/scans/1/resources/R`)
      answers(t, await xnat.get(`${url}/scans/1/resources/${key}`), 200, byLabel.body)
      refuses(t, await xnat.get(`${url}/scans/1/resources/X`), 404, 'Unable to find the specified catalog.')
      refuses(t, await xnat.get(`${url}/scans/1,2/resources/R`), 404)
      refuses(t, await xnat.get(`${url}/scans/1/resources/R,R`), 404)
      refuses(t, await xnat.get(`${url}/scans/1/resources/99999999`), 404)
      refusedByContainer(t, await xnat.get(`${url}/scans/1/resources/R`, { headers: { accept: 'application/json' } }), 406)
    }
  },
  {
    fact: 'A resource takes no path but /files',
    source: 'CatalogResource.failFastDueToNonEmptyFilePath',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const text =
        "This resource works at the catalog level only and does not accept file paths.  To work with the resource files, append '/files' " +
        'after the resource ID.'
      for (const method of ['GET', 'PUT', 'POST', 'DELETE']) {
        refuses(t, await xnat.ask(method, `${url}/scans/1/resources/R/a.dcm`), 400, text)
      }
    }
  },
  {
    fact: 'A resource goes with 200 and nothing; so does one that is not there',
    source: 'CatalogResource.handleDelete',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      await xnat.put(`${url}/scans/1/resources/R/files/a.txt`, raw('abc'))
      saves(t, await xnat.delete(`${url}/scans/1/resources/R`))
      saves(t, await xnat.delete(`${url}/scans/1/resources/R`))
      t.match((await xnat.get(`${url}/scans/1/resources`)).body, '{"ResultSet":{"Result":[], "totalRecords": "0","title": "Resources"}}')
      // its files went with it: nothing is in the way of the next of this name
      answers(t, await xnat.put(`${url}/scans/1/resources/R/files/a.txt`, raw('def')), 200, '')
      answers(t, await xnat.get(`${url}/scans/1/resources/R/files/a.txt`), 200, 'def')
    }
  },
  {
    fact: 'Who may not edit a session may not add to it, and who may not delete may not take away',
    source: 'CatalogResource.handlePost, handleDelete',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const resource = `${url}/scans/1/resources/R`
      const words = "User account doesn't have permission to modify this session."
      refuses(t, await xnat.put(resource, { as: 'collaborator' }), 403, words)
      saves(t, await xnat.put(resource, { as: 'member' }))
      refuses(t, await xnat.delete(resource, { as: 'member' }), 403, words)
      refuses(
        t,
        await xnat.post(`${url}/scans/1/resources?xnat:resourceCatalog/label=X`, { as: 'collaborator' }),
        403,
        `The user collaborator does not have permission to edit the resource /archive/experiments/${/[^/]+$/.exec(url)?.[0] ?? ''}/scans/1.`
      )
      refuses(t, await xnat.get(resource, { as: 'stranger' }), 404, 'Unable to find the specified catalog.')
      saves(t, await xnat.delete(resource, { as: 'owner' }))
    }
  },
  {
    fact: 'A locked session keeps its resources',
    source: 'CatalogResource.checkPermissionsAndStatus',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      await xnat.put(`${place.url}/scans/1/resources/R`)
      await xnat.put(`${place.url}?note=n&_lock=true`)
      refuses(
        t,
        await xnat.delete(`${place.url}/scans/1/resources/R`),
        403,
        `Item xnat:mrSessionData/ID=${place.id} is locked, resource deletion not allowed.`
      )
    }
  },
  {
    fact: 'Scans are named by ID or type, several by commas, all by * or ALL; writing wants exactly one',
    source: 'XNATTemplate',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?type=T1', '2?type=T2', '3')
      for (const scan of ['1', '2', '3']) await xnat.put(`${url}/scans/${scan}/resources/R`)
      const found = async (scans: string) =>
        (await xnat.get(`${url}/scans/${scans}/resources?format=csv`)).body
          .split('\n')
          .slice(1, -1)
          .map(line => line.split(',')[4])
      t.same(await found('T2'), ['2'])
      t.same(await found('1,T2'), ['1', '2'])
      t.same(await found('ALL'), ['1', '2', '3'])
      t.same(await found('*'), ['1', '2', '3'])
      t.same(await found('NULL'), ['3'])
      for (const scans of ['1,2', 'ALL', '9']) {
        refuses(t, await xnat.put(`${url}/scans/${scans}/resources/X`), 404, 'Unable to identify scan')
      }
      saves(t, await xnat.put(`${url}/scans/T1/resources/X`))
      refuses(t, await xnat.get(`${url}/scans/9/resources`), 404)
    }
  },
  {
    fact: 'Where nothing is, writing and reading are refused',
    source: 'XNATTemplate; recorded resource-unknown-owners',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await xnat.placeWith('1')
      refuses(t, await xnat.get('/data/projects/NO_SUCH/resources'), 404)
      refuses(t, await xnat.get('/data/subjects/NO_SUCH/resources'), 404)
      refuses(t, await xnat.get('/data/projects/NO_SUCH/resources/R/files'), 404, 'Unable to identify project')
      refuses(t, await xnat.put('/data/subjects/NO_SUCH/resources/R'), 404, 'Unable to identify subject')
      refuses(t, await xnat.get(`/data/projects/${xnat.project}/subjects/NO_SUCH/resources`), 404, 'Unable to identify subject')
      refuses(t, await xnat.put('/data/experiments/NO_SUCH/resources/R'), 404, 'Unable to identify experiment')
      refuses(t, await xnat.put('/data/experiments/NO_SUCH/scans/1/resources/R'), 404, 'Unable to identify image session')
      refuses(t, await xnat.put(`${place.url}/scans/NO_SUCH/resources/R/files/x`, raw('x')), 404, 'Unable to identify scan')
      refuses(t, await xnat.get('/data/experiments/NO_SUCH/resources'), 404)
    }
  }
]
