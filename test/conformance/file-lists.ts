import { type Case, answers, refusedByContainer, refuses } from './case.ts'
import { form, raw } from './parcels.ts'
import { resourceKeys } from './resources.ts'
import type { Place, Xnat } from './xnat.ts'

/** A session with one scan and two resources of it. */
async function filled (xnat: Xnat): Promise<{ place: Place, scan: string, keys: Record<string, string> }> {
  const place = await xnat.placeWith('1?type=T1')
  const scan = `${place.url}/scans/1`
  await xnat.put(`${scan}/resources/A/files?format=DICOM&content=RAW&tags=x&tags=y`, form(['a.dcm', 'abc']))
  await xnat.put(`${scan}/resources/A/files/sub/b.txt`, raw('12345'))
  await xnat.put(`${scan}/resources/A/files/sub/deep/c.txt`, raw('1'))
  await xnat.put(`${scan}/resources/B/files/d.txt?content=NOTE`, raw('12'))
  return { place, scan, keys: await resourceKeys(xnat, scan) }
}

const names = async (xnat: Xnat, url: string): Promise<(string | undefined)[]> => {
  const { body } = await xnat.get(url)
  return (JSON.parse(body) as { ResultSet: { Result: Record<string, string>[] } }).ResultSet.Result.map(({ Name: name }) => name)
}

