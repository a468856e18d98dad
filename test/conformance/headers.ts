import type { Test } from 'tap'
import { type Case, refuses, saves } from './case.ts'
import { type DataSet, type Syntax, classes, dicom, image, newStudy } from './dicom.ts'
import { raw } from './parcels.ts'
import type { Place, Xnat } from './xnat.ts'

type Fields = Record<string, string | number>

/** An item's fields, without the keys that the server gives it. */
export async function fieldsOf (xnat: Xnat, url: string): Promise<Fields> {
  const { body } = await xnat.get(`${url}?format=json`)
  const { items: [item] } = JSON.parse(body) as { items: { data_fields: Fields }[] }
  const {
    xnat_imagescandata_id: key,
    xnat_imageScanData_id: ownKey,
    image_session_ID: session,
    project,
    ...fields
  } = item?.data_fields ?? {}
  return fields
}

async function rowsOf (xnat: Xnat, url: string, field: string): Promise<Fields[]> {
  const { body } = await xnat.get(`${url}?format=json`)
  const { items: [item] } = JSON.parse(body) as { items: { children: { field: string, items: { data_fields: Fields }[] }[] }[] }
  return item?.children.find(child => child.field === field)?.items.map(({ data_fields: fields }) => fields) ?? []
}

/** Puts files into a scan, called 1.dcm and so on. */
async function upload (xnat: Xnat, scan: string, ...files: readonly Buffer[]): Promise<void> {
  for (const [index, file] of files.entries()) await xnat.put(`${scan}/resources/DICOM/files/${index + 1}.dcm`, raw(file))
}

const pull = async (xnat: Xnat, url: string) => xnat.put(`${url}?pullDataFromHeaders=true`)

const mr: DataSet = {
  '00080008': ['ORIGINAL', 'PRIMARY', 'M'].join('\\'),
  '00080021': '20061214',
  '00080031': '093711.421000',
  '00080070': 'SIEMENS',
  '0008103e': 't1_mpr',
  '00081010': 'MEDPC',
  '00081090': 'TrioTim',
  '00180020': 'GR\\IR',
  '00180021': 'SP\\MP',
  '00180022': 'IR',
  '00180023': '3D',
  '00180024': '*tfl3d1_ns',
  '00180050': '1',
  '00180080': '2400',
  '00180081': '3.08',
  '00180082': '1000',
  '00180087': '2.89362',
  '00180095': '220',
  '00181030': 'protocol',
  '00181314': '8',
  '00200037': '0\\1\\0\\0\\0\\-1',
  '00280030': '1\\0.5',
  '00280010': 256,
  '00280011': 128
}

const mrFields = (study: string): Fields => ({
  ID: '1',
  UID: `${study}.1`,
  modality: 'MR',
  series_description: 't1_mpr',
  scanner: 'MEDPC',
  'scanner/manufacturer': 'SIEMENS',
  'scanner/model': 'TrioTim',
  startTime: '09:37:11',
  start_date: '2006-12-14',
  protocolName: 'protocol',
  frames: 1,
  fieldStrength: '3.0',
  'parameters/voxelRes/x': 1,
  'parameters/voxelRes/y': 0.5,
  'parameters/voxelRes/z': 1,
  'parameters/orientation': 'Sag',
  'parameters/fov/x': 128,
  'parameters/fov/y': 256,
  'parameters/tr': 2400,
  'parameters/te': 3.08,
  'parameters/ti': 1000,
  'parameters/flip': 8,
  'parameters/pixelBandwidth': 220,
  'parameters/sequence': '*tfl3d1_ns',
  // XNAT stores a backslash doubled (XftStringUtils.CleanForSQLValue)
  'parameters/imageType': 'ORIGINAL\\\\PRIMARY\\\\M',
  'parameters/scanSequence': 'GR\\\\IR',
  'parameters/seqVariant': 'SP\\\\MP',
  'parameters/scanOptions': 'IR',
  'parameters/acqType': '3D'
})

/** A scan with files, whose fields then come from their headers. */
async function pulled (
  t: Test,
  xnat: Xnat,
  files: readonly Buffer[],
  scan = '1',
  xsiType = 'xnat:mrScanData'
): Promise<{ place: Place, url: string, fields: Fields }> {
  const place = await xnat.placeWith(`${scan}?xsiType=${xsiType}`)
  const url = `${place.url}/scans/${scan}`
  await upload(xnat, url, ...files)
  saves(t, await pull(xnat, url))
  return { place, url, fields: await fieldsOf(xnat, url) }
}

