import { type Pixels, type Syntax, type Values, writeFile } from '../../../src/dicom/write/file.ts'

const [rows, columns] = [17, 23]

/** Numbers that look like chance and are the same each time. */
function chance (seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16
}

const words = (count: number, bits: number, least = 0): Uint16Array => {
  const next = chance(count + bits)
  return Uint16Array.from({ length: count }, () => next() % (1 << bits) + least & 0xFFFF)
}

const bytes = (count: number): Uint8Array => {
  const next = chance(count)
  return Uint8Array.from({ length: count }, (_, at) => at * 7 + next() % 40)
}

const grey = (more: Values = {}): Values => ({
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
  SOPInstanceUID: '2.25.1',
  Rows: rows,
  Columns: columns,
  BitsAllocated: 16,
  BitsStored: 12,
  HighBit: 11,
  PixelRepresentation: 0,
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  ...more
})
const eight = { BitsAllocated: 8, BitsStored: 8, HighBit: 7 }
const signed16 = { PixelRepresentation: 1, BitsStored: 16, HighBit: 15 }
const colour = (photometric: string, planar: 0 | 1, more: Values = {}): Values =>
  grey({ ...eight, SamplesPerPixel: 3, PhotometricInterpretation: photometric, PlanarConfiguration: planar, ...more })
const size = rows * columns

const littleEndian = (values: readonly number[]): Uint8Array => Uint8Array.from(values.flatMap(value => [value & 0xFF, value >> 8 & 0xFF]))

/** A table of a data set: its descriptor and data. */
const table = (length: number, first: number, bits: number, value: (index: number) => number) => ({
  '00283002': ['US', [length & 0xFFFF, first & 0xFFFF, bits]],
  '00283006': ['OW', littleEndian(Array.from({ length }, (_, index) => value(index)))]
} as const)

const palette = (bits: 8 | 16, length: number, first: number): Values => {
  const part = (change: (index: number) => number): Uint8Array => {
    const values = Array.from({ length }, (_, index) => change(index))
    return bits === 8 ? Uint8Array.from(values) : littleEndian(values)
  }
  const descriptor = [length & 0xFFFF, first, bits]
  return {
    PhotometricInterpretation: 'PALETTE COLOR',
    RedPaletteColorLookupTableDescriptor: descriptor,
    GreenPaletteColorLookupTableDescriptor: descriptor,
    BluePaletteColorLookupTableDescriptor: descriptor,
    RedPaletteColorLookupTableData: part(index => index * (bits === 8 ? 1 : 256)),
    GreenPaletteColorLookupTableData: part(index => 65_535 - index * (bits === 8 ? 1 : 16)),
    BluePaletteColorLookupTableData: part(index => index * (bits === 8 ? 5 : 1000))
  }
}

const segmented: Values = {
  ...eight,
  PhotometricInterpretation: 'PALETTE COLOR',
  ...Object.fromEntries(['00281101', '00281102', '00281103'].map(tag => [tag, ['US', [256, 0, 16]]])),
  '00281221': ['OW', littleEndian([0, 1, 0, 1, 255, 65_535])],
  '00281222': ['OW', littleEndian([0, 2, 100, 40_000, 1, 126, 1000, 2, 2, 0, 0])],
  '00281223': ['OW', littleEndian([0, 1, 65_535, 1, 255, 0])]
}

const overlay = (group: string, rows: number, columns: number, origin: readonly [number, number], length: number): Values => {
  const next = chance(length)
  return {
    [`${group}0010`]: ['US', rows],
    [`${group}0011`]: ['US', columns],
    [`${group}0040`]: ['CS', 'G'],
    [`${group}0050`]: ['SS', origin],
    [`${group}0100`]: ['US', 1],
    [`${group}0102`]: ['US', 0],
    [`${group}3000`]: ['OW', Uint8Array.from({ length }, () => next() & 0x11)]
  }
}

const enhanced = grey({
  NumberOfFrames: '2',
  52009229: ['SQ', [{ '00289132': ['SQ', [{ '00281050': ['DS', '1000'], '00281051': ['DS', '700'] }]] }]],
  52009230: ['SQ', [
    { '00289145': ['SQ', [{ '00281052': ['DS', '-100'], '00281053': ['DS', '2'] }]] },
    {
      '00289145': ['SQ', [{ '00281052': ['DS', '-500'], '00281053': ['DS', '1'] }]],
      '00289132': ['SQ', [{ '00281050': ['DS', '10'], '00281051': ['DS', '70'] }]]
    }
  ]]
})

/** PackBits, as well as it is easily done. */
export function packed (plain: Uint8Array): Uint8Array {
  const out: number[] = []
  for (let at = 0; at < plain.length;) {
    let run = 1
    while (run < 128 && at + run < plain.length && plain[at + run] === plain[at]) run++
    if (run > 1) {
      out.push(257 - run, plain[at] ?? 0)
      at += run
      continue
    }
    const start = at++
    while (at < plain.length && at - start < 128 && plain[at] !== plain[at + 1]) at++
    out.push(at - start - 1, ...plain.subarray(start, at))
  }
  return Uint8Array.from(out.length % 2 === 0 ? out : [...out, 0])
}

