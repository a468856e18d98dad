import { gzipSync } from 'node:zlib'
import type { Test } from 'tap'
import { type Case, answers, refuses } from './case.ts'
import type { Answer } from './client.ts'
import { type DataSet, classes, dicom, image, newStudy } from './dicom.ts'
import { fieldsOf } from './headers.ts'
import { form, raw, tarred, zipped } from './parcels.ts'
import type { Xnat } from './xnat.ts'

const service = '/data/services/import'
const notArchived = 'unable to archive for the Prearchive session'

/** A project of its own with names for a session in it. */
async function target (xnat: Xnat, prearchiveCode = 4): Promise<{ project: string, session: string, dest: string }> {
  const project = await xnat.newProject('private')
  if (prearchiveCode !== 4) await xnat.put(`/data/projects/${project}/prearchive_code/${prearchiveCode}`)
  return {
    project,
    session: `/data/projects/${project}/subjects/S/experiments/E`,
    dest: `/archive/projects/${project}/subjects/S/experiments/E`
  }
}

/** Two images of one series and one of another. */
const study = (uid = newStudy(), more: DataSet = {}): [string, Buffer][] => [
  ['a/1.dcm', dicom(image(uid, 1, 1, more))],
  ['a/2.dcm', dicom(image(uid, 1, 2, more))],
  ['b/3.dcm', dicom(image(uid, 2, 1, { ...more, '0008103e': 'second' }))]
]

const asZip = (files: readonly (readonly [string, Buffer])[]) => raw(zipped(...files), 'application/zip')

function imported (t: Test, answer: Answer, ...addresses: readonly string[]): void {
  answers(t, answer, 200, addresses.map(address => `${address}\r\n`).join(''))
  t.equal(answer.headers['content-type'], 'text/uri-list;charset=ISO-8859-1')
}

const scansOf = async (xnat: Xnat, session: string): Promise<string[]> =>
  (await xnat.rows(`${session}/scans?format=json`)).map(({ ID, xsiType, type, quality }) => `${ID} ${xsiType} ${type} ${quality}`)

const filesOf = async (xnat: Xnat, session: string): Promise<string[]> =>
  (await xnat.rows(`${session}/scans/ALL/files?format=json`))
    .map(({ URI = '', collection, Size }) => `${URI.replace(/^.*\/scans\/(.*)\/resources\/\d+\/files\//, '$1 ')} ${collection} ${Size}`)
    .sort()

/** What waits for a project; an administrator is shown what waits for none as well. */
const waitingFor = async (xnat: Xnat, project: string): Promise<Record<string, string>[]> =>
  (await xnat.rows(`/data/prearchive/projects/${project}?format=json`)).filter(row => row['project'] === project)

