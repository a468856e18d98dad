import { gzipSync } from 'node:zlib'
import { type Case, answers, refuses, saves } from './case.ts'
import type { Answer } from './client.ts'
import { form, raw, tarred, zipped } from './parcels.ts'
import { maskedCatalog } from './resources.ts'
import type { Xnat } from './xnat.ts'

/** Checks for the word of success of an upload: nothing, as text. */
function stored (t: Parameters<Case['run']>[0], answer: Answer): void {
  answers(t, answer, 200, '')
  t.match(answer.headers['content-type'], /^text\/plain/)
}

function isDuplicate (t: Parameters<Case['run']>[0], answer: Answer, ...names: readonly string[]): void {
  answers(t, answer, 200, JSON.stringify({ duplicates: names }))
  t.match(answer.headers['content-type'], /^text\/html/)
}

const paths = async (xnat: Xnat, resource: string): Promise<string[]> => {
  const { body } = await xnat.get(`${resource}/files?format=csv`)
  return body.split('\n').slice(1, -1).map(line => line.split(',')[2]?.replace(/.*\/files\//, '') ?? '').sort()
}

const nothing = (method: string, size: string): string =>
  `You tried to ${method} a payload of ${size} to this service, but didn't provide any data. If you think you sent data to upload, you ` +
  `can try to ${method} with the query-string parameter inbody=true or use multipart/form-data encoding.`
const noLength = (size: number): string =>
  `In-body File posts must include the file directly as the body of the message. In this case, the request entity size is ${size} but ` +
  'the media type is not application/zip (i.e. streaming compressed upload).'

/** Files that come in. */
export const uploadCases: readonly Case[] = [
  {
    fact: 'A file in a form keeps its name, or gets that of the address; the name of its field does not matter',
    source: 'FileList.handlePost, SecureResource.getFileWritersAndLoadParams',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const resource = `${url}/scans/1/resources/R`
      stored(t, await xnat.put(`${resource}/files`, form(['a.dcm', 'abc'])))
      stored(t, await xnat.post(`${resource}/files/sub/b.dcm`, form(['whatever', 'b', 'anything'])))
      stored(t, await xnat.post(`${resource}/files`, form(['C:\\scans\\c.dcm', 'c'], [undefined, 'text', 'note'])))
      t.same(await paths(xnat, resource), ['a.dcm', 'c.dcm', 'sub/b.dcm'])
      answers(t, await xnat.get(`${resource}/files/sub/b.dcm`), 200, 'b')
    }
  },
  {
    fact: 'A body of a media type that XNAT knows is a file; without a name it is called after its type',
    source: 'RequestUtil.isFileInBody, deriveFileName',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const names = {
        'text/plain': 'upload.txt',
        'text/xml': 'upload.xml',
        'text/csv': 'upload.csv',
        'application/dicom': 'upload.dcm',
        'application/octet-stream': 'upload',
        'application/pdf': 'upload.pdf',
        'image/png': 'upload.png',
        'application/zip': 'upload.zip',
        'application/x-gzip': 'upload.gzip'
      }
      for (const [type, name] of Object.entries(names)) {
        const resource = `${url}/scans/1/resources/${type.replace(/\W/g, '_')}`
        stored(t, await xnat.put(`${resource}/files`, raw('content', type)))
        t.same(await paths(xnat, resource), [name], type)
      }
      stored(t, await xnat.put(`${url}/scans/1/resources/C/files/a.txt`, raw('content', 'text/plain; charset=utf-8')))
    }
  },
  {
    fact: 'inbody=true takes any body for a file',
    source: 'SecureResource.getFileWritersAndLoadParams',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const resource = `${url}/scans/1/resources/R`
      stored(t, await xnat.put(`${resource}/files/a.json?inbody=true`, raw('{}', 'application/json')))
      stored(t, await xnat.put(`${resource}/files/b.bin?inbody=true`, raw('b', 'application/x-www-form-urlencoded')))
      stored(t, await xnat.put(`${resource}/files/c.bin?inbody=true`, { body: 'c' }))
      stored(t, await xnat.put(`${resource}/files?inbody=true`, raw('d', 'application/json')))
      t.same(await paths(xnat, resource), ['a.json', 'b.bin', 'c.bin', 'upload.unsupported'])
    }
  },
  {
    fact: 'What XNAT does not take for a file is 400, with the size of what came',
    source: 'FileList.handlePost',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const file = `${url}/scans/1/resources/R/files/a.json`
      refuses(t, await xnat.put(file, raw('{"a":1}', 'application/json')), 400, nothing('PUT', '7 B'))
      refuses(t, await xnat.post(file, raw('x'.repeat(1536), 'application/json')), 400, nothing('POST', '1.5 KB'))
      refuses(t, await xnat.put(file, { body: 'untyped' }), 400, nothing('PUT', '7 B'))
      refuses(
        t,
        await xnat.put(file, { headers: { 'content-length': '0' } }),
        400,
        "You tried to PUT to this service, but didn't provide any data (found request entity size of 0). Please check the format of your " +
        'service request.'
      )
      refuses(
        t,
        await xnat.put(file, form([undefined, 'value', 'field'])),
        400,
        nothing('PUT', `${form([undefined, 'value', 'field']).body.length} B`)
      )
      const parcel = form(['a.txt', 'abc'])
      refuses(t, await xnat.put(`${file}?inbody=true`, parcel), 400, nothing('PUT', `${parcel.body.length} B`))
      refuses(
        t,
        await xnat.put(file, raw('a=b', 'application/x-www-form-urlencoded')),
        500,
        "the request doesn't contain a multipart/form-data or multipart/mixed stream, content type header is " +
        'application/x-www-form-urlencoded'
      )
      t.same(await paths(xnat, `${url}/scans/1/resources/R`), [])
    }
  },
  {
    fact: 'A body without a length or with none of it is 500, unless it is a zip',
    source: 'SecureResource.getFileWritersAndLoadParams',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const files = `${url}/scans/1/resources/R/files`
      refuses(t, await xnat.put(`${files}/a.txt`, { ...raw('abc'), chunked: true }), 500, noLength(-1))
      refuses(t, await xnat.put(`${files}/a.txt`, raw('')), 500, noLength(0))
      stored(t, await xnat.put(`${files}/z.zip`, { ...raw(zipped(['a.txt', 'abc']), 'application/zip'), chunked: true }))
      stored(t, await xnat.put(files, { ...form(['f.txt', 'in chunks']), chunked: true }))
      t.same(await paths(xnat, `${url}/scans/1/resources/R`), ['f.txt', 'z.zip'])
    }
  },
  {
    fact: 'A file that is there stays, and its name is answered with 200; overwrite=true replaces it',
    source: 'FileList.handlePost, CatalogUtils.storeCatalogEntry',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const resource = `${url}/scans/1/resources/R`
      const file = `${resource}/files/sub/a.txt`
      await xnat.put(file, raw('first'))
      isDuplicate(t, await xnat.put(file, raw('second')), 'sub/a.txt')
      answers(t, await xnat.get(file), 200, 'first')
      isDuplicate(t, await xnat.put(`${resource}/files`, form(['sub', 'a file where a folder is'])), 'sub')
      stored(t, await xnat.put(`${file}?overwrite=true`, raw('third')))
      answers(t, await xnat.get(file), 200, 'third')
      t.match((await xnat.get(`${url}/scans/1/resources?format=csv`)).body, /,R,.*,1,5,/)
      t.match(
        maskedCatalog((await xnat.get(resource)).body),
        ` digest="dd5c8bf51558ffcbe5007071908e9524" modifiedBy="${xnat.admin}" name="a.txt">`
      )
    }
  },
  {
    fact: 'A file in the place of a folder, or below a file, is 500 in the words of the disk; what was there stays',
    source: 'CatalogUtils.storeCatalogEntry',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const files = `${url}/scans/1/resources/R/files`
      await xnat.put(`${files}/folder/a.txt`, raw('abc'))
      t.match((await xnat.put(`${files}/folder?overwrite=true`, raw('x'))).body, /\/folder \(Is a directory\)/)
      t.match((await xnat.put(`${files}/folder/a.txt/b.txt`, raw('x'))).body, /\/a\.txt\/b\.txt \(Not a directory\)/)
      t.equal((await xnat.put(`${files}/folder/a.txt/b.txt`, raw('x'))).status, 500)
      t.match((await xnat.put(`${files}/${'x'.repeat(300)}`, raw('x'))).body, /\(File name too long\)/)
      answers(t, await xnat.get(`${files}/folder/a.txt`), 200, 'abc')
      t.same(await paths(xnat, `${url}/scans/1/resources/R`), ['folder/a.txt'])
    }
  },
  {
    fact: 'Other catalogs cannot be catalogued',
    source: 'CatalogUtils.storeCatalogEntry',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      await xnat.put(`${url}/scans/1/resources/R/files/a.txt`, raw('abc'))
      refuses(
        t,
        await xnat.put(`${url}/scans/1/resources/R/files/R_catalog.xml?overwrite=true`, raw('<x/>', 'text/xml')),
        500,
        'XNAT cannot catalog R_catalog.xml'
      )
      t.same(await paths(xnat, `${url}/scans/1/resources/R`), ['a.txt'])
    }
  },
  {
    fact: 'Without a resource in the address, files go to the first there, else to one without a label',
    source: 'FileList.handlePost',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1', '2')
      stored(t, await xnat.put(`${url}/scans/1/files/a.txt`, raw('abc')))
      stored(t, await xnat.put(`${url}/scans/1/files/b.txt`, raw('b')))
      t.match((await xnat.get(`${url}/scans/1/resources?format=csv`)).body, /^.*\n\d+,,xnat:resourceCatalog,scans,1,,2,4,,,\n$/)
      await xnat.put(`${url}/scans/2/resources/R`)
      stored(t, await xnat.put(`${url}/scans/2/files/c.txt`, raw('c')))
      t.same(await paths(xnat, `${url}/scans/2/resources/R`), ['c.txt'])
    }
  },
  {
    fact: 'Who may not edit is answered with 200, and nothing is stored',
    source: 'FileList.handlePost',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      saves(t, await xnat.put(`${url}/scans/1/resources/R/files/a.txt`, { ...raw('abc'), as: 'collaborator' }))
      t.match((await xnat.get(`${url}/scans/1/resources`)).body, '"Result":[]')
      stored(t, await xnat.put(`${url}/scans/1/resources/R/files/a.txt`, { ...raw('abc'), as: 'member' }))
    }
  },
  {
    fact: 'Files by reference are those of the server\'s disk: in a form they are refused, and one that is not there does not exist',
    source: 'FileList.getReferenceWrapper, SecureResource.getFileWritersAndLoadParams',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      refuses(
        t,
        await xnat.put(`${url}/scans/1/resources/R/files?reference=/no/such/file`),
        500,
        'The resource referenced does not exist: /no/such/file'
      )
      refuses(
        t,
        await xnat.put(`${url}/scans/1/resources/R/files`, form(['a.txt', 'abc'], [undefined, '/etc/passwd', 'reference'])),
        500,
        'multi-part form posts may not be used to upload files via reference.'
      )
    }
  },
  {
    fact: 'format, content and description are those of the files and of the resource; each tags is a tag',
    source: 'CatalogUtils.configureEntry, configureResource',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1?type=T1')
      const resource = `${url}/scans/1/resources/R`
      await xnat.put(`${resource}/files/a.txt?content=C&tags=x,y`, raw('a'))
      await xnat.put(`${resource}/files/b.txt?format=F`, raw('b'))
      t.match((await xnat.get(`${resource}/files?format=csv`)).body, /,R,"x,y",,C,\d+,\w{32}\n.*,R,,F,,\d+,\w{32}\n$/)
      t.match((await xnat.get(`${url}/scans/1/resources?format=csv`)).body, /^\d+,R,xnat:resourceCatalog,scans,1,T1,2,2,"x,y",C,F$/m)
    }
  },
  {
    fact: 'update-stats=false leaves the counts of a resource that was there',
    source: 'ResourceModifierA.addFile',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const counts = async () => (await xnat.get(`${url}/scans/1/resources?format=csv`)).body.split('\n')[1]?.split(',').slice(6, 8)
      await xnat.put(`${url}/scans/1/resources/R/files/a.txt?update-stats=false`, raw('a'))
      t.same(await counts(), ['1', '1'])
      await xnat.put(`${url}/scans/1/resources/R/files/b.txt?update-stats=false`, raw('b'))
      t.same(await counts(), ['1', '1'])
      await xnat.put(`${url}/scans/1/resources/R/files/c.txt`, raw('c'))
      t.same(await counts(), ['3', '3'])
    }
  },
  {
    fact: 'extract=true unpacks zip, tar, tar.gz and tgz into the resource, whatever path the address has',
    source: 'FileExtractor.extract, Format',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const members = [['a.txt', 'alpha'], ['sub/', ''], ['sub/b.txt', 'beta']] as const
      for (const [name, bytes] of [
        ['x.zip', zipped(...members)],
        ['x.tar', tarred(...members)],
        ['x.tar.gz', gzipSync(tarred(...members))],
        ['x.tgz', gzipSync(tarred(...members))]
      ] as const) {
        const resource = `${url}/scans/1/resources/${name.replaceAll('.', '_')}`
        stored(t, await xnat.put(`${resource}/files/ignored?extract=true`, form([name, bytes])))
        t.same(await paths(xnat, resource), ['a.txt', 'sub/b.txt'], name)
        answers(t, await xnat.get(`${resource}/files/sub/b.txt`), 200, 'beta')
        isDuplicate(t, await xnat.put(`${resource}/files?extract=true`, form([name, bytes])), 'a.txt', 'sub/b.txt')
      }
      const raws = `${url}/scans/1/resources/RAW`
      stored(t, await xnat.put(`${raws}/files/x.zip?extract=true&overwrite=true`, raw(zipped(...members), 'application/zip')))
      t.same(await paths(xnat, raws), ['a.txt', 'sub/b.txt'])
      stored(t, await xnat.put(`${url}/scans/1/resources/GZ/files?extract=true`, form(['a.nii.gz', gzipSync('image')])))
      answers(t, await xnat.get(`${url}/scans/1/resources/GZ/files/a.nii`), 200, 'image')
      stored(t, await xnat.put(`${url}/scans/1/resources/PLAIN/files?extract=true`, form(['a.txt', 'no archive'])))
      t.same(await paths(xnat, `${url}/scans/1/resources/PLAIN`), ['a.txt'])
    }
  },
  {
    fact: 'An archive adds what is new and leaves what is there, unless it is to be overwritten; catalogs in it are passed over',
    source: 'ZipUtils.extractMap, CatalogUtils.storeCatalogEntry',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const resource = `${url}/scans/1/resources/R`
      await xnat.put(`${resource}/files/a.txt`, raw('old'))
      const archive = form(['x.zip', zipped(['a.txt', 'new'], ['b.txt', 'new'], ['1_catalog.xml', '<x/>'])])
      isDuplicate(t, await xnat.put(`${resource}/files?extract=true`, archive), 'a.txt')
      answers(t, await xnat.get(`${resource}/files/a.txt`), 200, 'old')
      answers(t, await xnat.get(`${resource}/files/b.txt`), 200, 'new')
      stored(t, await xnat.put(`${resource}/files?extract=true&overwrite=true`, archive))
      answers(t, await xnat.get(`${resource}/files/a.txt`), 200, 'new')
      t.same(await paths(xnat, resource), ['a.txt', 'b.txt'])
    }
  },
  {
    fact: 'What comes from a zip is listed in the order of a HashMap, what comes from a tar in its own',
    source: 'ZipUtils.extractMap, TarUtils.extract',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const members = [['zebra.txt', ''], ['ant.txt', ''], ['bee.txt', '']] as const
      await xnat.put(`${url}/scans/1/resources/ZIP/files?extract=true`, form(['x.zip', zipped(...members)]))
      await xnat.put(`${url}/scans/1/resources/TAR/files?extract=true`, form(['x.tar', tarred(...members)]))
      const names = async (resource: string) =>
        (await xnat.get(`${url}/scans/1/resources/${resource}/files?format=csv`)).body
          .split('\n')
          .slice(1, -1)
          .map(line => line.split(',')[0])
      t.same(await names('TAR'), ['zebra.txt', 'ant.txt', 'bee.txt'])
      t.same(await names('ZIP'), ['ant.txt', 'zebra.txt', 'bee.txt'])
    }
  },
  {
    fact: 'Every byte and every size comes out as it went in',
    source: 'FileWriterWrapper.write',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const files = `${url}/scans/1/resources/R/files`
      for (const size of [1, 255, 256 * 1024 - 1, 256 * 1024, 3 * 1024 * 1024 + 1]) {
        const bytes = Buffer.alloc(size, Buffer.from(Array.from({ length: 251 }, (_, at) => at)))
        stored(t, await xnat.put(`${files}/raw-${size}`, raw(bytes)))
        stored(t, await xnat.put(files, form([`form-${size}`, bytes])))
        for (const kind of ['raw', 'form']) t.ok((await xnat.get(`${files}/${kind}-${size}`)).bytes.equals(bytes), `${kind} ${size}`)
      }
      stored(t, await xnat.put(files, form(['empty', ''])))
      const empty = await xnat.get(`${files}/empty`)
      t.same([empty.status, empty.headers['content-length'], empty.body], [200, '0', ''])
    }
  }
]