export const rle = '1.2.840.10008.1.2.5'

export function rleFrame (...planes: readonly Uint8Array[]): Uint8Array {
  const segments = planes.map(packed)
  const starts = segments.map((_, index) => 64 + segments.slice(0, index).reduce((sum, { length }) => sum + length, 0))
  const header = Uint32Array.from({ length: 16 }, (_, index) => index === 0 ? segments.length : starts[index - 1] ?? 0)
  return Buffer.concat([Buffer.from(header.buffer), ...segments])
}

const halves = (values: Uint16Array): Uint8Array =>
  rleFrame(Uint8Array.from(values, value => value >> 8), Uint8Array.from(values, value => value & 0xFF))

type Row = readonly [name: string, values: Values, pixels: Pixels, syntax?: Syntax]

const windows = [
  [40, 400], [1000, 200], [-600, 1500], [2048, 4096], [100.5, 33.3], [5, 1], [5, 0.5], [0, 60_000], [4000, 100],
  [9999, 10], [-5000, 20]
] as const
const rescalings = [[1, -1024], [2, -100], [0.5, 3], [-1, 4096], [0.00273, 0], [1.7, -500.5]] as const

const rowsOfCases: readonly Row[] = [
  ...(['explicit', 'implicit', 'bigEndian', 'deflated'] as const).flatMap((syntax): Row[] => [
    [`words, ${syntax}`, grey(), words(size, 12), syntax],
    [`bytes, ${syntax}`, grey({ ...eight, Columns: 24 }), bytes(rows * 24), syntax]
  ]),
  ...windows.flatMap(([center, width]) => ['MONOCHROME1', 'MONOCHROME2'].map((photometric): Row =>
    [
      `window ${center}/${width}, ${photometric}`,
      grey({ WindowCenter: center, WindowWidth: width, PhotometricInterpretation: photometric }),
      words(size, 12)
    ])),
  ...rescalings.flatMap(([slope, intercept]): Row[] => {
    const values = { RescaleSlope: slope, RescaleIntercept: intercept }
    return [
      [`rescaled ${slope}/${intercept}`, grey(values), words(size, 12)],
      [`rescaled ${slope}/${intercept} in a window`, grey({ ...values, WindowCenter: 40, WindowWidth: 350 }), words(size, 12)],
      [
        `rescaled ${slope}/${intercept}, signed, two windows`,
        grey({ ...values, ...signed16, WindowCenter: '40\\100', WindowWidth: '350\\20' }), words(size, 12, -2048)
      ],
      [`rescaled ${slope}/${intercept}, signed`, grey({ ...values, ...signed16 }), words(size, 11, -1000)]
    ]
  }),
  ['words of one value', grey(), new Uint16Array(size).fill(77)],
  ['bytes of one value', grey(eight), new Uint8Array(size).fill(77)],
  ['12 bits with a sign', grey({ PixelRepresentation: 1 }), words(size, 12)],
  ['8 bits with a sign', grey({ ...eight, PixelRepresentation: 1 }), bytes(size)],
  ['16 bits', grey({ BitsStored: 16, HighBit: 15 }), words(size, 16)],
  ['bits above those that are stored', grey({ BitsStored: 10, HighBit: 9 }), words(size, 12)],
  ['shape INVERSE', grey({ 20500020: ['CS', 'INVERSE'] }), words(size, 12)],
  ['shape IDENTITY of MONOCHROME1', grey({ 20500020: ['CS', 'IDENTITY'], PhotometricInterpretation: 'MONOCHROME1' }), words(size, 12)],
  ['VOI table of 8 bits', grey({ '00283010': ['SQ', [table(4096, 0, 8, index => 255 - (index >> 4))]] }), words(size, 12)],
  ['VOI table of 12 bits', grey({ '00283010': ['SQ', [table(1000, 500, 12, index => index * 4)]] }), words(size, 12)],
  ['VOI table of 16 bits', grey({ '00283010': ['SQ', [table(4096, 0, 16, index => index * 16)]] }), words(size, 12)],
  ['VOI table of 16 bits that uses 12', grey({ '00283010': ['SQ', [table(4096, 0, 16, index => index)]] }), words(size, 12)],
  ['modality table', grey({ '00283000': ['SQ', [table(4096, 0, 12, index => 4095 - index)]] }), words(size, 12)],
  [
    'modality table and window',
    grey({ '00283000': ['SQ', [table(4096, 0, 12, index => 4095 - index)]], WindowCenter: 2000, WindowWidth: 500 }),
    words(size, 12)
  ],
  [
    'modality and VOI tables',
    grey(
      { '00283000': ['SQ', [table(4096, 0, 12, index => 4095 - index)]], '00283010': ['SQ', [table(4096, 0, 10, index => index >> 2)]] }
    ),
    words(size, 12)
  ],
  [
    'VOI table and window',
    grey({ '00283010': ['SQ', [table(4096, 0, 8, index => 255 - (index >> 4))]], WindowCenter: 2000, WindowWidth: 500 }),
    words(size, 12)
  ],
  [
    'presentation table',
    grey({ 20500010: ['SQ', [table(1024, 0, 10, index => 1023 - index)]], WindowCenter: 2000, WindowWidth: 500 }),
    words(size, 12)
  ],
  [
    'logarithmic angiography',
    grey({ SOPClassUID: '1.2.840.10008.5.1.4.1.1.12.1', '00281040': ['CS', 'LOG'], RescaleSlope: 2, WindowCenter: 1000, WindowWidth: 800 }),
    words(size, 12)
  ],
  ['three frames', grey({ NumberOfFrames: '3' }), words(size * 3, 12)],
  ['functional groups', enhanced, words(size * 2, 12)],
  ['RGB', colour('RGB', 0), bytes(size * 3)],
  ['RGB in planes, two frames', colour('RGB', 1, { NumberOfFrames: '2' }), bytes(size * 6)],
  ['YBR_FULL', colour('YBR_FULL', 0), bytes(size * 3)],
  ['YBR_FULL_422', colour('YBR_FULL_422', 0, { Columns: 24 }), bytes(rows * 24 * 2)],
  ['YBR_PARTIAL_422', colour('YBR_PARTIAL_422', 0, { Columns: 24 }), bytes(rows * 24 * 2)],
  ['YBR_PARTIAL_420', colour('YBR_PARTIAL_420', 0, { Columns: 24, Rows: 18 }), bytes(18 * 24 * 3 / 2)],
  ['palette of 8 bits', grey({ ...eight, ...palette(8, 256, 0) }), bytes(size)],
  ['palette of 16 bits', grey({ ...eight, ...palette(16, 256, 0) }), bytes(size)],
  ['palette of some values', grey({ ...eight, ...palette(16, 100, 50) }), bytes(size)],
  ['palette of words', grey(palette(16, 4096, 0)), words(size, 12)],
  ['palette in segments', grey(segmented), bytes(size)],
  ['overlay', grey(overlay('6000', 17, 23, [1, 1], 50)), words(size, 12)],
  [
    'two overlays, one beyond the edge',
    grey({ ...overlay('6000', 17, 23, [1, 1], 50), ...overlay('6002', 8, 9, [-2, 18], 10) }), words(size, 12)
  ],
  ['overlay of colours', colour('RGB', 0, overlay('6000', 17, 23, [1, 1], 50)), bytes(size * 3)],
  ['overlay with too few bits', grey(overlay('6000', 17, 23, [1, 1], 20)), words(size, 12)],
  [
    'overlay among the pixels',
    grey({ 60000010: ['US', 17], 60000011: ['US', 23], 60000050: ['SS', [1, 1]], 60000100: ['US', 16], 60000102: ['US', 14] }),
    words(size, 16)
  ],
  ['RLE of words', grey(), { syntax: rle, frames: [halves(words(size, 12))] }],
  ['RLE of bytes', grey(eight), { syntax: rle, frames: [rleFrame(bytes(size))] }],
  ['RLE of RGB', colour('RGB', 1), { syntax: rle, frames: [rleFrame(bytes(size), new Uint8Array(size).fill(3), bytes(size))] }],
  ['RLE of YBR_FULL', colour('YBR_FULL', 0), { syntax: rle, frames: [rleFrame(bytes(size), bytes(size), new Uint8Array(size).fill(140))] }],
  ['RLE by a palette', grey({ ...eight, ...palette(16, 256, 0) }), { syntax: rle, frames: [rleFrame(bytes(size))] }],
  [
    'RLE of three frames with offsets', grey({ NumberOfFrames: '3' }),
    { syntax: rle, frames: [12, 11, 10].map(bits => halves(words(size, bits))), withOffsets: true }
  ],
  ['RLE that is too short', grey(), { syntax: rle, frames: [halves(words(size - 50, 12))] }],
  ['RLE that is too long', grey(), { syntax: rle, frames: [halves(words(size + 50, 12))] }],
  ['RLE with another number of segments', grey(), { syntax: rle, frames: [rleFrame(bytes(size))] }],
  ['pixels that are cut off', grey(), words(size - 30, 12)],
  ['fewer frames than there should be', grey({ NumberOfFrames: '2' }), words(size, 12)],
  ['no pixels', grey(), new Uint8Array(0)],
  ['no rows', grey({ Rows: 0 }), words(size, 12)],
  ['an unknown kind of colours', grey({ PhotometricInterpretation: 'HSV' }), words(size, 12)],
  ['an unknown transfer syntax', grey(), { syntax: '1.2.3.4', frames: [bytes(10)] }]
]

/** DICOM files of every kind, by name. */
export const pixelFiles: ReadonlyMap<string, Buffer> = new Map(
  rowsOfCases.map(([name, values, pixels, syntax]) => [name, writeFile(values, pixels, syntax)])
)