/** Sessions that come in as DICOM. */
export const importCases: readonly Case[] = [
  {
    fact: 'A zip for the archive becomes a session with scans by series, each with its files as they were',
    source: 'DicomZipImporter.call, PrearcSessionArchiver.call',
    run: async (t, xnat) => {
      const { session, dest, project } = await target(xnat)
      const uid = newStudy()
      const files = study(uid)
      imported(t, await xnat.post(`${service}?dest=${dest}`, asZip(files)), `/data${dest}`)
      t.same(await scansOf(xnat, session), ['1 xnat:mrScanData unknown usable', '2 xnat:mrScanData second usable'])
      const size = files[0]?.[1].length
      t.same(await filesOf(xnat, session), [`1 1.dcm DICOM ${size}`, `1 2.dcm DICOM ${size}`, `2 3.dcm DICOM ${files[2]?.[1].length}`])
      for (const [name, bytes] of files) {
        t.same((await xnat.get(`${session}/scans/${name.startsWith('a') ? 1 : 2}/resources/DICOM/files/${name.slice(2)}`)).bytes, bytes)
      }
      t.match(await fieldsOf(xnat, session), {
        label: 'E',
        UID: uid,
        modality: 'MR',
        date: '2006-12-14',
        time: '09:12:06',
        dcmPatientName: 'Sample Patient',
        dcmPatientId: 'Sample ID'
      })
      t.match(await fieldsOf(xnat, `${session}/scans/1`), { UID: `${uid}.1`, frames: 2, type: 'unknown', quality: 'usable' })
      t.same((await xnat.rows(`/data/projects/${project}/subjects?format=json`)).map(({ label }) => label).sort(), ['S'])
      t.match(await xnat.rows(`${session}/scans/1/resources?format=json`), [
        { label: 'DICOM', format: 'DICOM', content: 'RAW', file_count: '2', file_size: String(2 * (size ?? 0)) }
      ])
      const catalog = await xnat.get(`${session}/scans/1/resources/DICOM`)
      t.match(catalog.body, new RegExp(`<cat:DCMCatalog UID="${uid}\\.1"`))
      t.match(catalog.body, new RegExp(`UID="${uid}\\.1\\.2"[^>]* instanceNumber="2"[^>]* xsi:type="cat:dcmEntry"`))
    }
  },
  {
    fact: 'The body may be a form, a zip in chunks, a tar or a tar.gz, and archives may lie in archives',
    source: 'Importer.handlePost, DicomZipImporter.importCompressedFile',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const files = study()
      const parcels = {
        form: form(['upload.zip', zipped(...files)]),
        'form with fields': form([undefined, 'append', 'overwrite'], ['upload.zip', zipped(...files)]),
        chunks: { ...asZip(files), chunked: true },
        inbody: { ...asZip(files), query: '&inbody=true' },
        tar: raw(tarred(...files), 'application/x-tar'),
        'tar.gz': raw(gzipSync(tarred(...files)), 'application/x-gtar'),
        tgz: form(['upload.tgz', gzipSync(tarred(...files))]),
        nested: form(['upload.zip', zipped(['inner.zip', zipped(...files.slice(0, 2))], ['more.tar', tarred(...files.slice(2))])])
      }
      for (const [what, parcel] of Object.entries(parcels)) {
        const { session, dest } = await target(xnat)
        imported(t, await xnat.post(`${service}?dest=${dest}${'query' in parcel ? parcel.query : ''}`, parcel), `/data${dest}`)
        t.equal((await filesOf(xnat, session)).length, 3, what)
      }
    }
  },
  {
    fact: 'Less of a destination is completed from the headers: project, subject and label of the session',
    source: 'Xnat15DicomProjectIdentifier, XnatDefaultDicomObjectIdentifier',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project } = await target(xnat)
      imported(
        t,
        await xnat.post(`${service}?dest=/archive/projects/${project}`, asZip(study())),
        `/data/archive/projects/${project}/subjects/Sample_Patient/experiments/Sample_ID`
      )
      imported(
        t,
        await xnat.post(
          `${service}?dest=/archive/projects/${project}/subjects/S9`,
          asZip(study(newStudy(), { '00104000': 'Session: from-comments' }))
        ),
        `/data/archive/projects/${project}/subjects/S9/experiments/from-comments`
      )
      imported(
        t,
        await xnat.post(`${service}?dest=/archive`, asZip(study(newStudy(), { '00104000': `Project:${project} Subject:S8 Session:E8` }))),
        `/data/archive/projects/${project}/subjects/S8/experiments/E8`
      )
      imported(
        t,
        await xnat.post(`${service}?dest=/archive`, asZip(study(newStudy(), { '00081030': project, '00100020': 'E7' }))),
        `/data/archive/projects/${project}/subjects/Sample_Patient/experiments/E7`
      )
      imported(
        t,
        await xnat.post(`${service}?dest=/archive&PROJECT_ID=${project}&SUBJECT_ID=S6&EXPT_LABEL=E6`, asZip(study())),
        `/data/archive/projects/${project}/subjects/S6/experiments/E6`
      )
      imported(
        t,
        await xnat.post(`${service}?dest=/archive&project=${project}&subject=s6&session=E5`, asZip(study())),
        `/data/archive/projects/${project}/subjects/S6/experiments/E5`
      )
    }
  },
  {
    fact: 'A session and its scans are of the types that their SOP classes and modalities stand for',
    source: 'SOPModel, DefaultXnatImagescandataBeanFactory',
    run: async (t, xnat) => {
      const series: Record<string, readonly [sopClass: string, modality: string]> = {
        MR: [classes.MR, 'MR'],
        CT: [classes.CT, 'CT'],
        PT: [classes.PT, 'PT'],
        US: [classes.US, 'US'],
        CR: [classes.CR, 'CR'],
        SC: [classes.SC, 'OT'],
        SR: [classes.SR, 'SR'],
        RT: [classes.RTSTRUCT, 'RTSTRUCT'],
        RTIMAGE: [`${classes.RTSTRUCT.slice(0, -1)}1`, 'RT'],
        XA: [classes.XA, 'XA'],
        ECG: [classes.ECG, 'ECG'],
        unknown: ['1.2.3', 'XYZ'],
        'no modality': [classes.MR, '']
      }
      const expected: readonly (readonly [kinds: string, session: string, scans: string])[] = [
        ['MR', 'mr', 'mr'],
        ['CT', 'ct', 'ct'],
        ['PT', 'pet', 'pet'],
        ['US', 'us', 'us'],
        ['CR', 'cr', 'cr'],
        ['SC', 'otherDicom', 'sc'],
        ['SR', 'sr', 'sr'],
        ['RT', 'otherDicom', 'rtImage'],
        ['RTIMAGE', 'rt', 'rtImage'],
        ['XA', 'xa', 'xa'],
        ['ECG', 'ecg', 'ecg'],
        ['unknown', 'otherDicom', 'otherDicom'],
        ['no modality', 'mr', 'mr'],
        ['PT,CT', 'pet', 'pet,ct'],
        ['MR,PT', 'petmr', 'mr,pet'],
        ['MR,RT,SC', 'mr', 'mr,rtImage,sc'],
        ['CT,SR', 'ct', 'ct,sr']
      ]
      for (const [kinds, session, scans] of expected) {
        const place = await target(xnat)
        const uid = newStudy()
        const files = kinds
          .split(',')
          .map(
            (kind, index) =>
              [
                `${index}.dcm`,
                dicom(image(uid, index + 1, 1, { '00080016': series[kind]?.[0] ?? '', '00080060': series[kind]?.[1] ?? '' }))
              ] as const
          )
        imported(t, await xnat.post(`${service}?dest=${place.dest}`, asZip(files)), `/data${place.dest}`)
        const { body } = await xnat.get(`${place.session}?format=json`)
        t.match(body, `"xsi:type":"xnat:${session}SessionData"`, kinds)
        t.same(
          (await scansOf(xnat, place.session)).map(scan => scan.split(' ')[1]),
          scans.split(',').map(scan => `xnat:${scan}ScanData`),
          kinds
        )
      }
    }
  },
  {
    fact: 'What is no image of its scan has a resource of its own',
    source: 'CatalogBuilder.call',
    run: async (t, xnat) => {
      const { session, dest } = await target(xnat)
      const uid = newStudy()
      await xnat.post(
        `${service}?dest=${dest}`,
        asZip([
          ['1.dcm', dicom(image(uid, 1, 1))],
          ['2.dcm', dicom(image(uid, 1, 2, { '00080016': classes.SC }))]
        ])
      )
      t.same((await filesOf(xnat, session)).map(file => file.replace(/ \d+$/, '')), ['1 1.dcm DICOM', '1 2.dcm secondary'])
      t.match(await xnat.rows(`${session}/scans/1/resources?format=json`), [
        { label: 'DICOM', content: 'RAW' },
        { label: 'secondary', content: 'secondary', format: 'DICOM' }
      ])
      t.match(await fieldsOf(xnat, `${session}/scans/1`), { frames: 1 })
    }
  },
  {
    fact: 'Series of one number get their modality and a count behind it; a series without a number is called by its UID',
    source: 'DICOMSessionBuilder.call',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { session, dest } = await target(xnat)
      const uid = newStudy()
      const files = [
        ['1.dcm', dicom(image(uid, 1, 1))],
        ['2.dcm', dicom({ ...image(uid, 1, 2), '0020000e': `${uid}.x` })],
        ['3.dcm', dicom({ ...image(uid, 5, 3), '00200011': '' })]
      ] as const
      await xnat.post(`${service}?dest=${dest}`, asZip(files))
      t.same(
        (await scansOf(xnat, session)).map(scan => scan.split(' ')[0]).sort(),
        ['1-MR1', '1-MR2', `${uid}.5`.replaceAll('.', '_')].sort()
      )
    }
  },
  {
    fact: 'Files of one name in a scan keep it once; the other is named after its header, and so is every one with rename=true',
    source: 'GradualDicomImporter.getSafeFile, TemplatizedDicomFileNamer.makeFileName',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { session, dest } = await target(xnat)
      const files = [
        ['a/1.dcm', dicom(image('2.25.7', 1, 1))],
        ['b/1.dcm', dicom(image('2.25.7', 1, 2))],
        ['c/1.dcm', dicom(image('2.25.7', 1, 1))],
        ['d/an image', dicom(image('2.25.7', 1, 3))]
      ] as const
      await xnat.post(`${service}?dest=${dest}`, asZip(files))
      t.same((await filesOf(xnat, session)).map(file => file.split(' ')[1]), ['1.dcm', '2.25.7-1-2-1k7cuum.dcm', 'an_image'])
      const other = await target(xnat)
      await xnat.post(`${service}?dest=${other.dest}&rename=true`, asZip(files.slice(0, 1)))
      t.same((await filesOf(xnat, other.session)).map(file => file.split(' ')[1]), ['2.25.7-1-1-1k7cuul.dcm'])
    }
  },
  {
    fact: 'What is not DICOM is 400 and nothing is imported, unless Ignore-Unparsable is true',
    source: 'GradualDicomImporter.call, DicomZipImporter.importZipFile',
    run: async (t, xnat) => {
      const files = study()
      const truncated = dicom(image(newStudy(), 1, 1)).subarray(0, 250)
      const wrong: readonly (readonly [name: string, content: Buffer, text: string])[] = [
        ['notes.txt', Buffer.from('I am text. '.repeat(50)), 'unable to read DICOM object notes.txt'],
        ['empty', Buffer.alloc(0), 'unable to read DICOM object empty'],
        ['cut.dcm', truncated, 'unable to read DICOM object cut.dcm'],
        ['noclass.dcm', dicom({ ...image(newStudy(), 1, 1), '00080016': '' }), 'object noclass.dcm contains no SOP Class UID'],
        ['noinstance.dcm', dicom({ ...image(newStudy(), 1, 1), '00080018': '' }), 'object noinstance.dcm contains no SOP Instance UID'],
        ['a.gz', gzipSync(truncated), 'Unsupported format GZ'],
        ['cut.zip', zipped(...study()).subarray(0, 700), 'unable to read DICOM object 2.dcm']
      ]
      for (const [name, content, text] of wrong) {
        const { session, dest, project } = await target(xnat)
        const mixed = asZip([...files, [`x/${name}`, content]])
        refuses(t, await xnat.post(`${service}?dest=${dest}`, mixed), 400, text)
        t.same(await xnat.rows(`/data/projects/${project}/experiments?format=json`), [], name)
        t.same(await waitingFor(xnat, project), [], name)
        imported(t, await xnat.post(`${service}?dest=${dest}&Ignore-Unparsable=true`, mixed), `/data${dest}`)
        t.equal((await filesOf(xnat, session)).length, 3)
        refuses(
          t,
          await xnat.post(`${service}?dest=${dest}2&Ignore-Unparsable=true`, asZip([[name, content]])),
          400,
          name === 'cut.zip' ? 'unable to read data from file' : text
        )
      }
    }
  },
  {
    fact: 'What is no archive, nothing, two files or an importer that there is not is refused with the reason',
    source: 'Importer.handlePost',
    run: async (t, xnat) => {
      const { dest, project } = await target(xnat)
      const zip = zipped(...study())
      refuses(t, await xnat.post(`${service}?dest=${dest}`, raw(zip)), 400, 'Unsupported format UNKNOWN')
      refuses(
        t,
        await xnat.post(`${service}?dest=${dest}`, form(['a.dcm', dicom(image(newStudy(), 1, 1))])),
        400,
        'Unsupported format UNKNOWN'
      )
      refuses(
        t,
        await xnat.post(`${service}?dest=${dest}`, form(['a.zip', zip], ['b.zip', zip])),
        400,
        'Importer is limited to one uploaded resource at a time.'
      )
      refuses(
        t,
        await xnat.post(`${service}?dest=${dest}&import-handler=DICOM-zip`, form([undefined, 'x', 'y'])),
        400,
        'Unable to identify upload format.'
      )
      refuses(t, await xnat.post(`${service}?dest=${dest}`), 500)
      refuses(
        t,
        await xnat.post(`${service}?dest=${dest}&import-handler=none`, asZip(study())),
        404,
        'Unknown importer implementation specified: none'
      )
      refuses(t, await xnat.post(`${service}?dest=/somewhere`, asZip(study())), 400, 'Parameter dest format error')
      refuses(
        t,
        await xnat.post(`${service}?dest=${dest}&http-session-listener=`, asZip(study())),
        400,
        "'transaction' is required when requesting 'http-session-listener'."
      )
      refuses(t, await xnat.get(service), 405)
      t.same(await xnat.rows(`/data/projects/${project}/experiments?format=json`), [])
    }
  },
  {
    fact: 'A project that is not there, or in which the caller may make nothing, gets nothing',
    source: 'GradualDicomImporter.getProject',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      refuses(t, await xnat.post(`${service}?dest=/archive/projects/NOBODY/subjects/S/experiments/E`, asZip(study())), 400, notArchived)
      const before = await xnat.rows(`/data/projects/${xnat.project}/experiments?format=json`)
      for (const as of ['collaborator', 'stranger']) {
        refuses(
          t,
          await xnat.post(`${service}?dest=/archive/projects/${xnat.project}/subjects/S/experiments/${as}`, { ...asZip(study()), as }),
          400,
          notArchived
        )
      }
      t.same(await xnat.rows(`/data/projects/${xnat.project}/experiments?format=json`), before)
    }
  },
  {
    fact: 'More files of a study join the session; the same again are refused without overwrite=delete or overwrite_files=true',
    source: 'MergeSessionsA.checkForConflict',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { session, dest } = await target(xnat)
      const files = study()
      imported(t, await xnat.post(`${service}?dest=${dest}`, asZip(files.slice(0, 1))), `/data${dest}`)
      imported(t, await xnat.post(`${service}?dest=${dest}&overwrite=append`, asZip(files.slice(1))), `/data${dest}`)
      t.equal((await filesOf(xnat, session)).length, 3)
      t.match(await xnat.rows(`${session}/scans/1/resources?format=json`), [{ file_count: '2' }])
      for (const overwrite of ['', '&overwrite=append', '&overwrite=none']) {
        refuses(t, await xnat.post(`${service}?dest=${dest}${overwrite}`, asZip(files.slice(1))), 400, notArchived)
      }
      refuses(t, await xnat.post(`${service}?dest=${dest}`, asZip([['renamed.dcm', files[0]?.[1] ?? Buffer.alloc(0)]])), 400, notArchived)
      for (const overwrite of ['overwrite=delete', 'overwrite=append&overwrite_files=true']) {
        imported(t, await xnat.post(`${service}?dest=${dest}&${overwrite}`, asZip(files)), `/data${dest}`)
      }
      t.equal((await filesOf(xnat, session)).length, 3)
      imported(
        t,
        await xnat.post(`${service}?dest=${dest}&overwrite=delete`, asZip([['renamed.dcm', files[0]?.[1] ?? Buffer.alloc(0)]])),
        `/data${dest}`
      )
      t.same(
        (await filesOf(xnat, session)).map(file => file.split(' ')[1]),
        ['2.dcm', 'renamed.dcm', '3.dcm'],
        'an image is known by its UID'
      )
    }
  },
  {
    fact: 'What a session says already stays when more comes in',
    source: 'MergePrearcToArchiveSession.mergeSessions',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { session, dest } = await target(xnat)
      await xnat.put(`${session}?xsiType=xnat:mrSessionData&date=2000-01-01&note=mine`)
      await xnat.put(`${session}/scans/1?xsiType=xnat:mrScanData&type=T1&quality=questionable`)
      imported(t, await xnat.post(`${service}?dest=${dest}&overwrite=append`, asZip(study())), `/data${dest}`)
      t.match(await fieldsOf(xnat, session), { date: '2000-01-01', note: 'mine', time: '09:12:06' })
      t.same(await scansOf(xnat, session), ['1 xnat:mrScanData T1 questionable', '2 xnat:mrScanData second usable'])
    }
  },
  {
    fact: 'Another subject, modality or study does not go into a session; another study does with overwrite=delete, its scans beside ' +
      'those that are there',
    source: 'PrearcSessionArchiver.checkForConflicts, correctScanID',
    run: async (t, xnat) => {
      const { session, dest, project } = await target(xnat)
      await xnat.post(`${service}?dest=${dest}`, asZip(study()))
      refuses(
        t,
        await xnat.post(`${service}?dest=/archive/projects/${project}/subjects/OTHER/experiments/E`, asZip(study())),
        400,
        notArchived
      )
      t.same(
        (await xnat.rows(`/data/projects/${project}/subjects?format=json`)).map(({ label }) => label).sort(),
        ['OTHER', 'S'],
        'and leaves its subject behind'
      )
      refuses(
        t,
        await xnat.post(`${service}?dest=${dest}&overwrite=delete`, asZip(study(newStudy(), { '00080016': classes.CT, '00080060': 'CT' }))),
        400,
        notArchived
      )
      refuses(t, await xnat.post(`${service}?dest=${dest}&overwrite=append`, asZip(study())), 400, notArchived)
      imported(t, await xnat.post(`${service}?dest=${dest}&overwrite=delete`, asZip(study())), `/data${dest}`)
      t.same((await scansOf(xnat, session)).map(scan => scan.split(' ')[0]), ['1', '2', '1-MR1', '2-MR1'])
    }
  },
  {
    fact: 'SI says what stands against it, takes one session, and does not touch what is not DICOM',
    source: 'SessionImporter.call',
    run: async (t, xnat) => {
      const { session, dest } = await target(xnat)
      const si = `${service}?import-handler=SI&dest=${dest}`
      const files = study()
      imported(t, await xnat.post(si, asZip([...files, ['notes.txt', Buffer.from('text')]])), `/data${dest}`)
      t.equal((await filesOf(xnat, session)).length, 3)
      refuses(t, await xnat.post(si, asZip(files)), 409, 'Session already exists, retry with overwrite enabled')
      refuses(t, await xnat.post(`${si}&overwrite=append`, asZip(files)), 409, 'Session already exists with matching files.')
      refuses(t, await xnat.post(`${si}&overwrite=append`, asZip(study())), 409, 'Invalid modification of session UID via archive process.')
      imported(t, await xnat.post(`${si}&overwrite=delete`, asZip(files)), `/data${dest}`)
      refuses(t, await xnat.post(`${si}2`, asZip([...study(), ...study()])), 400, 'Upload included files for multiple imaging sessions.')
      refuses(
        t,
        await xnat.post(`${si}2`, asZip([['notes.txt', Buffer.from('text')]])),
        400,
        'Upload did not include parsable files for session generation.'
      )
    }
  },
  {
    fact: 'gradual-DICOM takes one file after another; a body of application/dicom is such a file',
    source: 'GradualDicomImporter.call',
    run: async (t, xnat) => {
      const { session, project } = await target(xnat)
      const uid = newStudy()
      const query = `${service}?inbody=true&PROJECT_ID=${project}&SUBJECT_ID=S&EXPT_LABEL=E`
      const first = await xnat.post(`${query}&import-handler=gradual-DICOM&rename=true`, raw(dicom(image(uid, 1, 1))))
      t.match(first.body, new RegExp(`^/data/prearchive/projects/${project}/\\d{8}_\\d{9}/E\r\n$`))
      t.equal((await xnat.post(query, raw(dicom(image(uid, 1, 2)), 'application/dicom'))).status, 200)
      t.equal((await filesOf(xnat, session)).length, 2)
      refuses(t, await xnat.post(`${query}&import-handler=gradual-DICOM`, raw('no DICOM')), 400, 'unable to read DICOM object upload')
    }
  },
  {
    fact: 'Direct-Archive=true names the session by its study',
    source: 'GradualDicomImporter.call, PrearcUtils.parseParam',
    run: async (t, xnat) => {
      const { session, dest, project } = await target(xnat, 0)
      const uid = newStudy()
      imported(
        t,
        await xnat.post(
          `${service}?import-handler=DICOM-zip&Ignore-Unparsable=true&project=${project}&subject=S&session=E&overwrite=delete` +
          '&inbody=true&Direct-Archive=true',
          asZip(study(uid))
        ),
        `/xapi/direct-archive/${project}/${uid}/E`
      )
      t.equal((await filesOf(xnat, session)).length, 3)
      imported(
        t,
        await xnat.post(
          `${service}?import-handler=gradual-DICOM&project=${project}&subject=S&session=E&inbody=true&Direct-Archive=true`,
          raw(dicom(image(uid, 1, 4)))
        ),
        `/xapi/direct-archive/${project}/${uid}/E`
      )
      t.equal((await filesOf(xnat, session)).length, 4)
      t.match(
        (await xnat.post(`${service}?project=${project}&subject=S&session=E&Direct-Archive=true`, asZip(study()))).body,
        /^\/data\/prearchive\//,
        'another study of the same label waits'
      )
      const second = `${dest}2`
      imported(t, await xnat.post(`${service}?dest=${second}&overwrite=True`, asZip(study())), `/data${second}`)
    }
  },
  {
    fact: 'An import with an http-session-listener can be asked how it went',
    source: 'SQListenerRepresentation.represent',
    run: async (t, xnat) => {
      const { dest } = await target(xnat)
      const messages = async (name: string) =>
        (
          JSON.parse((await xnat.get(`/data/status/${name}?format=json`)).body) as {
            msgs: { status: string, msg: string, terminal: boolean }[][]
          }
        ).msgs
      const name = newStudy().replaceAll('.', '')
      t.same(await messages(name), [[]])
      await xnat.post(`${service}?dest=${dest}&http-session-listener=${name}`, asZip(study()))
      t.same((await messages(name))[0]?.at(-1), { status: 'COMPLETED', msg: `Archive:${dest}`, terminal: true })
      await xnat.post(`${service}?dest=${dest}&http-session-listener=${name}`, asZip(study()))
      t.same((await messages(name))[0]?.at(-1), { status: 'FAILED', msg: notArchived, terminal: true })
    }
  },
  {
    fact: 'quarantine=true puts the session into quarantine',
    source: 'PrearcSessionArchiver.call',
    run: async (t, xnat) => {
      const { session, dest } = await target(xnat)
      await xnat.post(`${service}?dest=${dest}&quarantine=true`, asZip(study()))
      answers(t, await xnat.get(`${session}/status`), 200, 'quarantine')
    }
  }
]

