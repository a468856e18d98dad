import { deflateRawSync } from 'node:zlib'
import type { Asking } from './client.ts'

/** What a request sends: its headers and its body. */
export type Parcel = Required<Pick<Asking, 'headers' | 'body'>>

/** A file, as it is. */
export const raw = (body: string | Buffer, type = 'application/octet-stream'): Parcel => ({ headers: { 'content-type': type }, body })

const boundary = 'a-boundary-that-is-in-no-file'

/** A form with files; a file without a name is a field. */
export function form (...parts: readonly (readonly [name: string | undefined, content: string | Buffer, field?: string])[]): Parcel {
  const chunks = parts.flatMap(([name, content, field = 'file']) => [
    `--${boundary}\r\nContent-Disposition: form-data; ` +
    `name="${field}"${name === undefined ? '' : `; filename="${name}"\r\nContent-Type: application/octet-stream`}\r\n\r\n`,
    content,
    '\r\n'
  ])
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([...chunks, `--${boundary}--\r\n`].map(chunk => Buffer.from(chunk as string)))
  }
}

/** A member of an archive that is made for a test; a name with a slash at the end is a folder. */
export interface Packed {
  readonly name: string
  readonly content?: string | Buffer
  /** Makes it a link to there. */
  readonly link?: string
}

const packed = (...members: readonly (readonly [name: string, content?: string | Buffer])[]): Packed[] =>
  members.map(([name, content = '']) => ({ name, content }))

function table (): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xEDB88320 ^ (value >>> 1) : value >>> 1
    return value
  })
}

const crcTable = table()

function crcOf (bytes: Buffer): number {
  let crc = 0xFFFFFFFF
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xFF] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xFFFFFFFF) >>> 0
}

/** A zip, written by hand so that any name can be in it. */
export function zipOf (members: readonly Packed[], deflate = false): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, content = '', link } of members) {
    const plain = Buffer.from(link ?? content as string)
    const data = deflate ? deflateRawSync(plain) : plain
    const named = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2)
    common.writeUInt16LE(deflate ? 8 : 0, 4)
    common.writeUInt32LE(0x5A21_0000, 6)
    common.writeUInt32LE(crcOf(plain), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(plain.length, 18)
    common.writeUInt16LE(named.length, 22)
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), common, named, data)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(link === undefined ? 0 : 0xA1FF0000, 6)
    rest.writeUInt32LE(offset, 10)
    central.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, rest, named)
    offset += 30 + named.length + data.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** A tar, likewise. */
export function tarOf (members: readonly Packed[]): Buffer {
  const blocks = members.flatMap(({ name, content = '', link }) => {
    const data = Buffer.from(link === undefined ? content as string : '')
    const header = Buffer.alloc(512)
    header.write(name, 0)
    header.write('0000644\x000000000\x000000000\x00', 100, 'latin1')
    header.write(
      `${data.length.toString(8).padStart(11, '0')}\x00${'0'.repeat(11)}\x00        ` +
      `${link === undefined ? (name.endsWith('/') ? '5' : '0') : '2'}${link ?? ''}`,
      124,
      'latin1'
    )
    header.write('ustar\x0000', 257, 'latin1')
    header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\x00 `, 148, 'latin1')
    return [header, data, Buffer.alloc((512 - data.length % 512) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

export const zipped = (...members: readonly (readonly [name: string, content?: string | Buffer])[]): Buffer => zipOf(packed(...members))
export const tarred = (...members: readonly (readonly [name: string, content?: string | Buffer])[]): Buffer => tarOf(packed(...members))

/** The files of a stored zip, by path, read by its local headers alone. */
export function unzipped (bytes: Buffer): Record<string, string> {
  const files: Record<string, string> = {}
  for (let at = 0; bytes.toString('latin1', at, at + 4) === 'PK\x03\x04';) {
    const [size, name, extra] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)]
    const start = at + 30 + name + extra
    files[bytes.toString('utf8', at + 30, at + 30 + name)] = bytes.toString('utf8', start, start + size)
    at = start + size
  }
  return files
}

/** The files of a tar, by path. */
export function untarred (bytes: Buffer): Record<string, string> {
  const files: Record<string, string> = {}
  for (let at = 0; at < bytes.length && bytes[at] !== 0;) {
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 135), 8)
    files[bytes.toString('utf8', at, at + 100).replace(/\0.*$/s, '')] = bytes.toString('utf8', at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
