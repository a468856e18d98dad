import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { constants, inflateRawSync } from 'node:zlib'
import type { DataSet, ParseDicomOptions } from 'dicom-parser'
import { lazily } from '../serializers/lazily.ts'
import { Header } from './header.ts'

const parser = lazily<typeof import('dicom-parser')>('dicom-parser')

/** Where a data set has its pixels. */
export const pixels = 'x7fe00010'
/** How much of a file is read at first, and at most: what comes before the pixels is short. */
const [first, most] = [64 * 1024, 64 * 1024 * 1024]

/** Reads what a file says before its pixels. @returns undefined for what is no DICOM, or is cut off before them. */
export function readHeader (path: string): Header | undefined {
  const file = openSync(path, 'r')
  try {
    const found = readUntilPixels(file)
    return found && new Header(found.data)
  } finally {
    closeSync(file)
  }
}

/** Whether a file begins as DICOM does, whatever is behind its beginning (DicomInputStream.readFileMetaInformation). */
export function beginsAsDicom (path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(132)
    return formOf(bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))) !== undefined
  } finally {
    closeSync(file)
  }
}

/** A data set up to its pixels. */
export interface Opening {
  readonly data: DataSet
  /** Transfer syntax UID. */
  readonly syntax: string
  /** How far its offsets are ahead of those in the file; of what is deflated they are those of the inflated bytes. */
  readonly ahead: number
}

/**
 * @param file an open one.
 * @param least how many bytes are read at first.
 * @returns undefined for what is no DICOM, or is cut off before its pixels.
 */
export function readUntilPixels (file: number, least = first): Opening | undefined {
  const { size } = fstatSync(file)
  const whole = Math.min(size, most)
  for (let length = Math.min(whole, least); ; length = Math.min(whole, length * 8)) {
    const bytes = Buffer.allocUnsafe(length)
    readSync(file, bytes, 0, length, 0)
    const form = formOf(bytes)
    if (form === undefined) return undefined
    const data = parse(form)
    const opening = data && { data, syntax: form.syntax ?? data.string('x00020010') ?? implicitLittle, ahead: form.ahead }
    if (length === whole || (data && pixels in data.elements)) return opening
  }
}

interface Form {
  readonly bytes: Uint8Array
  /** Of a data set that does not name its own. */
  readonly syntax?: string
  /** How many bytes were put in front. */
  readonly ahead: number
}

export const [explicitLittle, explicitBig, implicitLittle, deflated] = [
  '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2', '1.2.840.10008.1.2', '1.2.840.10008.1.2.1.99'
] as const

const preamble = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')])

/**
 * A file with its preamble; or a data set without one, which begins with a group that comes first
 * (DicomInputStream.guessTransferSyntax).
 */
function formOf (bytes: Buffer): Form | undefined {
  if (bytes.toString('latin1', 128, 132) === 'DICM') return { bytes, ahead: 0 }
  if (bytes.length < 8) return undefined
  const explicit = /^[A-Z]{2}$/.test(bytes.toString('latin1', 4, 6))
  if (bytes.readUInt16LE(0) === 2 && explicit) return { bytes: Buffer.concat([preamble, bytes]), ahead: preamble.length }
  if (bytes.readUInt16BE(0) === 8 && explicit) return { bytes, syntax: explicitBig, ahead: 0 }
  if (bytes.readUInt16LE(0) !== 8 || bytes.readUInt16LE(2) > 0x1000) return undefined
  if (explicit) return { bytes, syntax: explicitLittle, ahead: 0 }
  return bytes.readUInt32LE(4) <= 0x10000 ? { bytes, syntax: implicitLittle, ahead: 0 } : undefined
}

function parse ({ bytes, syntax }: Form): DataSet | undefined {
  const options: ParseDicomOptions = { untilTag: pixels, inflater: inflated, ...(syntax !== undefined && { TransferSyntaxUID: syntax }) }
  try {
    const data = parser().parseDicom(bytes, options)
    return Object.keys(data.elements).some(tag => !tag.startsWith('x0002')) ? data : undefined
  } catch {
    return undefined
  }
}

/** A deflated data set, as far as it has been read, behind the part that is not. */
function inflated (bytes: Uint8Array, position: number): Uint8Array {
  const rest = inflateRawSync(bytes.subarray(position), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most })
  return Buffer.concat([bytes.subarray(0, position), rest])
}
