import { deflateRawSync } from 'node:zlib'
import { entryOf, tagOf } from '../dictionary.ts'
import { type Elements, type Encoding, type Value, encodeElement, encodeElements } from './elements.ts'
import { uidFor } from './uid.ts'

/** Values by keyword, as the dictionary has them; others with their tag and representation. */
export type Values = Readonly<Record<string, Value | readonly [vr: string, value: Value]>>

/** Pixels as they are written: samples in the byte order of the machine, or the compressed frames of a transfer syntax. */
export type Pixels = Uint8Array | Uint16Array | {
  readonly syntax: string, readonly frames: readonly Uint8Array[], readonly withOffsets?: boolean
}

export const syntaxes = {
  explicit: '1.2.840.10008.1.2.1',
  implicit: '1.2.840.10008.1.2',
  bigEndian: '1.2.840.10008.1.2.2',
  deflated: '1.2.840.10008.1.2.1.99'
} as const

export type Syntax = keyof typeof syntaxes

const encodings: Readonly<Record<Syntax, Encoding>> = {
  explicit: {}, implicit: { implicit: true }, bigEndian: { bigEndian: true }, deflated: {}
}

/** A DICOM file (PS3.10). @param values must name SOP class and instance. */
export function writeFile (values: Values, pixels: Pixels, syntax: Syntax = 'explicit'): Buffer {
  const encoding = encodings[syntax]
  const body = Buffer.concat([encodeElements(elementsOf(values), encoding), pixelData(pixels, encoding)])
  const meta = encodeElements({
    '00020001': ['OB', Uint8Array.of(0, 1)],
    '00020002': ['UI', String(values['SOPClassUID'])],
    '00020003': ['UI', String(values['SOPInstanceUID'])],
    '00020010': ['UI', 'frames' in pixels ? pixels.syntax : syntaxes[syntax]],
    '00020012': ['UI', uidFor('xnat-mock')]
  })
  return Buffer.concat(
    [
      Buffer.alloc(128), Buffer.from('DICM'), encodeElements({ '00020000': ['UL', meta.length] }), meta,
      syntax === 'deflated' ? deflateRawSync(body) : body
    ]
  )
}

function elementsOf (values: Values): Elements {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]): (readonly [string, readonly [string, Value]])[] => {
    if (isWithVr(value)) return [[name, value]]
    const tag = tagOf(name)
    const entry = tag === undefined ? undefined : entryOf(tag)
    return tag === undefined || entry === undefined ? [] : [[tag, [entry.vr, value]]]
  }))
}

const isWithVr = (value: Values[string]): value is readonly [string, Value] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string'

function pixelData (pixels: Pixels, encoding: Encoding): Buffer {
  if ('frames' in pixels) return encapsulated(pixels.frames, pixels.withOffsets === true)
  const bytes = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  const words = pixels instanceof Uint16Array || encoding.implicit === true
  const ordered = encoding.bigEndian && pixels instanceof Uint16Array ? Buffer.from(bytes).swap16() : bytes
  return encodeElement(
    '7fe00010', words ? 'OW' : 'OB', ordered.length % 2 === 0 ? ordered : Buffer.concat([ordered, Buffer.of(0)]),
    encoding
  )
}

/** Each frame as a fragment, behind a table of where they begin or an empty one (PS3.5 A.4). */
function encapsulated (frames: readonly Uint8Array[], withOffsets: boolean): Buffer {
  const item = (bytes: Uint8Array): Buffer =>
    encodeElement('fffee000', '', bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.of(0)]), { implicit: true })
  const items = frames.map(item)
  const starts = items.map((_, index) => items.slice(0, index).reduce((sum, { length }) => sum + length, 0))
  const table = withOffsets ? Buffer.from(Uint32Array.from(starts).buffer) : Buffer.alloc(0)
  const end = encodeElement('fffee0dd', '', Buffer.alloc(0), { implicit: true })
  return encodeElement('7fe00010', 'OB', Buffer.concat([item(table), ...items, end]), {}, 0xFFFFFFFF)
}
