import type { Test } from 'tap'
import { type Case, answers, refusedByContainer } from './case.ts'
import type { Answer } from './client.ts'
import { dicom, image, newStudy } from './dicom.ts'
import { type Imported, type Plane, addImages, grey, greysIn, grid, half, imported, plane } from './drawable.ts'
import { raw } from './parcels.ts'
import type { Xnat } from './xnat.ts'

const five = [1, 2, 3, 4, 5].map(number => plane(number))
const middle = plane(3)

const series = (xnat: Xnat): Promise<Imported> => imported(xnat, five.map(each => grey(each)))

/** Checks for a GIF that shows a plane. */
export function shows (t: Test, answer: Answer, expected: Plane, what = 'a picture'): void {
  t.equal(answer.status, 200, what)
  t.match(answer.headers, { 'content-type': 'image/gif', 'content-length': String(answer.bytes.length), 'content-disposition': undefined })
  t.same(greysIn(answer), expected, what)
}

/** Checks for the words of a scan that there is no picture of. */
export function noPicture (t: Test, answer: Answer, kind: string, session: string, scan = '1'): void {
  answers(
    t, answer, 404,
    'Unable to find requested file or resource: ' +
    `No resource of type ${kind} with the ID or name SessionId: ${session}, ScanId: ${scan} exists.`
  )
  t.match(answer.headers['content-type'], /^text\/plain/)
}

/** Name, content and format of the pictures that a scan has. */
const pictures = async (xnat: Xnat, resources: string): Promise<string[]> =>
  (await xnat.rows(`${resources}/SNAPSHOTS/files?format=json`))
    .map(({ Name, file_content: content, file_format: format }) => `${Name} ${content} ${format}`).sort()

