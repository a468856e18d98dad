import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { systemClock } from '../process/clock.ts'
import { Catalogue, playedVersion } from '../model/catalogue.ts'
import { readSnapshot } from '../spaces/snapshot-file.ts'
import { BlobStore } from '../store/files/blobs.ts'
import { openStore } from '../store/index.ts'
import { removeTemporary, temporaryFolder } from '../store/files/temporary.ts'
import { exportArchive } from '../seeds/export/export.ts'
import { ExportFailed } from '../seeds/write/failed.ts'
import { type Target, besideOf, writeSeed } from '../seeds/write/output.ts'

export interface ExportTarget extends Target {
  /** A folder for larger files; empty for none. */
  readonly files: string
  readonly inline: number
}

/** Exports the archive in a file that no server has open. */
export function exportDatabase (file: string, target: ExportTarget): void {
  write(file, new BlobStore(`${file}.files`), target)
}

/** Exports what a running server holds, by a snapshot that is gone afterwards. @throws ExportFailed */
export async function exportServer (url: string, target: ExportTarget): Promise<void> {
  const snapshot = `${url.replace(/\/$/, '')}/_mock/snapshots/export-${randomUUID()}`
  const folder = temporaryFolder()
  const blobs = new BlobStore()
  try {
    await ask(snapshot, 'PUT')
    const file = join(folder, 'snapshot.tar')
    const { body } = await ask(`${snapshot}/file`, 'GET')
    await pipeline(body ?? [], createWriteStream(file))
    const { image } = await readSnapshot(file, blobs)
    write(image.bytes, blobs, target)
  } finally {
    await ask(snapshot, 'DELETE').catch(() => {})
    blobs.close()
    removeTemporary(folder)
  }
}

async function ask (url: string, method: string): Promise<Response> {
  if (!URL.canParse(url)) throw new ExportFailed(`${url} is no address`)
  const answer = await fetch(url, { method }).catch((error: unknown) => {
    const { cause } = error as { cause?: { code?: string } }
    throw new ExportFailed(`cannot reach ${new URL(url).origin}: ${cause?.code ?? String(error)}`)
  })
  if (!answer.ok) throw new ExportFailed(`${method} ${url} answers ${answer.status}: is it an xnat-mock, with its control plane?`)
  return answer
}

function write (location: string | Buffer, blobs: BlobStore, target: ExportTarget): void {
  const catalogue = new Catalogue(playedVersion)
  const store = openStore({ location, catalogue, clock: systemClock, blobs })
  try {
    store.attempt(() => {
      writeSeed(exportArchive(store, catalogue, { inline: target.inline, aside: besideOf(target, target.files) }), target)
    })
  } finally {
    store.close()
  }
}
