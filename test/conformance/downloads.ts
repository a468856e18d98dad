import { gunzipSync } from 'node:zlib'
import { type Case, answers, refusedByContainer, refuses } from './case.ts'
import { form, raw, untarred, unzipped, zipped } from './parcels.ts'
import { resourceKeys } from './resources.ts'
import type { Place, Xnat } from './xnat.ts'

/** Every byte there is, in an order that nobody could guess from the outside. */
const bytes = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 167 + (at >> 8) * 31) & 0xFF))

async function filled (xnat: Xnat): Promise<Place> {
  const place = await xnat.placeWith('1?type=T1%20(axial)', '2?type=T2', '3')
  await xnat.put(`${place.url}/scans/1/resources/DICOM/files`, form(['a.dcm', 'aaa']))
  await xnat.put(`${place.url}/scans/1/resources/DICOM/files/sub/b.dcm`, raw('bb'))
  await xnat.put(`${place.url}/scans/2/resources/NIFTI/files/c.nii`, raw('c'))
  return place
}

const lastModified = (xnat: Xnat, url: string): Promise<string> => xnat.get(url).then(({ headers }) => headers['last-modified'] ?? '')

/** Files and archives that come out. */
export const downloadCases: readonly Case[] = [
  {
    fact: 'A file comes byte for byte, as an attachment under its name',
    source: 'FileList.getFileRepresentation, SecureResource.representFile',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const file = `${url}/scans/1/resources/R/files/sub/a.dcm`
      await xnat.put(file, raw(bytes))
      const answer = await xnat.get(file)
      t.equal(answer.status, 200)
      t.ok(answer.bytes.equals(bytes))
      t.match(answer.headers, {
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment; filename="a.dcm";',
        'cache-control': 'must-revalidate',
        'content-length': '4096',
        'last-modified': /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/
      })
      const head = await xnat.ask('HEAD', file)
      t.same([head.status, head.body, head.headers['content-length']], [200, '', '4096'])
    }
  },
  {
    fact: 'The media type is that of a known extension in small letters; where XML is asked for without a resource, others are */*',
    source: 'SecureResource.buildMediaType',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const known = {
        'a.bmp': 'image/bmp',
        'a.gif': 'image/gif',
        'a.jpg': 'image/jpeg',
        'a.jpeg': 'image/jpeg',
        'a.png': 'image/png',
        'a.svg': 'image/svg+xml',
        'a.tiff': 'image/tiff',
        'a.html': 'text/html',
        'a.txt': 'text/plain',
        'a.pdf': 'application/pdf',
        'a.xml': 'text/xml',
        'a.json': 'application/octet-stream',
        'a.PNG': 'application/octet-stream',
        a: 'application/octet-stream'
      }
      await xnat.put(`${url}/scans/1/resources/R/files`, form(...Object.keys(known).map(name => [name, name] as const)))
      for (const [name, type] of Object.entries(known)) {
        t.equal((await xnat.get(`${url}/scans/1/resources/R/files/${name}`)).headers['content-type'], type, name)
      }
      // within one resource the name is looked at twice
      t.equal((await xnat.get(`${url}/scans/1/resources/R/files/a?format=xml`)).headers['content-type'], 'application/octet-stream')
      t.equal((await xnat.get(`${url}/scans/1/files/a?format=xml`)).headers['content-type'], '*/*')
    }
  },
  {
    fact: 'A file that has not changed since is 304, one that has is 412 where that was not wanted',
    source: 'Conditions.getStatus',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const file = `${url}/scans/1/resources/R/files/a.txt`
      await xnat.put(file, raw('abc'))
      const since = await lastModified(xnat, file)
      const known = await xnat.get(file, { headers: { 'if-modified-since': since } })
      answers(t, known, 304, '')
      answers(t, await xnat.get(file, { headers: { 'if-modified-since': 'Wed, 01 Jan 2020 00:00:00 GMT' } }), 200, 'abc')
      answers(t, await xnat.get(file, { headers: { 'if-unmodified-since': since } }), 200, 'abc')
      refuses(t, await xnat.get(file, { headers: { 'if-unmodified-since': 'Wed, 01 Jan 2020 00:00:00 GMT' } }), 412)
      refuses(t, await xnat.get(file, { headers: { 'if-match': '"x"' } }), 412)
    }
  },
  {
    fact: 'Part of a file is 206, several parts are more than XNAT does',
    source: 'RangeFilter',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const file = `${url}/scans/1/resources/R/files/a.bin`
      await xnat.put(file, raw(bytes))
      for (const [range, from, to] of [['0-9', 0, 9], ['10-', 10, 4095], ['-16', 4080, 4095], ['4000-9999', 4000, 4095]] as const) {
        const answer = await xnat.get(file, { headers: { range: `bytes=${range}` } })
        t.equal(answer.status, 206)
        t.ok(answer.bytes.equals(bytes.subarray(from, to + 1)), range)
        t.match(answer.headers, { 'content-range': `bytes ${from}-${to}/4096`, 'content-length': String(to - from + 1) })
      }
      t.equal((await xnat.get(file, { headers: { range: 'bytes=0-1,3-4' } })).status, 501)
      t.equal((await xnat.get(file, { headers: { range: 'bytes=5000-' } })).status, 416)
      t.equal((await xnat.get(file, { headers: { range: 'lines=1-2' } })).status, 200)
    }
  },
  {
    fact: 'Names with a blank or a plus are decoded, others are taken as they stand and then decoded',
    source: 'FileList, CatalogUtils.getEntryByURIOrId',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const files = `${url}/scans/1/resources/R/files`
      await xnat.put(files, form(['two words.txt', 'words'], ['a+b.txt', 'plus'], ['süß.txt', 'sweet']))
      answers(t, await xnat.get(`${files}/two%20words.txt`), 200, 'words')
      answers(t, await xnat.get(`${files}/a%2Bb.txt`), 200, 'plus')
      answers(t, await xnat.get(`${files}/s%C3%BC%C3%9F.txt`), 200, 'sweet')
      answers(t, await xnat.get(`${files}/a+b.txt`), 200, 'plus')
    }
  },
  {
    fact: 'All scans, some, a type or one resource come as one zip, with the session\'s label, IDs and types in the paths',
    source: 'FileList.buildZipRepresentation, RestFileUtils',
    run: async (t, xnat) => {
      const { url, label } = await filled(xnat)
      const one = {
        [`${label}/scans/1-T1__axial_/resources/DICOM/files/a.dcm`]: 'aaa',
        [`${label}/scans/1-T1__axial_/resources/DICOM/files/sub/b.dcm`]: 'bb'
      }
      const two = { [`${label}/scans/2-T2/resources/NIFTI/files/c.nii`]: 'c' }
      const all = await xnat.get(`${url}/scans/ALL/files?format=zip`)
      t.match(all.headers, {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${label}.zip";`,
        'transfer-encoding': 'chunked'
      })
      t.same(unzipped(all.bytes), { ...one, ...two })
      t.same(unzipped((await xnat.get(`${url}/scans/1,2/files?format=zip`)).bytes), { ...one, ...two })
      t.same(unzipped((await xnat.get(`${url}/scans/T2/files?format=zip`)).bytes), two)
      t.same(unzipped((await xnat.get(`${url}/scans/1/resources/DICOM/files?format=zip`)).bytes), one)
    }
  },
  {
    fact: 'Archives come as tar and tar.gz too',
    source: 'ZipRepresentation, TarUtils',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url, label } = await filled(xnat)
      const files = { [`${label}/scans/2-T2/resources/NIFTI/files/c.nii`]: 'c' }
      const tar = await xnat.get(`${url}/scans/2/files?format=tar`)
      t.match(tar.headers, { 'content-type': 'application/x-tar', 'content-disposition': `attachment; filename="${label}.tar";` })
      t.same(untarred(tar.bytes), files)
      const tgz = await xnat.get(`${url}/scans/2/files?format=tar.gz`)
      t.match(tgz.headers, { 'content-type': 'application/x-gtar', 'content-disposition': `attachment; filename="${label}.tar.gz";` })
      t.same(untarred(gunzipSync(tgz.bytes)), files)
    }
  },
  {
    fact: 'structure= makes other paths: simplified, improved, legacy',
    source: 'FileList.buildZipRepresentation, getImprovedPath',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url, label } = await filled(xnat)
      const paths = async (query: string) =>
        Object.keys(unzipped((await xnat.get(`${url}/scans/ALL/files?format=zip&structure=${query}`)).bytes))
      t.same(await paths('simplified'), [
        `${label}/scans/1/DICOM/a.dcm`,
        `${label}/scans/1/DICOM/sub/b.dcm`,
        `${label}/scans/2/NIFTI/c.nii`
      ])
      t.same(await paths('improved'), ['scans/1_T1 (axial)/DICOM/a.dcm', 'scans/1_T1 (axial)/DICOM/sub/b.dcm', 'scans/2_T2/NIFTI/c.nii'])
      t.same(await paths('legacy'), [`${label}/SCANS/1/DICOM/a.dcm`, `${label}/SCANS/1/DICOM/sub/b.dcm`, `${label}/SCANS/2/NIFTI/c.nii`])
    }
  },
  {
    fact: 'One file is wrapped in an archive that is asked for; nothing to pack is 404',
    source: 'FileList.handleMultipleCatalogs',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await filled(xnat)
      t.same(unzipped((await xnat.get(`${url}/scans/2/resources/NIFTI/files/c.nii?format=zip`)).bytes), { 'c.nii': 'c' })
      t.same(unzipped((await xnat.get(`${url}/scans/1/files/sub/?format=zip`)).bytes), { 'b.dcm': 'bb' })
      refuses(t, await xnat.get(`${url}/scans/3/files?format=zip`), 404)
      answers(t, await xnat.get(`${url}/scans/3/files?format=zip&accept-not-found=true`), 204, '')
    }
  },
  {
    fact: 'Other levels pack their own resources',
    source: 'FileList.getSessionMaps',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const place = await filled(xnat)
      await xnat.put(`${place.url}/resources/NOTES/files/n.txt`, raw('n'))
      const subject = `/data/projects/${xnat.project}/subjects/${place.subject}`
      await xnat.put(`${subject}/resources/S/files/s.txt`, raw('s'))
      t.same(unzipped((await xnat.get(`${place.url}/files?format=zip`)).bytes), { [`${place.label}/resources/NOTES/files/n.txt`]: 'n' })
      t.same(unzipped((await xnat.get(`${subject}/files?format=zip`)).bytes), { [`${place.subject}/resources/S/files/s.txt`]: 's' })
      const project = await xnat.newProject('private')
      await xnat.put(`/data/projects/${project}/resources/P/files/p.txt`, raw('p'))
      t.same(unzipped((await xnat.get(`/data/projects/${project}/files?format=zip`)).bytes), {
        [`${project}/resources/P/files/p.txt`]: 'p'
      })
      t.same(Object.keys(unzipped((await xnat.get(`${place.url}/files?format=zip&all=true`)).bytes)).length, 4)
    }
  },
  {
    fact: 'compression is a method that zip has: 0 stores, 8 deflates; any other number is 500, what is none 400',
    source: 'SecureResource.identifyCompression, ZipOutputStream.setMethod',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      await xnat.put(`${url}/scans/1/resources/R/files/a.txt`, raw('a'.repeat(5000)))
      const zip = `${url}/scans/ALL/files?format=zip`
      const [stored, deflated] = [await xnat.get(`${zip}&compression=0`), await xnat.get(`${zip}&compression=8`)]
      t.same(Object.values(unzipped(stored.bytes)), ['a'.repeat(5000)])
      t.equal(deflated.status, 200)
      t.ok(deflated.bytes.length < 1000)
      for (const method of ['9', '-1']) t.equal((await xnat.get(`${zip}&compression=${method}`)).status, 500, method)
      refuses(t, await xnat.get(`${zip}&compression=x`), 400, 'For input string: "x"')
    }
  },
  {
    fact: 'A star at the end of a path without a resource stands for any end: one file comes, several come as an archive',
    source: 'FileList.handleMultipleCatalogs',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      for (const name of ['one.txt', 'sub/a.txt', 'sub/b.txt']) await xnat.put(`${url}/scans/1/resources/R/files/${name}`, raw(name))
      answers(t, await xnat.get(`${url}/scans/1/files/on*`), 200, 'one.txt')
      refuses(t, await xnat.get(`${url}/scans/1/files/sub*`), 404)
      t.same(Object.values(unzipped((await xnat.get(`${url}/scans/1/files/sub*?format=zip`)).bytes)).sort(), ['sub/a.txt', 'sub/b.txt'])
      refusedByContainer(t, await xnat.get(`${url}/scans/1/resources/R/files/on*`), 404)
    }
  },
  {
    fact: 'An xcat lists where the files are',
    source: 'FileList.buildXcatRepresentation',
    run: async (t, xnat) => {
      const { url, label } = await filled(xnat)
      const { NIFTI: key } = await resourceKeys(xnat, `${url}/scans/2`)
      const answer = await xnat.get(`${url}/scans/2/files?format=xcat`)
      t.match(answer.headers['content-disposition'], 'inline; filename="files.xcat";')
      // what replaced the ID is replaced again
      const path = `${label.replaceAll('2', '2-T2').replaceAll('2', '2-T2')}/scans/2-T2-T2-T2/resources/NIFTI/files/c.nii`
      t.match(
        answer.body,
        `${url}/scans/2/resources/${key}/files/c.nii" cachePath="${path}">\n\t\t<cat:metaFields>\n` +
        `\t\t\t<cat:metaField name="RELATIVE_PATH">${path}</cat:metaField>\n\t\t\t<cat:metaField name="SIZE">1</cat:metaField>`
      )
    }
  },
  {
    fact: 'A zip is looked into: its contents are listed, and one of them is read behind ! or /',
    source: 'FileList.handleSingleCatalog',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const files = `${url}/scans/1/resources/R/files`
      await xnat.put(
        files,
        form(['x.zip', zipped(['inner/', ''], ['inner/a.txt', 'alpha'], ['b.dcm', 'bet'])], ['no.zip', 'this is no zip'])
      )
      answers(t, await xnat.get(`${files}/x.zip?listContents=true&format=csv`), 200, 'File Name,Size\ninner/,0\ninner/a.txt,5\nb.dcm,3\n')
      for (const separator of ['!', '/']) {
        const answer = await xnat.get(`${files}/x.zip${separator}inner/a.txt`)
        answers(t, answer, 200, 'alpha')
        t.equal(answer.headers['content-type'], 'text/plain')
        t.equal(answer.headers['content-disposition'], undefined)
      }
      refusedByContainer(t, await xnat.get(`${files}/x.zip!none.txt`), 404)
      refusedByContainer(t, await xnat.get(`${files}/no.zip!a.txt`), 415)
      refusedByContainer(t, await xnat.get(`${files}/no.zip?listContents=true`), 415)
      t.ok((await xnat.get(`${files}/x.zip`)).bytes.subarray(0, 2).equals(Buffer.from('PK')))
    }
  },
  {
    fact: 'A picture that is one comes as it is when JPEG is asked for',
    source: 'FileList.handleSingleCatalog',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const file = `${url}/scans/1/resources/R/files/a.txt`
      await xnat.put(file, raw('no picture'))
      answers(t, await xnat.get(file, { headers: { accept: 'image/jpeg' } }), 200, 'no picture')
    }
  },
  {
    fact: 'Files are read by whoever reads their owner, and by nobody else',
    source: 'XNATTemplate',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const place = await filled(xnat)
      for (const as of ['owner', 'member', 'collaborator']) {
        answers(t, await xnat.get(`${place.url}/scans/2/resources/NIFTI/files/c.nii`, { as }), 200, 'c')
      }
      t.equal((await xnat.get(`${place.url}/scans/2/resources/NIFTI/files/c.nii`, { as: 'stranger' })).status, 500)
      refuses(
        t,
        await xnat.get(`${place.projectUrl}/scans/2/resources/NIFTI/files/c.nii`, { as: 'stranger' }),
        404,
        'Unable to identify project'
      )
      const { NIFTI: key } = await resourceKeys(xnat, `${place.url}/scans/2`)
      refuses(t, await xnat.get(`${place.url}/scans/2/resources/${key}/files/c.nii`, { as: 'stranger' }), 404)
    }
  }
]