/** Files that go. */
export const deleteFileCases: readonly Case[] = [
  {
    fact: 'Every file whose path begins like the one in the address goes; an empty path is the beginning of all',
    source: 'FileList.handleDelete, CatalogUtils.findCatEntriesWithinPath',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const resource = `${url}/scans/1/resources/R`
      const files = [
        ['a.txt', ''],
        ['sub/b.txt', ''],
        ['sub/deep/c.txt', ''],
        ['submarine.txt', ''],
        ['x1.dcm', ''],
        ['x2.dcm', '']
      ] as const
      const fill = () => xnat.put(`${resource}/files?extract=true`, form(['x.zip', zipped(...files)]))
      await fill()
      saves(t, await xnat.delete(`${resource}/files/sub`))
      t.same(await paths(xnat, resource), ['a.txt', 'x1.dcm', 'x2.dcm'])
      saves(t, await xnat.delete(`${resource}/files/x*`))
      t.same(await paths(xnat, resource), ['a.txt'])
      await fill()
      saves(t, await xnat.delete(`${resource}/files/sub/`))
      t.same(await paths(xnat, resource), ['a.txt', 'submarine.txt', 'x1.dcm', 'x2.dcm'])
      saves(t, await xnat.delete(`${resource}/files`))
      t.same(await paths(xnat, resource), [])
      t.match((await xnat.get(`${url}/scans/1/resources?format=csv`)).body, /,R,.*,0,0,/)
    }
  },
  {
    fact: 'A path that fits nothing is 404, or 204 where that is as well; without a resource nothing can go',
    source: 'FileList.handleDelete',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      await xnat.put(`${url}/scans/1/resources/R/files/a.txt`, raw('abc'))
      refuses(t, await xnat.delete(`${url}/scans/1/resources/R/files/x.txt`), 404, 'No matched files')
      answers(t, await xnat.delete(`${url}/scans/1/resources/R/files/x.txt?accept-not-found=true`), 204, '')
      for (const path of ['resources/X/files/a.txt', 'files/a.txt']) {
        refuses(t, await xnat.delete(`${url}/scans/1/${path}`), 400, 'Unable to determine resource, parent, or security.')
      }
      refuses(t, await xnat.delete(`${url}/scans/9/resources/R/files/a.txt`), 404, 'Unable to identify scan')
    }
  },
  {
    fact: 'removeFiles=false takes a file out of the list and leaves it on the disk, in the way of the next',
    source: 'FileList.handleDelete, CatalogUtils.saveUpdatedCatalog',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const file = `${url}/scans/1/resources/R/files/a.txt`
      await xnat.put(file, raw('abc'))
      saves(t, await xnat.delete(`${file}?removeFiles=false`))
      t.same(await paths(xnat, `${url}/scans/1/resources/R`), [])
      isDuplicate(t, await xnat.put(file, raw('def')), 'a.txt')
      stored(t, await xnat.put(`${file}?overwrite=true`, raw('def')))
      saves(t, await xnat.delete(file))
      stored(t, await xnat.put(file, raw('ghi')))
    }
  },
  {
    fact: 'Who may not delete may not delete files',
    source: 'FileList.handleDelete',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const file = `${url}/scans/1/resources/R/files/a.txt`
      await xnat.put(file, raw('abc'))
      refuses(t, await xnat.delete(file, { as: 'member' }), 403, "User account doesn't have permission to modify this session.")
      saves(t, await xnat.delete(file, { as: 'owner' }))
    }
  }
]
