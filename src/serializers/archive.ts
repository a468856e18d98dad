import { Readable, pipeline } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { ArchiveEntry } from '../model/document.ts'
import { tar } from './tar.ts'
import { zip } from './zip.ts'

/** Several files as one. */
export interface Archive {
  /** application/zip, application/x-tar or application/x-gtar, which is a compressed tar. */
  readonly mime: string
  readonly entries: readonly ArchiveEntry[]
  /** Whether a zip's entries are compressed. */
  readonly deflate: boolean
}

/** An archive as it is made; its files stay until it is sent or given up. */
export function archive ({ mime, entries, deflate }: Archive): Readable {
  const letGo = entries.map(({ content }) => content.hold())
  const stream =
    mime === 'application/zip'
      ? from(zip(entries, deflate))
      : mime === 'application/x-gtar'
        ? zipped(from(tar(entries)))
        : from(tar(entries))
  return stream.on('close', () => { for (const go of letGo) go() })
}

const from = (chunks: AsyncIterable<Uint8Array>): Readable => Readable.from(chunks, { objectMode: false, highWaterMark: 256 * 1024 })

function zipped (stream: Readable): Readable {
  const gzip = createGzip()
  pipeline(stream, gzip, () => {})
  return gzip
}
