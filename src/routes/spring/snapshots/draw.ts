import { mostSamples } from '../../../dicom/description.ts'
import { type Rendering, renderFrame } from '../../../dicom/pixels/image-file.ts'
import { Unreadable } from '../../../dicom/unreadable.ts'
import { halved, montage } from '../../../pictures/arrange.ts'
import type { Picture } from '../../../pictures/picture.ts'
import type { Slice } from './slices.ts'
import type { View } from './view.ts'

/** Somebody else's turn: pictures are made in the thread that answers everyone. */
const pause = (): Promise<void> => new Promise(resolve => { setImmediate(resolve) })

/**
 * The picture of a view (MontageGenerator.generate, ThumbnailGenerator.rescale).
 * @param pathOf where a file of the series is, by its number.
 * @throws Unreadable where XNAT's Java cannot make it.
 */
export async function draw (pathOf: (file: number) => string, slices: readonly Slice[], view: View): Promise<Picture> {
  const { rows, columns, kind } = view
  const [first, ...others] = slices
  if (first === undefined) throw new Unreadable('no slice', false)
  const rendering = await renderFrame(pathOf(first.file), first.frame)
  if (rows * columns === 1) return kind === 'snapshot' ? writable(rendering) : halved(scalable(rendering))
  checkSize(rendering.picture, view)
  const pictures = [rendering.picture]
  for (const { file, frame } of others) {
    await pause()
    pictures.push((await renderFrame(pathOf(file), frame)).picture)
  }
  const grid = montage(pictures, rows, columns)
  return kind === 'snapshot' ? grid : halved(grid)
}

/** BufferedImage's constructor, with less memory than Java may have. */
function checkSize ({ width, height, channels }: Picture, { rows, columns }: View): void {
  if (width * columns * height * rows * channels > mostSamples) {
    throw new Unreadable(`Dimensions (width=${width * columns} height=${height * rows}) are too large`, false)
  }
}

/** What Java's GIF writer writes: the numbers of a palette's colours as if they were grey; nothing whose pixels share colours. */
function writable ({ picture, form, indices }: Rendering): Picture {
  if (form === 'shared') throw new Unreadable('UnsupportedOperationException', false)
  return indices ?? picture
}

/** What Java's AffineTransformOp scales: one array of samples that are shown as they are. */
function scalable ({ picture, form }: Rendering): Picture {
  if (form !== 'pixels') throw new Unreadable('Unable to transform src image', false)
  return picture
}
