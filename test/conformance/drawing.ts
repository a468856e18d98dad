import type { Test } from 'tap'
import { decodeJpeg } from '../../src/dicom/codecs/jpeg/decode.ts'
import { readGif } from '../read-gif.ts'
import { type Case, answers, refusedByContainer, refuses } from './case.ts'
import type { Answer } from './client.ts'
import { type DataSet, type Syntax, dicom, image, newStudy } from './dicom.ts'
import { type Plane, drawn, grey, grid, imported, plane } from './drawable.ts'
import { raw } from './parcels.ts'
import { noPicture, shows } from './snapshots.ts'
import type { Xnat } from './xnat.ts'

const bytes = { '00280100': 8, '00280101': 8, '00280102': 7 }
const bytesOf = (values: readonly number[]): Buffer => Buffer.from(values.length % 2 === 0 ? values : [...values, 0])

/** Red, green and blue of the pixels, one after another or plane by plane. */
const colour = (planar: 0 | 1, pixels: readonly (readonly [number, number, number])[]): DataSet => ({
  ...grey(plane(1, pixels.length, 1)),
  ...bytes,
  '00280002': 3,
  '00280004': 'RGB',
  '00280006': planar,
  '7fe00010': bytesOf(planar === 0 ? pixels.flat() : [0, 1, 2].flatMap(part => pixels.map(pixel => pixel[part] ?? 0)))
})

const someColours: readonly (readonly [number, number, number])[] = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [9, 9, 9]]

/** Pixels that are numbers of 256 colours: the red of each is its number, the others are its opposite. */
const palette = (values: readonly number[]): DataSet => {
  const table = (value: (index: number) => number): Buffer => bytesOf(Array.from({ length: 256 }, (_, index) => value(index)))
  return {
    ...grey(plane(1, values.length, 1)),
    ...bytes,
    '00280004': 'PALETTE COLOR',
    ...Object.fromEntries(['00281101', '00281102', '00281103'].map(tag => [tag, [256, 0, 8]])),
    '00281201': table(index => index),
    '00281202': table(index => 255 - index),
    '00281203': table(index => 255 - index),
    '7fe00010': bytesOf(values)
  }
}

/** What a resource has as one file, as JPEG. */
async function asJpeg (xnat: Xnat, file: Buffer, name = '1.dcm'): Promise<Answer> {
  const { url } = await xnat.placeWith('1')
  const address = `${url}/scans/1/resources/DICOM/files/${name}`
  t200(await xnat.put(address, raw(file)))
  return xnat.get(`${address}?format=image/jpeg`)
}

function t200 ({ status, body }: Answer): void {
  if (status !== 200) throw new Error(`${status} ${body}`)
}

/** Checks for a JPEG that looks like a plane. */
function looksLike (t: Test, { status, headers, bytes }: Answer, { width, height, values }: Plane): void {
  t.equal(status, 200)
  t.equal(headers['content-type'], 'image/jpeg')
  const { values: samples } = decodeJpeg(bytes, { rows: height, columns: width, samples: 1 }).raster
  t.equal(samples.length, values.length)
  t.ok(values.every((value, at) => Math.abs(value - (samples[at] ?? -99)) < 12), 'within what JPEG loses')
}

/** A plane without edges, that JPEG leaves nearly as it is. */
const smooth = drawn(16, 16, (x, y) => x * 16 + y)

