import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Test, test } from 'tap'
import { type Rendering, renderFrame } from '../../../src/dicom/pixels/image-file.ts'
import { Unreadable } from '../../../src/dicom/unreadable.ts'
import { writeFile } from '../../../src/dicom/write/file.ts'
import { shown } from './dcm4che.ts'
import { pixelFiles, rle, rleFrame } from './pixel-cases.ts'

function written (t: Test, bytes: Uint8Array): string {
  const path = join(t.testdirName, 'image.dcm')
  writeFileSync(path, bytes)
  return path
}

const digest = ({ picture: { samples } }: Rendering): string => createHash('sha256').update(samples).digest('hex').slice(0, 12)

/** The digest of a frame, or how it is refused. */
const outcome = (path: string, frame: number): Promise<string | Unreadable> =>
  renderFrame(path, frame).then(digest, (error: unknown) => {
    if (error instanceof Unreadable) return error
    throw error
  })

/** Exceptions that XNAT tells of: IOException and what extends it. */
const isDamage = (exception: string): boolean => /^(EOF|IO)Exception/.test(exception)

test('frames are shown as dcm4che shows them, and refused for the same reasons', async t => {
  t.testdir()
  // of what is deflated dcm4che reads pixels where they are not; here they are those of the file that is not
  const known: Readonly<Record<string, readonly string[]>> = {
    ...shown,
    ...Object.fromEntries(['words', 'bytes'].map(what => [`${what}, deflated`, shown[`${what}, explicit`] ?? []]))
  }
  t.same([...pixelFiles.keys()].sort(), Object.keys(known).sort())
  for (const [name, file] of pixelFiles) {
    const path = written(t, file)
    for (const [frame, wanted] of (known[name] ?? []).entries()) {
      const found = await outcome(path, frame)
      if (typeof found === 'string') t.equal(found, wanted, `${name}, frame ${frame}`)
      else t.same([found.message, found.damaged], [wanted.slice(wanted.indexOf(': ') + 2), isDamage(wanted)], `${name}, frame ${frame}`)
    }
  }
})

test('how Java would hold a picture', async t => {
  t.testdir()
  const forms = {
    RGB: 'pixels',
    'RGB in planes, two frames': 'planes',
    'RLE of RGB': 'planes',
    'palette of words': 'palette',
    YBR_FULL_422: 'shared',
    overlay: 'pixels'
  }
  for (const [name, form] of Object.entries(forms)) {
    t.equal(
      (await renderFrame(written(t, pixelFiles.get(name) ?? Buffer.alloc(0)), 0)).form, form, name
    )
  }
  t.equal((await renderFrame(written(t, pixelFiles.get('palette of words') ?? Buffer.alloc(0)), 0)).indices, undefined)
  t.equal((await renderFrame(written(t, pixelFiles.get('palette of 8 bits') ?? Buffer.alloc(0)), 0)).indices?.channels, 1)
})

const header = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
  SOPInstanceUID: '2.25.1',
  Rows: 65_535,
  Columns: 65_535,
  BitsAllocated: 16,
  BitsStored: 16,
  HighBit: 15,
  PixelRepresentation: 0,
  SamplesPerPixel: 1
}

test('a header that promises too much costs nothing', async t => {
  t.testdir()
  const refused: Readonly<Record<string, readonly [Buffer, string]>> = {
    'far too large': [writeFile(header, new Uint16Array(8)), '65535 x 65535 pixels are too many'],
    'more than there is': [writeFile({ ...header, Columns: 1500 }, new Uint16Array(8)), 'null'],
    'far too many frames': [
      writeFile({ ...header, Rows: 4, Columns: 4, NumberOfFrames: '2000000000' }, new Uint16Array(16)),
      'imageIndex: 3000000000'
    ],
    '32 bits': [
      writeFile({ ...header, Rows: 4, Columns: 4, BitsAllocated: 32, BitsStored: 32 }, new Uint16Array(32)),
      'Bits Allocated: 32'
    ],
    'more bits than there are': [
      writeFile({ ...header, Rows: 4, Columns: 4, BitsStored: 17 }, new Uint16Array(16)), 'Bits Stored: 17 of 16'
    ],
    'no DICOM': [Buffer.from('The quick brown fox. '.repeat(20)), 'Not a DICOM Stream'],
    'no fragment for a frame': [
      writeFile(
        { ...header, Rows: 4, Columns: 4, NumberOfFrames: '3' },
        { syntax: rle, frames: [rleFrame(new Uint8Array(16), new Uint8Array(16))] }
      ),
      'Data Fragments only contains 1 frames'
    ],
    'an RLE header that is cut off': [writeFile({ ...header, Rows: 4, Columns: 4 }, { syntax: rle, frames: [new Uint8Array(20)] }), 'null']
  }
  const before = process.memoryUsage().arrayBuffers
  for (const [name, [file, message]] of Object.entries(refused)) {
    await t.rejects(
      renderFrame(written(t, file), name === 'far too many frames' ? 3_000_000_000 : 0),
      { message, constructor: Unreadable }, name
    )
  }
  t.ok(process.memoryUsage().arrayBuffers - before < 16 * 1024 * 1024, 'no room is made for what is not there')
})

test('no damage to a file does more than change its picture or refuse it', async t => {
  t.testdir()
  for (
    const name of [
      'words, implicit', 'palette in segments', 'RLE of three frames with offsets', 'modality and VOI tables',
      'two overlays, one beyond the edge', 'words, deflated'
    ]
  ) {
    const whole = pixelFiles.get(name) ?? Buffer.alloc(0)
    for (let at = 140; at < whole.length; at += 61) {
      await outcome(written(t, whole.subarray(0, at)), 0)
      for (const value of [0, 0xFF]) {
        const damaged = Buffer.from(whole)
        damaged[at] = value
        await outcome(written(t, damaged), 0)
      }
    }
  }
  t.pass('whatever it was')
})
