import { type Case, answers, refuses } from './case.ts'
import { type DataSet, dicom } from './dicom.ts'
import { raw } from './parcels.ts'
import type { Place, Xnat } from './xnat.ts'

const header: DataSet = {
  '00080016': '1.2.840.10008.5.1.4.1.1.4',
  '00080018': '1.2.3.1.1',
  '00080060': 'MR',
  '00081140': [{ '00081155': '1.2.3.9' }],
  '00100010': 'Ada & <b>',
  '0020000d': '1.2.3',
  '0020000e': '1.2.3.1',
  '00280010': 256,
  '00291010': 'private'
}

/** A scan with one image in its resource, and the addresses of it that the service takes. */
async function imaged (
  xnat: Xnat,
  content: Buffer,
  label = 'DICOM'
): Promise<{ place: Place, scan: string, session: string, file: string }> {
  const place = await xnat.placeWith('1', '2')
  await xnat.put(`${place.url}/scans/2/resources/${label}/files/one.dcm`, raw(content))
  const session = `/archive/projects/${xnat.project}/experiments/${place.id}`
  return {
    place,
    session,
    scan: `${session}/scans/2`,
    file: `${place.projectUrl.replace('/data', '/archive')}/scans/2/resources/DICOM/files/one.dcm`
  }
}

const service = (source: string, more = ''): string => `/data/services/dicomdump?src=${source}${more}`

const valueOf = (rows: readonly Record<string, string>[], tag: string) =>
  rows.filter(({ tag1, tag2 }) => tag1 === tag || tag2 === tag).map(({ tag1, tag2, vr, value, desc }) => [tag1, tag2, vr, value, desc])

/** Headers of images, as a table. */
export const dumpCases: readonly Case[] = [
  {
    fact: 'The header of a scan\'s first image is a table of its elements: tag, kind, value and name, sequences with what is in them',
    source: 'DicomDump, DicomHeaderDump.render',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { scan, session, file } = await imaged(xnat, dicom(header))
      for (const source of [scan, session, file]) {
        const rows = await xnat.rows(service(source, '&format=json'))
        t.same(Object.keys(rows[0] ?? {}).sort(), ['desc', 'tag1', 'tag2', 'value', 'vr'])
        t.same(valueOf(rows, '(0008,0060)'), [['(0008,0060)', '', 'CS', 'MR', 'Modality']])
        t.same(valueOf(rows, '(0010,0010)'), [['(0010,0010)', '', 'PN', 'Ada &amp; &lt;b&gt;', 'Patient&rsquo;s Name']])
        t.same(valueOf(rows, '(0028,0010)'), [['(0028,0010)', '', 'US', '256', 'Rows']])
        t.same(valueOf(rows, '(0008,1140)'), [
          ['(0008,1140)', '(0008,1140)', 'SQ', '', 'Referenced Image Sequence'],
          ['(0008,1140)', '(0008,1155)', 'LO', '1.2.3.9', 'Referenced SOP Instance UID']
        ])
        t.same(valueOf(rows, '(0002,0010)'), [['(0002,0010)', '', 'UI', '1.2.840.10008.1.2.1', 'Transfer Syntax UID']])
      }
      t.match((await xnat.get(service(scan, '&format=csv'))).body, /^tag1,tag2,vr,value,desc\n/)
    }
  },
  {
    fact: 'Fields choose elements, by keyword or by tag, whatever the transfer syntax',
    source: 'DicomDump.getFields',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const syntax of ['explicit', 'implicit', 'big', 'deflated'] as const) {
        const { scan } = await imaged(xnat, dicom(header, { syntax }))
        answers(
          t,
          await xnat.get(service(scan, '&field=Modality&field=0020000D&format=json')),
          200,
          '{"ResultSet":{"Result":[{"tag1":"(0008,0060)","vr":"CS","value":"MR","tag2":"","desc":"Modality"},{"tag1":"(0020,000D)",' +
          '"vr":"UI","value":"1.2.3","tag2":"","desc":"Study Instance UID"}]}}'
        )
        t.same(await xnat.rows(service(scan, '&field=PatientID')), [])
      }
      const { scan } = await imaged(xnat, dicom(header))
      refuses(t, await xnat.get(service(scan, '&field=NoSuchName')), 400, 'not a valid DICOM attribute tag: NoSuchName')
    }
  },
  {
    fact: 'Where no image is, the table is empty; what is no DICOM, or no session to be seen, is 404; without src it is 400',
    source: 'DicomDump.represent',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { place, session, scan } = await imaged(xnat, dicom(header), 'OTHER')
      for (const source of [scan, session, `${session}/scans/9`, `${session}/assessors/9`, '/archive/subjects/S', 'nothing']) {
        answers(t, await xnat.get(service(source, '&format=json')), 200, '{"ResultSet":{"Result":[]}}')
      }
      const failed = 'There was an error rendering Dicom Header'
      refuses(t, await xnat.get(service(`/archive/projects/${xnat.project}/experiments/NONE`)), 404, failed)
      refuses(t, await xnat.get(service(`/archive/projects/NONE/experiments/${place.id}`)), 404, failed)
      refuses(t, await xnat.get(service(session), { as: 'stranger' }), 404, failed)
      refuses(t, await xnat.get(service((await imaged(xnat, Buffer.from('no DICOM'))).scan)), 404, failed)
      refuses(t, await xnat.get('/data/services/dicomdump'), 400, 'Please set the src parameter')
      for (const method of ['PUT', 'POST']) refuses(t, await xnat.ask(method, service(session)), 405)
    }
  }
]
