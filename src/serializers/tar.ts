import type { ArchiveEntry } from '../model/document.ts'

const block = 512
const mode = 0o644
/** The largest number that eleven octal digits hold. */
const most = 8 ** 11 - 1

/** A POSIX tar; what a header has no room for stands in an extended one before it, as with Ant's LONGFILE_POSIX. */
export async function * tar (entries: readonly ArchiveEntry[]): AsyncGenerator<Uint8Array> {
  for (const { path, content, modified } of entries) {
    const extended = extendedFields(path, content.size)
    if (extended.length > 0) yield Buffer.concat([header('x', './PaxHeaders/entry', extended.length, modified), padded(extended)])
    yield header('0', path, content.size, modified)
    yield * content.stream()
    yield padding(content.size)
  }
  yield Buffer.alloc(2 * block)
}

function extendedFields (path: string, size: number): Buffer {
  const records: string[] = []
  // eslint-disable-next-line no-control-regex -- a header's names are ASCII
  if (path.length > 100 || /[^\x00-\x7F]/.test(path)) records.push(record('path', path))
  if (size > most) records.push(record('size', String(size)))
  return Buffer.from(records.join(''))
}

/** `length name=value`, where the length counts itself. */
function record (name: string, value: string): string {
  const rest = ` ${name}=${value}\n`
  const length = Buffer.byteLength(rest)
  const digits = String(length + String(length).length).length
  return `${length + digits}${rest}`
}

function header (type: string, path: string, size: number, modified: number): Buffer {
  const head = Buffer.alloc(block)
  const octal = (value: number, at: number, width: number) => head.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1')
  head.write(path.slice(0, 100), 0, 'latin1')
  octal(mode, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(Math.min(size, most), 124, 12)
  octal(Math.trunc(modified / 1000), 136, 12)
  head.write('        ', 148, 'latin1')
  head.write(type, 156, 'latin1')
  head.write('ustar\x0000', 257, 'latin1')
  octal(head.reduce((sum, byte) => sum + byte, 0), 148, 7)
  head[155] = 0x20
  return head
}

const padding = (size: number): Buffer => Buffer.alloc((block - size % block) % block)

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, padding(bytes.length)])
