/** A part of a multipart body, whose bytes must be read before the next part is requested. */
export interface StreamedPart {
  /** undefined where the part has none; XNAT passes over such parts. */
  readonly name: string | undefined
  readonly fileName: string | undefined
  readonly bytes: AsyncIterable<Buffer>
}

/** The body is cut off, or is no multipart. */
export class MalformedMultipart extends Error {}

/** How large the headers of a part may be (FileItemIteratorImpl), and how many parts there may be. */
const [mostHeaders, mostParts] = [10_240, 10_000]

const lineEnd = Buffer.from('\r\n')
const headersEnd = Buffer.from('\r\n\r\n')

/** The boundary that a Content-Type names. */
export function boundaryOf (header: string): string | undefined {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(header) ?? []
  return quoted ?? bare
}

/**
 * The parts of a body, one after the other as they come (commons-fileupload's MultipartStream). What stands before the
 * first and behind the last is passed over.
 * @throws MalformedMultipart, or what the source throws.
 */
export async function * partsOf (source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<StreamedPart> {
  const input = new Input(source, Buffer.from(`\r\n--${boundary}`))
  try {
    await input.skipToBoundary()
    for (let count = 1; await input.hasNext(); count++) {
      if (count > mostParts) throw new MalformedMultipart(`There are more than ${mostParts} parts`)
      const headers = await input.headers()
      const bytes = input.bytes()
      yield { name: parameter(headers, 'name'), fileName: parameter(headers, 'filename'), bytes }
      // a part that nobody looked at
      await passOver(bytes)
    }
  } finally {
    await input.close()
  }
}

async function passOver (bytes: AsyncGenerator<Buffer>): Promise<void> {
  while ((await bytes.next()).done !== true);
}

/** A parameter of the Content-Disposition; a backslash in it is one, as some browsers send whole paths. */
function parameter (headers: string, name: string): string | undefined {
  const disposition = /^content-disposition:[ \t]*((?:form-data|attachment).*)$/im.exec(headers)?.[1]
  if (disposition === undefined) return undefined
  const [, encoded] = new RegExp(`;\\s*${name}\\*=utf-8'[^']*'([^\\s;]*)`, 'i').exec(disposition) ?? []
  if (encoded !== undefined) return decoded(encoded)
  const [, quoted, bare] = new RegExp(`;\\s*${name}=(?:"((?:\\\\"|[^"])*)"|([^\\s;]*))`, 'i').exec(disposition) ?? []
  return (quoted ?? bare)?.replaceAll('\\"', '"')
}

function decoded (text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The bytes of a body, of which no more are held than one piece and the start of what may be a boundary. */
class Input {
  private readonly source: AsyncIterator<Uint8Array>
  private readonly delimiter: Buffer
  /** As if a line had ended before the body, so that a boundary may stand right at its start. */
  private held: Buffer = lineEnd

  constructor (source: AsyncIterable<Uint8Array>, delimiter: Buffer) {
    this.source = source[Symbol.asyncIterator]()
    this.delimiter = delimiter
  }

  async close (): Promise<void> {
    await this.source.return?.()
  }

  /** @throws MalformedMultipart at the end of the body. */
  private async more (): Promise<void> {
    const { done, value } = await this.source.next()
    if (done === true) throw new MalformedMultipart('Stream ended unexpectedly')
    this.held = this.held.length === 0 ? Buffer.from(value.buffer, value.byteOffset, value.length) : Buffer.concat([this.held, value])
  }

  async skipToBoundary (): Promise<void> {
    await passOver(this.bytes())
  }

  /** What stands before the next boundary; takes that too. */
  async * bytes (): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.held.indexOf(this.delimiter)
      const end = at === -1 ? Math.max(this.held.length - this.delimiter.length + 1, 0) : at
      const piece = this.held.subarray(0, end)
      this.held = this.held.subarray(at === -1 ? end : at + this.delimiter.length)
      if (piece.length > 0) yield piece
      if (at !== -1) return
      await this.more()
    }
  }

  /** Behind a boundary: whether a part follows, or the end (MultipartStream.readBoundary). */
  async hasNext (): Promise<boolean> {
    while (this.held.length < 2) await this.more()
    const mark = this.held.toString('latin1', 0, 2)
    this.held = this.held.subarray(2)
    if (mark !== '\r\n' && mark !== '--') throw new MalformedMultipart('Unexpected characters follow a boundary')
    return mark === '\r\n'
  }

  async headers (): Promise<string> {
    // without any, the empty line comes at once
    if (this.held.length < 2) await this.more()
    if (this.held.indexOf(lineEnd) === 0) return this.taken(0, lineEnd.length)
    for (;;) {
      const at = this.held.indexOf(headersEnd)
      if (at !== -1 && at <= mostHeaders) return this.taken(at, headersEnd.length)
      if (this.held.length > mostHeaders) throw new MalformedMultipart(`Header section has more than ${mostHeaders} bytes`)
      await this.more()
    }
  }

  private taken (length: number, behind: number): string {
    const text = this.held.toString('utf8', 0, length)
    this.held = this.held.subarray(length + behind)
    return text
  }
}