/** How pictures of images come out. */
export const drawingCases: readonly Case[] = [
  {
    fact: 'A window of the header decides what is black and what is white; MONOCHROME1 turns it round',
    source: 'org.dcm4che3.imageio.plugins.dcm.DicomImageReader, org.dcm4che3.image.LookupTableFactory',
    run: async (t, xnat) => {
      const values = [0, 999, 1000, 1064, 1128, 1255, 1256, 4000]
      const row = { width: 8, height: 1, values }
      const window = { '00281050': '1128', '00281051': '256' }
      const dark = [0, 0, 0, 64, 128, 255, 255, 255]
      shows(t, await xnat.get(`${(await imported(xnat, [{ ...grey(row), ...window }])).scan}/snapshot`), { ...row, values: dark })
      const inverse = await imported(xnat, [{ ...grey(row), ...window, '00280004': 'MONOCHROME1' }])
      shows(t, await xnat.get(`${inverse.scan}/snapshot`), { ...row, values: dark.map(value => 255 - value) })
    }
  },
  {
    fact: 'Values with a slope and an intercept are shown by their window in the units of these',
    source: 'org.dcm4che3.image.LookupTableFactory',
    run: async (t, xnat) => {
      const row = { width: 4, height: 1, values: [0, 1024, 1088, 1151] }
      const hounsfield = { '00281050': '64', '00281051': '128', '00281052': '-1024', '00281053': '1' }
      shows(
        t, await xnat.get(`${(await imported(xnat, [{ ...grey(row), ...hounsfield }])).scan}/snapshot`),
        // 128 steps from black to white
        { ...row, values: [0, 0, Math.round(64 * 255 / 127), 255] }
      )
    }
  },
  {
    fact: 'Of one file with several frames the middle one is shown; a scan with several such files has no picture',
    source: 'SliceCoordinateCalculator.getSliceCoordinates',
    run: async (t, xnat) => {
      const frames = [1, 2, 3, 4, 5].map(number => plane(number))
      const { scan } = await imported(xnat, [grey(...frames)])
      shows(t, await xnat.get(`${scan}/snapshot`), plane(3))
      shows(t, await xnat.get(`${scan}/snapshot/2X1`), grid([plane(2), plane(4)], 2, 1))
      const several = await imported(xnat, [grey(...frames), grey(...frames)])
      noPicture(t, await xnat.get(`${several.scan}/snapshot`), 'snapshot', several.id)
    }
  },
  {
    fact: 'Colours come as they are; plane by plane they can be shown, but not made smaller',
    source: 'ThumbnailGenerator.rescale, java.awt.image.AffineTransformOp',
    run: async (t, xnat) => {
      for (const planar of [0, 1] as const) {
        const { scan, id } = await imported(xnat, [colour(planar, someColours)])
        const { status, bytes } = await xnat.get(`${scan}/snapshot`)
        t.equal(status, 200)
        t.same([...readGif(bytes).samples], someColours.flat())
        const thumbnail = await xnat.get(`${scan}/thumbnail`)
        if (planar === 0) t.equal(thumbnail.status, 200)
        else noPicture(t, thumbnail, 'thumbnail', id)
      }
    }
  },
  {
    fact: 'Of pixels with a palette the snapshot shows their numbers in grey; there is no thumbnail, but in a grid',
    source: 'org.dcm4che3.image.PaletteColorModel, com.sun.imageio.plugins.gif.GIFImageWriter',
    run: async (t, xnat) => {
      const numbers = [0, 17, 200, 255]
      const { scan, id } = await imported(xnat, [palette(numbers)])
      shows(t, await xnat.get(`${scan}/snapshot`), { width: 4, height: 1, values: numbers })
      noPicture(t, await xnat.get(`${scan}/thumbnail`), 'thumbnail', id)
      const inColour = await xnat.get(`${scan}/snapshot/1X2`)
      t.same([...readGif(inColour.bytes).samples.slice(0, 12)], numbers.flatMap(value => [value, 255 - value, 255 - value]))
    }
  },
  {
    fact: 'Pixels that are cut off or missing give no picture',
    source: 'SnapshotGenerationServiceImpl, org.dcm4che3.imageio.plugins.dcm.DicomImageReader',
    run: async (t, xnat) => {
      for (const pixels of [Buffer.alloc(6), '']) {
        const { scan, id } = await imported(xnat, [{ ...grey(plane(1)), '7fe00010': pixels }])
        noPicture(t, await xnat.get(`${scan}/snapshot`), 'snapshot', id)
      }
    }
  },
  {
    fact: 'With format=image/jpeg a DICOM file of a resource is a JPEG of its first frame',
    source: 'FileList.handleSingleCatalog, org.nrg.dcm.Dcm2Jpg.convert',
    run: async (t, xnat) => {
      for (const syntax of ['explicit', 'implicit'] satisfies Syntax[]) {
        looksLike(t, await asJpeg(xnat, dicom(image(newStudy(), 1, 1, grey(smooth)), { syntax })), smooth)
      }
    }
  },
  {
    fact: 'What is no DICOM stays as it is; of DICOM that is no image the request is refused',
    source: 'FileList.handleSingleCatalog, org.nrg.dcm.Dcm2Jpg.isDicom',
    run: async (t, xnat) => {
      answers(t, await asJpeg(xnat, Buffer.from('some text'), 'a.txt'), 200, 'some text')
      const cut = await asJpeg(xnat, dicom(image(newStudy(), 1, 1, { ...grey(smooth), '7fe00010': Buffer.alloc(6) })))
      refusedByContainer(t, cut, 400)
      t.match(cut.body, 'Unable to convert this file to jpeg : ')
      refuses(t, await asJpeg(xnat, dicom(image(newStudy(), 1, 1, { ...grey(smooth), '7fe00010': '' }))), 500)
    }
  }
]
