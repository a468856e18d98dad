import { closeSync, openSync } from 'node:fs'
import type { Picture } from '../../pictures/picture.ts'
import { type Decoded, decodeFrame } from '../codecs/decode.ts'
import { type Opening, deflated, explicitBig, explicitLittle, implicitLittle, pixels, readUntilPixels } from '../read-header.ts'
import { coloursOf } from './colour.ts'
import { type Description, type Photometric, describe, isGrey } from '../description.ts'
import { framesOf } from './fragments.ts'
import { greyOf } from './grey-scale.ts'
import { frameLength, nativeRaster } from './native.ts'
import { drawOverlays } from './overlays.ts'
import type { Raster } from '../raster.ts'
import { type Source, sourceOf } from './source.ts'
import { Unreadable } from '../unreadable.ts'

/** A frame as it is shown. */
export interface Rendering {
  readonly picture: Picture
  /**
   * How Java holds it, which decides what its writers and filters can do with it: pixel by pixel, in planes, by a
   * palette, or with colours that pixels share.
   */
  readonly form: 'pixels' | 'planes' | 'palette' | 'shared'
  /** Of a palette with 8 bits: the numbers of its colours, as Java's GIF writer takes them for grey. */
  readonly indices?: Picture
}

/** Transfer syntaxes of pixels that are not compressed. */
const native: readonly string[] = [explicitLittle, explicitBig, implicitLittle, deflated]

/**
 * A frame of a DICOM file as a screen shows it, as DicomImageReader of dcm4che 5 makes it: XNAT's DicomImageRenderer and
 * Dcm2Jpg use that. Of the file no more is read than its header and that frame.
 * @param path of a file that stays where it is meanwhile.
 * @param frame from 0.
 * @throws Unreadable
 */
export async function renderFrame (path: string, frame: number): Promise<Rendering> {
  const file = openSync(path, 'r')
  try {
    const opening = whole(readUntilPixels(file), () => readUntilPixels(file, Infinity))
    if (opening === undefined) throw new Unreadable('Not a DICOM Stream')
    return await shown(opening, sourceOf(file, opening), frame)
  } finally {
    closeSync(file)
  }
}

/** What is deflated is wanted in one piece. */
const whole = (opening: Opening | undefined, again: () => Opening | undefined): Opening | undefined =>
  opening?.syntax === deflated ? again() : opening

async function shown (opening: Opening, source: Source, frame: number): Promise<Rendering> {
  const { data } = opening
  const element = data.elements[pixels]
  if (element === undefined || element.length === 0) throw new Unreadable('Missing Pixel Data', false)
  const description = describe(data)
  if (frame >= description.frames) throw new Unreadable(`imageIndex: ${frame}`, false)
  const { raster, photometric } = await storedFrame(opening, source, description, frame)
  const { width, height, values } = raster
  const isGreyImage = isGrey(photometric)
  const samples = isGreyImage ? greyOf(raster, frame, data, description) : coloursOf(raster, photometric, data, bitsIn(raster, description))
  const picture: Picture = { width, height, channels: isGreyImage ? 1 : 3, samples }
  drawOverlays(picture, raster, frame, data, description.bitsStored)
  const isBytes = photometric === 'PALETTE COLOR' && values instanceof Uint8Array
  return { picture, form: formOf(raster, photometric), ...isBytes && { indices: { width, height, channels: 1, samples: values } } }
}

const bitsIn = ({ values }: Raster, { bitsStored }: Description): number => values instanceof Uint8Array ? 8 : bitsStored

function formOf ({ planar }: Raster, photometric: Photometric): Rendering['form'] {
  if (photometric === 'PALETTE COLOR') return 'palette'
  if (/_42[02]$/.test(photometric)) return 'shared'
  return planar ? 'planes' : 'pixels'
}

/** The samples of a frame, out of its bytes. */
async function storedFrame ({ data, syntax }: Opening, source: Source, description: Description, frame: number): Promise<Decoded> {
  const element = data.elements[pixels]
  if (element === undefined) throw new Unreadable('Missing Pixel Data', false)
  if (element.hadUndefinedLength) {
    const fragments = framesOf(source, element.dataOffset, description.frames)(frame)
    return decodeFrame(Buffer.concat(fragments.map(({ offset, length }) => source.read(offset, length))), syntax, description)
  }
  if (!native.includes(syntax)) throw new Unreadable(`Unsupported Transfer Syntax: ${syntax}`, false)
  const length = frameLength(description)
  const bytes = source.read(element.dataOffset + frame * length, length)
  const order = { bigEndian: syntax === explicitBig, words: element.vr !== 'OB' }
  return { raster: nativeRaster(bytes, description, order), photometric: description.photometric }
}