/** Pictures of scans. */
export const snapshotCases: readonly Case[] = [
  {
    fact: 'The snapshot of an imported scan is a GIF of its middle slice',
    source: 'SnapshotGenerationApi.getSnapshotFile, SliceCoordinateCalculator, MontageGenerator',
    run: async (t, xnat) => {
      const { scan } = await series(xnat)
      shows(t, await xnat.get(`${scan}/snapshot`), middle)
    }
  },
  {
    fact: 'The thumbnail is half as large: the lower right pixel of each four',
    source: 'ThumbnailGenerator.rescale',
    run: async (t, xnat) => {
      const { scan } = await series(xnat)
      shows(t, await xnat.get(`${scan}/thumbnail`), half(middle))
    }
  },
  {
    fact: 'A grid 2X3 has two columns and three rows of slices, evenly spread; what is left over is black',
    source: 'SnapshotGenerationApi.GridviewDimensions, SliceCoordinateCalculator',
    run: async (t, xnat) => {
      const { scan } = await series(xnat)
      const two = grid([plane(2), plane(4)], 2, 1)
      shows(t, await xnat.get(`${scan}/snapshot/2X1`), two)
      shows(t, await xnat.get(`${scan}/thumbnail/2X1`), half(two))
      shows(t, await xnat.get(`${scan}/snapshot/2X3`), grid(five, 2, 3))
      for (const nonsense of ['2x1', '2', 'X', '-1X2']) shows(t, await xnat.get(`${scan}/snapshot/${nonsense}`), middle, nonsense)
      const huge = await xnat.get(`${scan}/snapshot/1X99999999999`)
      answers(t, huge, 500, 'There was an error in the request : For input string: "99999999999"')
    }
  },
  {
    fact: 'Pictures are kept as the scan\'s resource SNAPSHOTS, each with its view as content, and made once',
    source: 'SnapshotProvider.createSnapshotResourceCatalog, SnapshotProvider.addFileToResource',
    run: async (t, xnat) => {
      const { scan, resources, id } = await series(xnat)
      const views = ['snapshot', 'thumbnail', 'snapshot/2X1', 'thumbnail/2X1']
      const made = await Promise.all(views.map(view => xnat.get(`${scan}/${view}`)))
      const kept = [
        `${id}_1_2x1_qc.gif 2X1 gif`, `${id}_1_2x1_qc_t.gif 2X1_THUMBNAIL gif`,
        `${id}_1_qc.gif ORIGINAL gif`, `${id}_1_qc_t.gif THUMBNAIL gif`
      ]
      t.same(await pictures(xnat, resources), kept)
      const size = made.reduce((sum, { bytes }) => sum + bytes.length, 0)
      t.match((await xnat.rows(`${resources}?format=json`)).find(({ label }) => label === 'SNAPSHOTS'), {
        format: 'GIF', content: 'SNAPSHOTS', file_count: '4', file_size: String(size), category: 'scans', cat_id: '1'
      })
      t.same((await xnat.get(`${resources}/SNAPSHOTS/files/${id}_1_qc.gif`)).bytes, made[0]?.bytes)
      for (const [index, view] of views.entries()) t.same((await xnat.get(`${scan}/${view}`)).bytes, made[index]?.bytes, view)
      t.same(await pictures(xnat, resources), kept)
    }
  },
  {
    fact: 'A file of SNAPSHOTS whose content is a view is its picture, whoever put it there',
    source: 'SnapshotProvider.getResourceFile',
    run: async (t, xnat) => {
      const { url, id } = await xnat.placeWith('1')
      const file = `${url}/scans/1/resources/SNAPSHOTS/files/mine.png?content=THUMBNAIL`
      t.equal((await xnat.put(file, raw('no picture at all'))).status, 200)
      const { status, headers, body } = await xnat.get(`/xapi/experiments/${id}/scan/1/thumbnail`)
      t.same([status, headers['content-type'], body], [200, 'image/gif', 'no picture at all'])
      noPicture(t, await xnat.get(`/xapi/experiments/${id}/scan/1/snapshot`), 'snapshot', id)
    }
  },
  {
    fact: 'An address below a project or a subject takes the session\'s ID; by its label no picture is found',
    source: 'XftDataObjectIdResolver.resolve, SnapshotGenerationApi.getSnapshotFile',
    run: async (t, xnat) => {
      const { project, id } = await series(xnat)
      shows(t, await xnat.get(`/xapi/projects/${project}/experiments/${id}/scan/1/snapshot`), middle)
      shows(t, await xnat.get(`/xapi/projects/${project}/subjects/S/experiments/${id}/scan/1/thumbnail`), half(middle))
      noPicture(t, await xnat.get(`/xapi/projects/${project}/experiments/E/scan/1/snapshot`), 'snapshot', id)
      answers(
        t, await xnat.get(`/xapi/projects/${project}/subjects/T/experiments/${id}/scan/1/snapshot`), 404,
        `Unable to find requested file or resource: No existing object found for project: ${project}, subject: T, experiment: ${id}`
      )
      answers(
        t, await xnat.get(`/xapi/projects/NOPE/experiments/${id}/scan/1/snapshot`), 404,
        'Unable to find requested file or resource: No project with ID "NOPE" exists'
      )
    }
  },
  {
    fact: 'Where the session, the scan or the scan\'s images are missing, words say that no picture is there',
    source: 'SnapshotGenerationApi.getSnapshotFile, XapiRestControllerAdvice.handleNotFoundException',
    seen: '1.8.11',
    run: async (t, xnat) => {
      const { id } = await xnat.placeWith('1')
      noPicture(t, await xnat.get(`/xapi/experiments/${id}/scan/99/snapshot`), 'snapshot', id, '99')
      noPicture(t, await xnat.get(`/xapi/experiments/${id}/scan/1/thumbnail`), 'thumbnail', id)
      answers(
        t, await xnat.get('/xapi/experiments/NOPE/scan/1/snapshot'), 404,
        "Unable to find requested file or resource: The following item(s) don't exist: NOPE"
      )
      refusedByContainer(t, await xnat.get(`/xapi/experiments/${id}/scans/1/snapshot`), 404)
      refusedByContainer(t, await xnat.get(`/xapi/experiments/${id}/scan/1/snapshot`, { headers: { accept: 'application/json' } }), 406)
    }
  },
  {
    fact: 'Whoever may read a session sees its pictures, and makes them; others get nothing',
    source: 'DataObjectXapiAuthorization.checkImpl',
    roles: true,
    run: async (t, xnat) => {
      const { scan, project, resources } = await series(xnat)
      answers(t, await xnat.get(`${scan}/snapshot`, { as: 'stranger' }), 403, '')
      t.equal((await xnat.get(`${scan}/snapshot`, { as: null })).status, 401)
      t.same((await xnat.rows(`${resources}?format=json`)).map(({ label }) => label), ['DICOM'])
      await xnat.put(`/data/projects/${project}/users/Collaborators/collaborator`)
      shows(t, await xnat.get(`${scan}/snapshot`, { as: 'collaborator' }), middle)
      t.same((await xnat.rows(`${resources}?format=json`)).map(({ label }) => label).sort(), ['DICOM', 'SNAPSHOTS'])
    }
  },
  {
    fact: 'DICOM that was uploaded to a resource has no pictures: its catalog tells nothing of its images',
    source: 'SnapshotResourceGeneratorImpl.init',
    run: async (t, xnat) => {
      const { url, id } = await xnat.placeWith('1')
      const file = dicom(image(newStudy(), 1, 1, grey(middle)))
      await xnat.put(`${url}/scans/1/resources/DICOM/files/1.dcm?format=DICOM&content=RAW`, raw(file))
      noPicture(t, await xnat.get(`/xapi/experiments/${id}/scan/1/snapshot`), 'snapshot', id)
    }
  },
  {
    fact: 'Images that are added to a scan later leave it without new pictures; those that were made stay',
    source: 'SliceCoordinateCalculator.getSliceCoordinatesTheHardWay',
    run: async (t, xnat) => {
      const { scan, id, project, study } = await imported(xnat, [plane(1), plane(2), plane(3)].map(each => grey(each)))
      shows(t, await xnat.get(`${scan}/snapshot`), plane(2))
      await addImages(xnat, project, study, [plane(4), plane(5)].map(each => grey(each)), 4)
      shows(t, await xnat.get(`${scan}/snapshot`), plane(2))
      noPicture(t, await xnat.get(`${scan}/thumbnail`), 'thumbnail', id)
    }
  }
]
