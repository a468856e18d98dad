/** An image as a screen shows it: rows from the top, 8 bits a sample. */
export interface Picture {
  readonly width: number
  readonly height: number
  /** 1: grey, from black to white; 3: red, green and blue of each pixel side by side. */
  readonly channels: 1 | 3
  /** width × height × channels of them. */
  readonly samples: Uint8Array
}

/** A black picture. */
export const blank = (width: number, height: number, channels: Picture['channels']): Picture =>
  ({ width, height, channels, samples: new Uint8Array(width * height * channels) })

/** The same picture in colour. */
export function inColour (picture: Picture): Picture {
  if (picture.channels === 3) return picture
  const samples = new Uint8Array(picture.samples.length * 3)
  picture.samples.forEach((grey, at) => samples.fill(grey, at * 3, at * 3 + 3))
  return { ...picture, channels: 3, samples }
}
