/** Places of an 8 × 8 block in the order in which they are coded, from the mean to the finest detail (ITU-T T.81, figure A.6). */
export const zigzag: Uint8Array = Uint8Array.from(diagonals())

function * diagonals (): Generator<number> {
  for (let sum = 0; sum < 15; sum++) {
    const places = Array.from({ length: 8 }, (_, y) => [y, sum - y] as const).filter(([, x]) => x >= 0 && x < 8)
    for (const [y, x] of sum % 2 === 0 ? places.reverse() : places) yield y * 8 + x
  }
}

/** Steps of brightness and of colour, by row (tables K.1 and K.2). */
const brightness = [
  16, 11, 10, 16, 24, 40, 51, 61,
  12, 12, 14, 19, 26, 58, 60, 55,
  14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77,
  24, 35, 55, 64, 81, 104, 113, 92,
  49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99
]
const colour = Array.from({ length: 64 }, (_, at) => [[17, 18, 24, 47], [18, 21, 26, 66], [24, 26, 56], [47, 66]][at >> 3]?.[at & 7] ?? 99)

/** Half of the tables' steps: quality 75, which Java's writer has by default. */
const halved = (steps: readonly number[]): Uint8Array => Uint8Array.from(steps, step => Math.floor((step * 50 + 50) / 100))

export const steps = { brightness: halved(brightness), colour: halved(colour) } as const

/** A Huffman table as a file has it: how many codes there are of each length, and what they stand for. */
export interface HuffmanTable {
  readonly counts: readonly number[]
  readonly values: Uint8Array
}

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

const firstValues = Uint8Array.from({ length: 12 }, (_, at) => at)

/** The tables that are in general use (K.3 to K.6): of the means, and of the rest. */
export const huffmanTables = {
  brightness: {
    dc: { counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], values: firstValues },
    ac: {
      counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
      values: hex(
        '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a43' +
        '4445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2' +
        'b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa'
      )
    }
  },
  colour: {
    dc: { counts: [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], values: firstValues },
    ac: {
      counts: [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119],
      values: hex(
        '000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a' +
        '434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9' +
        'aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa'
      )
    }
  }
} as const satisfies Readonly<Record<string, Readonly<Record<string, HuffmanTable>>>>