/** Lists of files. */
export const fileListCases: readonly Case[] = [
  {
    fact: 'Files are listed with nine keys, their MD5 among them, below columns that tell the server\'s root; no total',
    source: 'FileList.handleSingleCatalog, CatalogUtils.getEntryDetails',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { scan, keys } = await filled(xnat)
      const row = (uri: string, name: string, size: number, digest: string, more: Record<string, string> = {}) =>
        `{"file_content":"${more['content'] ?? ''}","Size":"${size}","file_tags":"${more['tags'] ?? ''}","cat_ID":"${keys['A']}",` +
        `"digest":"${digest}","collection":"A","URI":"${scan}/resources/${keys['A']}/files/${uri}",` +
        `"file_format":"${more['format'] ?? ''}","Name":"${name}"}`
      const rows = [
        row('a.dcm', 'a.dcm', 3, '900150983cd24fb0d6963f7d28e17f72', { content: 'RAW', tags: 'x,y', format: 'DICOM' }),
        row('sub/b.txt', 'b.txt', 5, '827ccb0eea8a706c4c34a16891f84e7b'),
        row('sub/deep/c.txt', 'c.txt', 1, 'c4ca4238a0b923820dcc509a6f75849b')
      ]
      answers(
        t,
        await xnat.get(`${scan}/resources/A/files`),
        200,
        `{"ResultSet":{"Columns":[{"key":"URI","serverRoot":""}],"Result":[${rows.join(',')}], "title": "Files"}}`
      )
      answers(t, await xnat.get(`${scan}/resources/${keys['A']}/files`), 200, (await xnat.get(`${scan}/resources/A/files`)).body)
    }
  },
  {
    fact: 'As XML, the column of the address carries the root; as HTML, the address is a link',
    source: 'FileList.representTable',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { scan, keys } = await filled(xnat)
      const xml = await xnat.get(`${scan}/resources/B/files?format=xml`)
      t.match(
        xml.body,
        '<ResultSet title="Files"><results><columns><column>Name</column><column>Size</column><column serverRoot="">URI</column>'
      )
      const html = await xnat.get(`${scan}/resources/B/files?format=html`)
      t.match(html.body, `<a href='${scan}/resources/${keys['B']}/files/d.txt'>`)
      t.match(
        (await xnat.get(`${scan}/resources/B/files?format=csv`)).body,
        `Name,Size,URI,collection,file_tags,file_format,file_content,cat_ID,digest\nd.txt,2,${scan}/resources/${keys['B']}/files/d.txt,` +
        `B,,,NOTE,${keys['B']},c20ad4d76fe97759aa27a0c99bff6710\n`
      )
    }
  },
  {
    fact: 'One resource in the URL has the request\'s own form in its addresses, with IDs; anything else the short form',
    source: 'FileList.handleMultipleCatalogs, XNATCatalogTemplate.getBaseURI',
    run: async (t, xnat) => {
      const { place, scan, keys } = await filled(xnat)
      const { body } = await xnat.get(`/data/projects/${xnat.project}/subjects/${place.subject}?format=json`)
      const subject = /"ID":"(\w+_S\d+)"/.exec(body)?.[1]
      const uris = async (url: string) =>
        (await xnat.get(`${url}?format=csv`)).body
          .split('\n')
          .slice(1, -1)
          .map(line => line.split(',')[2])
      t.same(await uris(`${place.projectUrl}/scans/1/resources/B/files`), [
        `/data/projects/${xnat.project}/subjects/${subject}/experiments/${place.id}/scans/1/resources/${keys['B']}/files/d.txt`
      ])
      t.same((await uris(`${place.projectUrl}/scans/1/files`)).at(-1), `${scan}/resources/${keys['B']}/files/d.txt`)
      t.same((await uris(`${place.projectUrl}/scans/1/resources/A,B/files`)).at(-1), `${scan}/resources/${keys['B']}/files/d.txt`)
      t.same((await uris(`${place.url}/files`)), [], 'the session has none of its own')
    }
  },
  {
    fact: 'All resources of a place are listed where none is named; an unknown label has no files',
    source: 'FileList.represent',
    run: async (t, xnat) => {
      const { scan } = await filled(xnat)
      t.same(await names(xnat, `${scan}/files`), ['a.dcm', 'b.txt', 'c.txt', 'd.txt'])
      t.same(await names(xnat, `${scan}/resources/X/files`), [])
      refuses(t, await xnat.get(`${scan}/resources/99999999/files`), 404)
      refusedByContainer(t, await xnat.get(`${scan}/files`, { headers: { accept: 'application/octet-stream' } }), 406)
    }
  },
  {
    fact: 'file_format and file_content choose files; NULL is content that is not set',
    source: 'FileList.buildFilter',
    run: async (t, xnat) => {
      const { scan } = await filled(xnat)
      t.same(await names(xnat, `${scan}/files?file_format=DICOM`), ['a.dcm'])
      t.same(await names(xnat, `${scan}/files?file_content=RAW&file_content=NOTE`), ['a.dcm', 'd.txt'])
      t.same(await names(xnat, `${scan}/resources/A/files?file_content=NULL`), ['b.txt', 'c.txt'])
      // a format that is not set is not found
      t.same(await names(xnat, `${scan}/files?file_format=NULL`), [])
    }
  },
  {
    fact: 'locator puts the path on the server in place of the address',
    source: 'FileList.handleSingleCatalog',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { place, scan } = await filled(xnat)
      const table = async (locator: string) =>
        (await xnat.get(`${scan}/resources/B/files?format=csv&locator=${locator}`)).body.split('\n').map(line => line.split(',')[2])
      t.match(await table('absolutePath'), ['absolutePath', new RegExp(`^/.*/${xnat.project}/arc001/${place.label}/SCANS/1/B/d\\.txt$`)])
      t.match(await table('projectPath'), ['projectPath', `arc001/${place.label}/SCANS/1/B/d.txt`])
    }
  },
  {
    fact: 'index sends the n-th file: of all resources, or of one with a filter only',
    source: 'FileList.handleSingleCatalog, handleMultipleCatalogs',
    run: async (t, xnat) => {
      const { scan } = await filled(xnat)
      answers(t, await xnat.get(`${scan}/files?index=1`), 200, '12345')
      refuses(t, await xnat.get(`${scan}/files?index=9`), 404, 'Unable to find file.')
      refusedByContainer(t, await xnat.get(`${scan}/resources/A/files?index=0`), 404)
      answers(t, await xnat.get(`${scan}/resources/A/files?index=0&file_content=RAW`), 200, 'abc')
      refusedByContainer(t, await xnat.get(`${scan}/resources/A/files?index=1&file_content=RAW`), 404)
      refuses(t, await xnat.get(`${scan}/files?index=x`), 500, 'For input string: "x"')
    }
  },
  {
    fact: 'A folder of one resource is listed by a slash at the end; recursive=false leaves what lies deeper',
    source: 'FileList.getFolderFilter',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { scan } = await filled(xnat)
      t.same(await names(xnat, `${scan}/resources/A/files/sub/`), ['b.txt', 'c.txt'])
      t.same(await names(xnat, `${scan}/resources/A/files/sub/?recursive=false`), ['c.txt'])
      t.same(await names(xnat, `${scan}/resources/A/files/none/`), [])
    }
  },
  {
    fact: 'A path without a resource is one file: the first resource decides',
    source: 'FileList.handleMultipleCatalogs',
    run: async (t, xnat) => {
      const { scan } = await filled(xnat)
      answers(t, await xnat.get(`${scan}/files/a.dcm`), 200, 'abc')
      answers(t, await xnat.get(`${scan}/files/sub/b*`), 200, '12345')
      refuses(t, await xnat.get(`${scan}/files/d.txt`), 404, 'Unable to find file.')
      refuses(t, await xnat.get(`${scan}/files/sub/`), 404)
      refuses(t, await xnat.get(`${scan}/files/sub/*`), 404)
      refuses(t, await xnat.get(`${scan}/files/x.txt`), 404, 'Unable to find file.')
    }
  },
  {
    fact: 'What is not there is 404: by the container within one resource; accept-not-found makes 204 of it',
    source: 'FileList.handleSingleCatalog',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { scan } = await filled(xnat)
      refusedByContainer(t, await xnat.get(`${scan}/resources/A/files/x.dcm`), 404)
      t.match((await xnat.get(`${scan}/resources/A/files/x.dcm`)).body, 'Unable to find catalog entry for given uri.')
      for (const url of [`${scan}/resources/A/files/x.dcm`, `${scan}/files/x.dcm`]) {
        answers(t, await xnat.get(`${url}?accept-not-found=true`), 204, '')
      }
      // listed, though its bytes are gone
      await xnat.put(`${scan}/resources/C/files/e.txt`, raw('e'))
      await xnat.delete(`${scan}/resources/C/files/e.txt?removeFiles=false`)
      refusedByContainer(t, await xnat.get(`${scan}/resources/C/files/e.txt`), 404)
    }
  },
  {
    fact: 'A list of files fits JSON, HTML, XML and JPEG; nothing else that is asked for',
    source: 'FileList',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { scan } = await filled(xnat)
      for (const accept of ['application/json', 'text/html', 'text/xml', 'image/jpeg', '*/*']) {
        t.equal((await xnat.get(`${scan}/files`, { headers: { accept } })).status, 200, accept)
      }
      for (const accept of ['application/octet-stream', 'application/zip', 'text/csv']) {
        refusedByContainer(t, await xnat.get(`${scan}/files`, { headers: { accept } }), 406)
      }
    }
  },
  {
    fact: 'Files are sorted by the names of columns',
    source: 'SecureResource.representTable',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { scan } = await filled(xnat)
      t.same(await names(xnat, `${scan}/files?sortBy=Size`), ['c.txt', 'd.txt', 'a.dcm', 'b.txt'])
      t.same(await names(xnat, `${scan}/files?sortBy=Name&sortOrder=DESC`), ['d.txt', 'c.txt', 'b.txt', 'a.dcm'])
    }
  },
  {
    fact: 'In a session without that scan, a project\'s form lists the subject\'s files; the short form fails',
    source: 'XNATTemplate',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { place } = await filled(xnat)
      await xnat.put(`/data/projects/${xnat.project}/subjects/${place.subject}/resources/S/files/s.txt`, raw('s'))
      t.same(await names(xnat, `${place.projectUrl}/scans/9/files`), ['s.txt'])
      refuses(t, await xnat.get(`${place.url}/scans/9/files`), 500)
    }
  }
]