/** Sessions that wait. */
export const prearchiveCases: readonly Case[] = [
  {
    fact: 'A place in the prearchive of a project that is not there is a failure that gives its name, for reading and for deleting',
    source: 'PrearcUtils.getPrearcDir',
    run: async (t, xnat) => {
      const place = '/data/prearchive/projects/NO_SUCH_PROJECT/20200101_000000/F'
      refuses(t, await xnat.get(place), 500, 'No project named NO_SUCH_PROJECT')
      refuses(t, await xnat.delete(place), 500, 'No project named NO_SUCH_PROJECT')
    }
  },
  {
    fact: 'Without a destination a session goes to the prearchive, and on from there where its project archives by itself',
    source: 'GradualDicomImporter.call, SessionXmlRebuilder',
    run: async (t, xnat) => {
      const manual = await target(xnat, 0)
      const answer = await xnat.post(`${service}?project=${manual.project}&subject=S&session=E`, asZip(study()))
      t.match(answer.body, new RegExp(`^/data/prearchive/projects/${manual.project}/\\d{8}_\\d{9}/E\r\n$`))
      t.same(await xnat.rows(`/data/projects/${manual.project}/experiments?format=json`), [])
      t.match(await waitingFor(xnat, manual.project), [
        {
          project: manual.project,
          name: 'E',
          folderName: 'E',
          subject: 'S',
          status: 'READY',
          autoarchive: 'Manual',
          url: answer.body.trim().slice('/data'.length)
        }
      ])
      const automatic = await target(xnat)
      const sent = await xnat.post(
        `${service}?import-handler=DICOM-zip&PROJECT_ID=${automatic.project}&SUBJECT_ID=S&EXPT_LABEL=E` +
        '&overwrite=append&destination=/archive',
        form(['a.zip', zipped(...study())])
      )
      t.match(sent.body, new RegExp(`^/data/prearchive/projects/${automatic.project}/\\d{8}_\\d{9}/E\r\n$`))
      t.equal((await filesOf(xnat, automatic.session)).length, 3)
      t.same(await waitingFor(xnat, automatic.project), [])
      t.match(await xnat.rows(`${sent.body.trim()}?format=json`), [{ name: 'E', status: 'ARCHIVING' }], 'where it waited it still answers')
      imported(t, await xnat.post(`/data/services/archive?src=${sent.body.trim()}&AA=false`), `/data${automatic.dest}`)
    }
  },
  {
    fact: 'Files of one study wait together, and are archived together',
    source: 'PrearcDatabase.eitherGetOrCreateSession, PrearcSessionResource.handlePost',
    run: async (t, xnat) => {
      const { project } = await target(xnat, 0)
      const files = study()
      const first = await xnat.post(`${service}?import-handler=DICOM-zip&dest=/prearchive/projects/${project}`, asZip(files.slice(0, 2)))
      const second = await xnat.post(`${service}?import-handler=DICOM-zip&dest=/prearchive/projects/${project}`, asZip(files.slice(2)))
      t.equal(first.body, second.body)
      const url = first.body.trim()
      answers(t, await xnat.post(`${url}?action=commit`), 200, url)
      answers(
        t,
        await xnat.post(`${url}?action=commit&AA=true`),
        301,
        `/data/archive/projects/${project}/subjects/Sample_Patient/experiments/Sample_ID`
      )
      t.equal((await filesOf(xnat, `/data/projects/${project}/subjects/Sample_Patient/experiments/Sample_ID`)).length, 3)
      t.same(await xnat.rows(`${url}?format=json`), [])
      refuses(t, await xnat.post(`${url}?action=commit&AA=true`), 404)
    }
  },
  {
    fact: 'One study under two labels is two sessions',
    source: 'PrearcDatabase.eitherGetOrCreateSession',
    run: async (t, xnat) => {
      const { project } = await target(xnat, 0)
      const files = study()
      for (const label of ['E1', 'E2', 'E2']) await xnat.post(`${service}?project=${project}&session=${label}`, asZip(files))
      t.same((await waitingFor(xnat, project)).map(({ name }) => name), ['E1', 'E2'])
    }
  },
  {
    fact: 'A place in the prearchive takes files of one study',
    source: 'GradualDicomImporter.call',
    run: async (t, xnat) => {
      const { project } = await target(xnat, 0)
      const dest = `${service}?overwrite=append&dest=/prearchive/projects/${project}/20000101_100001/E`
      imported(t, await xnat.post(dest, asZip(study())), `/data/prearchive/projects/${project}/20000101_100001/E`)
      refuses(t, await xnat.post(dest, asZip(study())), 400, 'unable to read DICOM object 1.dcm')
      t.equal((await waitingFor(xnat, project)).length, 1)
    }
  },
  {
    fact: 'What has no project waits as Unassigned until it is moved into one',
    source: 'PrearcSessionResource.postActionMove',
    run: async (t, xnat) => {
      const { project } = await target(xnat, 0)
      const { body } = await xnat.post(`${service}?import-handler=DICOM-zip&dest=/prearchive`, asZip(study()))
      const url = body.trim()
      t.match(url, /^\/data\/prearchive\/projects\/Unassigned\/\d{8}_\d{9}\/Sample_ID$/)
      const refused = await xnat.post(`/data/services/archive?src=${url}`)
      t.equal(refused.status, 500)
      t.match(refused.body, /<h3>FAILED: Unable to archive Sample_ID: Operation Failed: Unable to save new subject \w+_S\d+<\/h3>/)
      const moved = url.replace('Unassigned', project)
      answers(t, await xnat.post(`${url}?action=move&newProject=${project}`), 301, moved)
      answers(
        t,
        await xnat.post(`${moved}?action=commit&AA=true`),
        301,
        `/data/archive/projects/${project}/subjects/Sample_Patient/experiments/Sample_ID`
      )
    }
  },
  {
    fact: 'services/archive archives a session under its own names or others; a session that is there takes no more without overwrite',
    source: 'Archiver.finishSingleSessionArchive; recorded archive-service-conflicts',
    run: async (t, xnat) => {
      const { project, session } = await target(xnat, 0)
      const waiting = async (files = study()) =>
        (
          await xnat.post(
            `${service}?import-handler=DICOM-zip&dest=/prearchive/projects/${project}&SUBJECT_ID=S&EXPT_LABEL=E`,
            asZip(files)
          )
        ).body.trim()
      const files = study()
      imported(
        t,
        await xnat.post(`/data/services/archive?src=${await waiting(files)}&auto-archive=false`),
        `/data/archive/projects/${project}/subjects/S/experiments/E`
      )
      const again = await waiting(files)
      refuses(
        t,
        await xnat.post(`/data/services/archive?src=${again}`),
        500,
        'FAILED: Unable to archive E: Operation Failed: Session already exists with matching files.'
      )
      t.match(await waitingFor(xnat, project), [{ status: 'CONFLICT' }], 'what is refused stays')
      const form = raw(`src=${encodeURIComponent(again.slice('/data'.length))}&overwrite=delete`, 'application/x-www-form-urlencoded')
      refuses(t, await xnat.post('/data/services/archive', form), 404, 'Unknown prearchive session.')
      const cookie = `JSESSIONID=${(await xnat.get('/data/JSESSION')).body}`
      imported(
        t,
        await xnat.post('/data/services/archive', { as: null, ...form, headers: { ...form.headers, cookie } }),
        `/data/archive/projects/${project}/subjects/S/experiments/E`
      )
      t.equal((await filesOf(xnat, session)).length, 3)
      imported(
        t,
        await xnat.post(`/data/services/archive?src=${await waiting()}&subject=S2&session=E2`),
        `/data/archive/projects/${project}/subjects/S2/experiments/E2`
      )
      refuses(t, await xnat.post('/data/services/archive'), 404, 'Unknown prearchive session.')
      refuses(
        t,
        await xnat.post(`/data/services/archive?src=/archive/projects/${project}`),
        400,
        `Invalid src URI (/archive/projects/${project})`
      )
      refuses(
        t,
        await xnat.post(`/data/services/archive?src=/prearchive/projects/${project}/20000101_000000/E`),
        404,
        `/prearchive/projects/${project}/20000101_000000/E not found.`
      )
    }
  },
  {
    fact: 'A session that waits can be deleted, by its address or by a service',
    source: 'PrearcSessionResource.handleDelete, PrearchiveBatchDelete.handlePost',
    roles: true,
    run: async (t, xnat) => {
      const { project } = await target(xnat, 0)
      const waiting = async () =>
        (await xnat.post(`${service}?import-handler=DICOM-zip&dest=/prearchive/projects/${project}`, asZip(study()))).body.trim()
      const [first, second] = [await waiting(), await waiting()]
      t.equal((await xnat.delete(first, { as: 'stranger' })).status, 403)
      answers(t, await xnat.delete(first), 200, '')
      answers(t, await xnat.delete(first), 200, '')
      t.equal((await xnat.post(`/data/services/prearchive/delete?src=${second}`)).status, 200)
      t.same(await waitingFor(xnat, project), [])
    }
  },
  {
    fact: 'A row of the prearchive has date and time apart, and no source that nobody named',
    source: 'DatabaseSession; recorded prearchive-lists',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project } = await target(xnat, 0)
      const url = (await xnat.post(`${service}?import-handler=DICOM-zip&dest=/prearchive/projects/${project}`, asZip(study()))).body.trim()
      await xnat.post(`${url}?action=build`)
      const row = { scan_date: '2006-12-14 00:00:00.0', scan_time: '09:12:06', SOURCE: '', status: 'READY' }
      t.match(await waitingFor(xnat, project), [row])
      t.match(await xnat.rows(`${url}?format=json`), [row])
      const several = await xnat.rows(`/data/prearchive/projects/${project},NO_SUCH_PROJECT?format=json`)
      t.match(several.filter(found => found['project'] === project), [row], 'with another project')
    }
  },
  {
    fact: 'A session that waits gets the status that it is given, if there is one of that name',
    source: 'PrearcSessionResource.postActionSet, PrearcDatabase.setStatus',
    run: async (t, xnat) => {
      const { project } = await target(xnat, 0)
      const url = (await xnat.post(`${service}?import-handler=DICOM-zip&dest=/prearchive/projects/${project}`, asZip(study()))).body.trim()
      answers(t, await xnat.post(`${url}?action=set-status&status=ERROR`), 200, '')
      t.match(await waitingFor(xnat, project), [{ status: 'ERROR' }])
      refuses(
        t,
        await xnat.post(`${url}?action=set-status&status=DONE`),
        400,
        'No enum constant org.nrg.xnat.helpers.prearchive.PrearcUtils.PrearcStatus.DONE'
      )
      refuses(t, await xnat.post(`${url}?action=set-status&status=_MOVING`), 400, 'Cannot set session status to _MOVING')
      answers(t, await xnat.post(`${url}?action=reset-status`), 200, url)
      t.match(await waitingFor(xnat, project), [{ status: 'READY' }])
    }
  },
  {
    fact: 'What is done with a session that does not wait is refused, by each action in its own way',
    source: 'PrearcDatabase.checkUniqueRow; recorded prearchive-move, prearchive-commit',
    run: async (t, xnat) => {
      const { project } = await target(xnat, 0)
      const url = `/data/prearchive/projects/${project}/20000101_100001/E`
      const text = `A record with session E, timestamp 20000101_100001 and project ${project} could not be found.`
      refuses(t, await xnat.post(`${url}?action=build`), 500, text)
      refuses(t, await xnat.post(`${url}?action=move&newProject=${project}`), 404, text)
      refuses(t, await xnat.post(`${url}?action=set-status&status=READY`), 400, text)
      refuses(t, await xnat.post(`${url}?action=commit`), 404)
    }
  },
  {
    fact: 'Who may not edit a project may do nothing with what waits for it',
    source: 'PrearcUtils.getPrearcDir; recorded prearchive-commit, prearchive-unassigned',
    seen: '1.8.11',
    roles: true,
    run: async (t, xnat) => {
      const { project } = await target(xnat, 0)
      const url = (await xnat.post(`${service}?import-handler=DICOM-zip&dest=/prearchive/projects/${project}`, asZip(study()))).body.trim()
      const answer = await xnat.post(`${url}?action=commit&AA=true`, { as: 'stranger' })
      t.equal(answer.status, 403)
      t.match(answer.body, new RegExp(`has insufficient privileges to edit the 'xnat:projectData' item with ID '${project}'\\.`))
      const unassigned = (await xnat.post(`${service}?import-handler=DICOM-zip&dest=/prearchive`, asZip(study()))).body.trim()
      const seen = await xnat.get(`${unassigned}?format=json`, { as: 'stranger' })
      t.equal(seen.status, 500)
      t.match(seen.body, 'has insufficient privileges for the requested operation on the resource xnat:projectData.')
      t.equal((await xnat.delete(unassigned)).status, 200)
    }
  },
  {
    fact: 'services/archive redirects where it is asked to, or where the project archives by itself',
    source: 'Archiver.finishSingleSessionArchive, PrearcSession.isAutoArchive',
    run: async (t, xnat) => {
      for (const [code, query] of [[0, '&redirect=true'], [0, '&AA=true'], [4, '']] as const) {
        const { project, session } = await target(xnat, code)
        const dest = `/prearchive/projects/${project}&SUBJECT_ID=S&EXPT_LABEL=E`
        const url = (await xnat.post(`${service}?import-handler=DICOM-zip&dest=${dest}`, asZip(study()))).body.trim()
        const answer = await xnat.post(`/data/services/archive?src=${url}${query}`)
        t.equal(answer.status, 303)
        t.match(answer.headers['location'], new RegExp(`^https?://.*${session.replace('/data/', '/data/archive/')}$`))
      }
    }
  },
  {
    fact: 'An import that may not go into the archive waits, and its subject is there',
    source: 'PrearcDatabase.LockAndSync.run; recorded import-ways-to-name',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project } = await target(xnat, 0)
      const [dest, label] = [`/archive/projects/${project}/subjects`, 'experiments/E']
      imported(t, await xnat.post(`${service}?import-handler=DICOM-zip&dest=${dest}/S/${label}`, asZip(study())), `/data${dest}/S/${label}`)
      refuses(t, await xnat.post(`${service}?import-handler=DICOM-zip&dest=${dest}/S2/${label}`, asZip(study())), 400, notArchived)
      t.match(await waitingFor(xnat, project), [{ name: 'E', subject: 'S2', status: 'CONFLICT', autoarchive: 'Manual' }])
      t.same((await xnat.rows(`/data/projects/${project}/subjects?format=json`)).map(({ label }) => label).sort(), ['S', 'S2'])
    }
  },
  {
    fact: 'What is called a zip and is none holds nothing; a destination without letters is none; a timestamp may stand alone',
    source: 'DicomZipImporter.importZipFile, UriParserUtils.parseURI; recorded import-what-is-wrong, import-ways-to-name',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project, dest } = await target(xnat, 0)
      const zip = `${service}?import-handler=DICOM-zip`
      answers(t, await xnat.post(`${zip}&dest=${dest}`, raw('text', 'application/zip')), 200, '')
      refuses(t, await xnat.post(`${zip}&dest=${dest.replace('/S/', '/S%209/')}`, asZip(study())), 400, 'Parameter dest format error')
      imported(
        t,
        await xnat.post(`${zip}&dest=/prearchive/projects/${project}/x`, asZip(study())),
        `/data/prearchive/projects/${project}/x/Sample_ID`
      )
    }
  },
  {
    fact: 'An administrator may move what waits to a project that is not there',
    source: 'PrearcSessionResource.postActionMove; recorded prearchive-move',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { project } = await target(xnat, 0)
      const url = (await xnat.post(`${service}?import-handler=DICOM-zip&dest=/prearchive/projects/${project}`, asZip(study()))).body.trim()
      const nowhere = `N${project}`
      answers(t, await xnat.post(`${url}?action=move&newProject=${nowhere}`), 301, url.replace(project, nowhere))
      t.same(await waitingFor(xnat, project), [])
      refuses(
        t,
        await xnat.post(`${url}?action=move`),
        404,
        `A record with session Sample_ID, timestamp ${url.split('/').at(-2) ?? ''} and project ${project} could not be found.`
      )
    }
  }
]
