import { BadArchive, type Member, Truncated } from './member.ts'

const block = 512
/** The largest extended header that is read: a path and little more stands in it. */
const longestHeader = 1024 * 1024

/** The members of a tar as they come; the bytes of each must be read, or are passed over, before the next. */
export async function * tarMembers (source: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const input = new Input(source)
  let extended: Readonly<Record<string, string>> = {}
  for (;;) {
    const header = await input.take(block, true)
    if (header === undefined || header.every(byte => byte === 0)) return
    checkSum(header)
    const type = String.fromCharCode(header[156] ?? 0)
    const size = Number(extended['size'] ?? numberIn(header, 124, 12))
    if (!Number.isSafeInteger(size) || size < 0) throw new BadArchive('Not a tar archive: a size that is none.')
    if ('xgLK'.includes(type)) {
      if (size > longestHeader) throw new BadArchive('A header in the tar archive is too long.')
      const text = (await input.take(size)).toString('utf8')
      await input.take(padding(size))
      extended = { ...extended, ...meaningOf(type, text) }
    } else {
      const name = extended['path'] ?? nameIn(header)
      extended = {}
      yield { name, kind: kindOf(type, name), size, open: async () => input.bytes(size) }
      await input.skipRest(size)
    }
  }
}

function kindOf (type: string, name: string): Member['kind'] {
  if (type === '5' || name.endsWith('/')) return 'folder'
  return '0\x007'.includes(type) ? 'file' : 'other'
}

/** What an extended header says of the member behind it; GNU's long name is a path as well. */
function meaningOf (type: string, text: string): Record<string, string> {
  if (type === 'L') return { path: text.replace(/\0.*$/s, '') }
  if (type !== 'x') return {}
  const meaning: Record<string, string> = {}
  for (let rest = Buffer.from(text); rest.length > 0;) {
    const [all, digits = '', name = ''] = /^(\d+) ([^=]+)=/.exec(rest.toString('utf8')) ?? []
    const length = Number(digits)
    if (all === undefined || length <= all.length || length > rest.length) {
      throw new BadArchive('Not a tar archive: an extended header that is none.')
    }
    meaning[name] = rest.toString('utf8', Buffer.byteLength(all), length - 1)
    rest = rest.subarray(length)
  }
  return meaning
}

function checkSum (header: Buffer): void {
  const sum = header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
  if (sum !== numberIn(header, 148, 8)) throw new BadArchive('Not a tar archive.')
}

/** Octal digits, or, where the first bit is set, the number itself. */
function numberIn (header: Buffer, at: number, width: number): number {
  if ((header[at] ?? 0) & 0x80) return header.subarray(at + width - 6, at + width).readUIntBE(0, 6)
  const digits = header.toString('latin1', at, at + width).replace(/\0.*$/s, '').trim()
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : NaN
}

function nameIn (header: Buffer): string {
  const text = (at: number, width: number) => header.toString('utf8', at, at + width).replace(/\0.*$/s, '')
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? text(345, 155) : ''
  return prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`
}

const padding = (size: number): number => (block - size % block) % block

/** Bytes that are taken in portions of one's own. */
class Input {
  private readonly source: AsyncIterator<Uint8Array>
  private chunk: Buffer = Buffer.alloc(0)
  /** How much of the member at hand was read. */
  private read = 0

  constructor (source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]()
  }

  /** @param ending whether the input may end here. @returns undefined at its end. @throws Truncated */
  async take (length: number): Promise<Buffer>
  async take (length: number, ending: true): Promise<Buffer | undefined>
  async take (length: number, ending = false): Promise<Buffer | undefined> {
    const parts: Buffer[] = []
    for (let missing = length; missing > 0;) {
      const part = await this.next(missing)
      if (part === undefined && ending && parts.length === 0) return undefined
      if (part === undefined) throw new Truncated(`unexpected EOF with ${missing} bytes unread`)
      parts.push(part)
      missing -= part.length
    }
    return Buffer.concat(parts)
  }

  /** The bytes of a member. */
  async * bytes (size: number): AsyncGenerator<Uint8Array> {
    while (this.read < size) {
      const part = await this.next(size - this.read)
      if (part === undefined) throw new Truncated(`unexpected EOF with ${size - this.read} bytes unread`)
      this.read += part.length
      yield part
    }
  }

  /** Passes over what nobody read of a member. */
  async skipRest (size: number): Promise<void> {
    const rest = this.bytes(size)
    let { done } = await rest.next()
    while (done !== true) ({ done } = await rest.next())
    this.read = 0
    await this.take(padding(size))
  }

  /** At most so many bytes, as they come. */
  private async next (most: number): Promise<Buffer | undefined> {
    while (this.chunk.length === 0) {
      const { value, done } = await this.source.next() as IteratorResult<Uint8Array, undefined>
      if (done === true) return undefined
      this.chunk = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    }
    const part = this.chunk.subarray(0, most)
    this.chunk = this.chunk.subarray(part.length)
    return part
  }
}
