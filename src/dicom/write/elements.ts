/** How a data set is written: transfer syntaxes without compression. */
export interface Encoding {
  readonly implicit?: boolean
  readonly bigEndian?: boolean
}

/** A value: text as it is, numbers by their representation, bytes, or the items of a sequence. */
export type Value = string | number | readonly number[] | Uint8Array | readonly Elements[]

/** Elements by tag: eight hexadecimal digits. */
export type Elements = Readonly<Record<string, readonly [vr: string, value: Value]>>

/** Representations whose length takes four bytes. */
const long = new Set(['OB', 'OW', 'OF', 'SQ', 'UN', 'UT'])

/** Numbers by representation. */
const numbers: Readonly<Record<string, {
  readonly width: number, readonly write: (bytes: DataView, value: number, littleEndian: boolean) => void
}>> = {
  US: { width: 2, write: (bytes, value, little) => { bytes.setUint16(0, value, little) } },
  SS: { width: 2, write: (bytes, value, little) => { bytes.setInt16(0, value, little) } },
  UL: { width: 4, write: (bytes, value, little) => { bytes.setUint32(0, value, little) } },
  FL: { width: 4, write: (bytes, value, little) => { bytes.setFloat32(0, value, little) } },
  FD: { width: 8, write: (bytes, value, little) => { bytes.setFloat64(0, value, little) } }
}

/** A data set in the order of its tags. */
export function encodeElements (elements: Elements, encoding: Encoding = {}): Buffer {
  return Buffer.concat(Object.entries(elements).map(([tag, element]) => [tag.toLowerCase(), element] as const)
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([tag, [vr, value]]) => encodeElement(tag, vr, encodeValue(vr, value, encoding), encoding)))
}

/** One element. @param length what it says of its length; that of its bytes where left out. */
export function encodeElement (tag: string, vr: string, bytes: Uint8Array, encoding: Encoding, length = bytes.length): Buffer {
  const head = encoding.implicit
    ? [encodeTag(tag, encoding), integer(4, length, encoding)]
    : [
        encodeTag(tag, encoding), Buffer.from(vr, 'latin1'),
        ...long.has(vr) ? [Buffer.alloc(2), integer(4, length, encoding)] : [integer(2, length, encoding)]
      ]
  return Buffer.concat([...head, bytes])
}

/** A value in an even number of bytes. */
function encodeValue (vr: string, value: Value, encoding: Encoding): Uint8Array {
  if (value instanceof Uint8Array) return padded(value, 0)
  if (vr === 'SQ') {
    return Buffer.concat(
      (value as readonly Elements[]).map(
        item => encodeElement('fffee000', '', encodeElements(item, encoding), { ...encoding, implicit: true })
      )
    )
  }
  const number = numbers[vr]
  if (number === undefined) return padded(Buffer.from(String(value), 'utf8'), vr === 'UI' ? 0 : 0x20)
  return Buffer.concat([value].flat().map(each => {
    const bytes = new DataView(new ArrayBuffer(number.width))
    number.write(bytes, Number(each), encoding.bigEndian !== true)
    return Buffer.from(bytes.buffer)
  }))
}

const padded = (bytes: Uint8Array, filling: number): Uint8Array =>
  bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.of(filling)])

const encodeTag = (tag: string, encoding: Encoding): Buffer =>
  Buffer.concat([tag.slice(0, 4), tag.slice(4)].map(half => integer(2, Number.parseInt(half, 16), encoding)))

function integer (width: 2 | 4, value: number, { bigEndian = false }: Encoding): Buffer {
  const bytes = Buffer.alloc(width)
  if (bigEndian) bytes.writeUIntBE(value, 0, width)
  else bytes.writeUIntLE(value, 0, width)
  return bytes
}