/** Fields that come out of DICOM files. */
export const headerCases: readonly Case[] = [
  {
    fact: 'pullDataFromHeaders=true fills an MR scan from its DICOM files, in whatever transfer syntax they are',
    source: 'PullScanDataFromHeaders.call, MRScanAttributes',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const study = newStudy()
      for (const syntax of ['explicit', 'implicit', 'big', 'deflated'] satisfies Syntax[]) {
        const { fields } = await pulled(t, xnat, [dicom(image(study, 1, 1, mr), { syntax })])
        t.same(fields, mrFields(study), syntax)
      }
      for (const syntax of ['explicit', 'implicit', 'big'] satisfies Syntax[]) {
        const { fields } = await pulled(t, xnat, [dicom(image(study, 1, 1, mr), { syntax, preamble: false })])
        t.same(fields, mrFields(study), `${syntax} without a preamble`)
      }
    }
  },
  {
    fact: 'Without pullDataFromHeaders, or with false, headers are not looked at',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      const scan = `${url}/scans/1`
      await upload(xnat, scan, dicom(image(newStudy(), 1, 1, mr)))
      saves(t, await xnat.put(`${scan}?pullDataFromHeaders=false&note=x`))
      t.same(await fieldsOf(xnat, scan), { ID: '1', note: 'x' })
      saves(t, await xnat.put(`${scan}?action=pullDataFromHeaders`))
      t.equal((await fieldsOf(xnat, scan))['series_description'], 't1_mpr', 'as an action')
    }
  },
  {
    fact: 'A value on which the files of a scan do not agree is left out; several echo times become parameters by echo number',
    source: 'SingleValueTextAttr.foldl, MREchoTimeAttribute',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const study = newStudy()
      const files = [1, 2].map(echo =>
        dicom(image(study, 1, echo, { ...mr, '00180081': String(echo * 2.5), '00180086': String(echo), '0008103e': `echo ${echo}` }))
      )
      const { url, fields } = await pulled(t, xnat, files)
      const { 'parameters/te': te, series_description: description, ...expected } = mrFields(study)
      t.same(fields, { ...expected, frames: 2 })
      t.same((await rowsOf(xnat, url, 'parameters/addParam')).map(({ name, addField }) => `${name}=${addField}`).sort(), [
        'MultiEcho_TE1=2.5',
        'MultiEcho_TE2=5.0'
      ])
    }
  },
  {
    fact: 'A scan keeps its type, quality and note, and what no header tells of',
    source: 'BaseXnatImagescandata.copyValuesFrom',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const study = newStudy()
      const { url } = await xnat.placeWith(
        '1?type=T1&quality=questionable&note=seen&series_description=old&xnat:mrScanData/parameters/matrix/x=64'
      )
      const scan = `${url}/scans/1`
      await upload(xnat, scan, dicom(image(study, 1, 1, mr)))
      saves(t, await pull(xnat, scan))
      t.same(await fieldsOf(xnat, scan), {
        ...mrFields(study),
        type: 'T1',
        quality: 'questionable',
        note: 'seen',
        'parameters/matrix/x': 64
      })
    }
  },
  {
    fact: 'Values of the functional groups of an enhanced image count, and its frames',
    source: 'DicomAttributes.chain',
    run: async (t, xnat) => {
      const study = newStudy()
      const enhanced = image(study, 1, 1, {
        '00080016': classes.enhancedMR,
        '00280008': '3',
        52009229: [
          {
            '00209116': [{ '00200037': '1\\0\\0\\0\\1\\0' }],
            '00289110': [{ '00180050': '5', '00280030': '1.71875\\1.71875' }],
            '00189112': [{ '00180080': '7500' }]
          }
        ],
        52009230: [1, 2, 3].map(() => ({ '00189117': [{ '00189075': 'ISOTROPIC', '00189087': 1000.5 }] }))
      })
      for (const syntax of ['explicit', 'implicit', 'big', 'deflated'] satisfies Syntax[]) {
        const { fields } = await pulled(t, xnat, [dicom(enhanced, { syntax })])
        t.match(
          fields,
          {
            frames: 3,
            'parameters/orientation': 'Tra',
            'parameters/tr': 7500,
            'parameters/voxelRes/x': 1.71875,
            'parameters/voxelRes/z': 5,
            'parameters/diffusion/directionality': 'ISOTROPIC',
            'parameters/diffusion/bValues': '1000.5'
          },
          syntax
        )
      }
    }
  },
  {
    fact: 'A CT scan has fields of its own; what a field cannot take is left out',
    source: 'CTScanAttributes, SessionBuilder.setValues',
    run: async (t, xnat) => {
      const study = newStudy()
      const ct = image(study, 1, 1, {
        '00080016': classes.CT,
        '00080060': 'CT',
        '00180060': '120',
        '00181120': 'none',
        '00181140': 'CCW',
        '00181150': '690',
        '00181151': '440',
        '00181152': '14',
        '00200012': '1',
        '00281052': '-1024',
        '00281053': '1',
        '00189306': 7,
        '00189345': 3.22,
        '00180022': 'HELICAL MODE'
      })
      const { fields } = await pulled(t, xnat, [dicom(ct)], '1', 'xnat:ctScanData')
      t.same(fields, {
        ID: '1',
        UID: `${study}.1`,
        modality: 'CT',
        frames: 1,
        'parameters/fov/x': 2,
        'parameters/fov/y': 2,
        'parameters/kvp': 120,
        'parameters/rotationDirection': 'CC',
        'parameters/exposureTime': 690,
        'parameters/xrayTubeCurrent': 440,
        'parameters/exposure': 14,
        'parameters/acquisitionNumber': 1,
        'parameters/rescale/intercept': '-1024',
        'parameters/rescale/slope': '1',
        'parameters/collimationWidth/single': 7,
        'parameters/ctDIvol': 3.22,
        'parameters/options': 'HELICAL MODE'
      })
    }
  },
  {
    fact: 'Scans of other types have the fields that all scans have',
    source: 'DICOMScanBuilder.defaultScanTypeAttrs',
    seen: '1.8.11',
    run: async (t, xnat) => {
      for (const [xsiType, sopClass, modality] of [
        ['xnat:petScanData', classes.PT, 'PT'],
        ['xnat:usScanData', classes.US, 'US'],
        ['xnat:crScanData', classes.CR, 'CR'],
        ['xnat:scScanData', classes.SC, 'OT'],
        ['xnat:otherDicomScanData', '1.2.3', 'OT']
      ] as const) {
        const study = newStudy()
        const { fields } = await pulled(
          t,
          xnat,
          [dicom(image(study, 1, 1, { ...mr, '00080016': sopClass, '00080060': modality }))],
          '1',
          xsiType
        )
        const {
          ID,
          UID,
          series_description: description,
          scanner,
          'scanner/manufacturer': manufacturer,
          'scanner/model': model,
          startTime,
          start_date: date,
          protocolName
        } = mrFields(study)
        t.same(
          fields,
          {
            ID,
            UID,
            series_description: description,
            scanner,
            'scanner/manufacturer': manufacturer,
            'scanner/model': model,
            startTime,
            start_date: date,
            protocolName,
            modality,
            frames: modality === 'OT' ? 0 : 1
          },
          xsiType
        )
      }
    }
  },
  {
    fact: 'Text is read in the character set of the file',
    source: 'org.dcm4che2.data.SpecificCharacterSet',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const described = (charset: string, text: string, encoding: BufferEncoding) =>
        dicom(image(newStudy(), 1, 1, { '00080005': charset, '0008103e': Buffer.from(text.padEnd(12), encoding) }))
      for (const file of [described('ISO_IR 192', 'Schädel é', 'utf8'), described('ISO_IR 100', 'Schädel é', 'latin1')]) {
        const { fields } = await pulled(t, xnat, [file])
        t.equal(fields['series_description'], 'Schädel é')
      }
    }
  },
  {
    fact: 'A scan without DICOM files, with two series or with another modality is 500; the rest of the request is kept',
    source: 'PullScanDataFromHeaders.call',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const study = newStudy()
      const wrong: Record<string, readonly Buffer[]> = {
        'no file': [],
        'no DICOM': [Buffer.from('This is text, and more of it than a preamble is long.'.repeat(5))],
        empty: [Buffer.alloc(0)],
        'the beginning of DICOM': [dicom(image(study, 1, 1, mr)).subarray(0, 300)],
        'two series': [dicom(image(study, 1, 1)), dicom(image(study, 2, 1))],
        'two studies': [dicom(image(study, 1, 1)), dicom({ ...image(newStudy(), 1, 1), '0020000e': `${study}.1` })],
        'another modality': [dicom(image(study, 1, 1, { '00080016': classes.CT }))]
      }
      for (const [what, files] of Object.entries(wrong)) {
        const { url } = await xnat.placeWith('1')
        const scan = `${url}/scans/1`
        await upload(xnat, scan, ...files)
        refuses(t, await xnat.put(`${scan}?pullDataFromHeaders=true&note=${encodeURIComponent(what)}`), 500)
        t.same(await fieldsOf(xnat, scan), { ID: '1', note: what }, what)
      }
    }
  },
  {
    fact: 'pullDataFromHeaders=true fills a session and its scans, and makes scans of the series that it does not know',
    source: 'PullSessionDataFromHeaders.call, ImageSessionAttributes',
    run: async (t, xnat) => {
      const study = newStudy()
      const header = {
        ...mr,
        '00080050': 'A1',
        '00080080': 'Hospital',
        '00081030': 'head',
        '00081070': 'FIRST^OPERATOR',
        '00100030': '19751231',
        '00101030': '68.5',
        '00200010': 'S1',
        '00324000': 'Comments'
      }
      const { url, projectUrl, id, label } = await xnat.placeWith('1?type=T1')
      await upload(xnat, `${url}/scans/1`, dicom(image(study, 1, 1, header)), dicom(image(study, 2, 1, { ...header, '0008103e': 'other' })))
      await xnat.put(`${projectUrl}?xsiType=xnat:mrSessionData&date=2000-01-01`)
      const answer = await pull(xnat, url)
      t.same([answer.status, answer.body], [200, id])
      const { subject_ID: subject, ID, id: sameId, ...fields } = await fieldsOf(xnat, url)
      t.same(fields, {
        label,
        date: '2000-01-01',
        time: '09:12:06',
        acquisition_site: 'Hospital',
        UID: study,
        session_type: 'head',
        modality: 'MR',
        scanner: 'MEDPC',
        'scanner/manufacturer': 'SIEMENS',
        'scanner/model': 'TrioTim',
        operator: 'FIRST^OPERATOR',
        dcmAccessionNumber: 'A1',
        study_id: 'S1',
        dcmPatientId: 'Sample ID',
        dcmPatientName: 'Sample Patient',
        dcmPatientBirthDate: '1975-12-31',
        dcmPatientWeight: 68.5,
        fieldStrength: '3.0'
      })
      t.same((await rowsOf(xnat, url, 'fields/field')).map(({ name, field }) => [name, field]), [['studyComments', 'Comments']])
      t.same(await fieldsOf(xnat, `${url}/scans/1`), { ...mrFields(study), type: 'T1' })
      t.same(await fieldsOf(xnat, `${url}/scans/2`), {
        ...mrFields(study),
        ID: '2',
        UID: `${study}.2`,
        type: 'other',
        series_description: 'other'
      })
      const rows = await xnat.rows(`${url}/scans/2/resources`)
      t.match(rows, [{ label: 'DICOM', content: 'RAW', format: 'DICOM', file_count: '1' }])
      t.equal((await xnat.get(`${url}/scans/2/resources/DICOM/files/2.dcm`)).status, 200)
    }
  },
  {
    fact: 'A session without files of scans, without DICOM, or with another modality is 500 with the reason',
    source: 'PullSessionDataFromHeaders.call',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      refuses(t, await pull(xnat, url), 500, 'Unable to derive session directory')
      await upload(xnat, `${url}/scans/1`, Buffer.from('text'))
      refuses(t, await pull(xnat, url), 500, 'Unable to locate DICOM or ECAT files')
      await xnat.put(
        `${url}/scans/1/resources/DICOM/files/1.dcm?overwrite=true`,
        raw(dicom(image(newStudy(), 1, 1, { '00080016': classes.SR })))
      )
      await xnat.put(`${url}/scans/1/resources/DICOM/files/2.dcm`, raw(dicom(image(newStudy(), 1, 1))))
      refuses(t, await pull(xnat, url), 500, 'Unable to locate DICOM or ECAT files')
      const other = await xnat.placeWith('1?xsiType=xnat:ctScanData')
      await upload(xnat, `${other.url}/scans/1`, dicom(image(newStudy(), 1, 1, mr)))
      refuses(t, await pull(xnat, other.url), 500, 'Modification of scan modality (xnat:ctScanData to xnat:mrScanData) not supported.')
      t.same(await fieldsOf(xnat, `${other.url}/scans/1`), { ID: '1' })
    }
  },
  {
    fact: 'Whoever may not edit a scan does not get its headers read',
    source: 'ScanResource.handlePut',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { url } = await xnat.placeWith('1')
      await upload(xnat, `${url}/scans/1`, dicom(image(newStudy(), 1, 1, mr)))
      const { status } = await xnat.put(`${url}/scans/1?pullDataFromHeaders=true`, { as: 'collaborator' })
      t.equal(status, 403)
      t.same(await fieldsOf(xnat, `${url}/scans/1`), { ID: '1' })
    }
  }
]
