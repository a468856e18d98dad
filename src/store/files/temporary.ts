import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type Server, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'xnat-mock-'
const doorName = 'door'

/** Folders of this process, with the socket that shows others that it lives. */
const folders = new Map<string, Server>()

/** Makes a folder that goes away with the process. */
export function temporaryFolder (): string {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  if (folders.size === 0) process.on('exit', removeAll)
  // a door that is never opened to anybody: who knocks learns that the folder is in use
  const door = createServer(visitor => { visitor.destroy() }).on('error', () => {}).unref()
  const path = join(folder, doorName)
  if (canBeDoor(path)) door.listen(path)
  folders.set(folder, door)
  return folder
}

/** A longer path than a socket's may be cut short without a word, and would then be somebody else's. */
const canBeDoor = (path: string): boolean => process.platform !== 'win32' && Buffer.byteLength(path) < 104

export function removeTemporary (folder: string): void {
  folders.get(folder)?.close()
  folders.delete(folder)
  rmSync(folder, { recursive: true, force: true })
  if (folders.size === 0) process.off('exit', removeAll)
}

function removeAll (): void {
  for (const folder of folders.keys()) rmSync(folder, { recursive: true, force: true })
}

/** Removes what killed processes have left: folders whose door is there, but nobody behind it. */
export async function removeStale (): Promise<void> {
  const left = readdirSync(tmpdir())
    .filter(name => name.startsWith(prefix))
    .map(name => join(tmpdir(), name))
    .filter(folder => !folders.has(folder))
  await Promise.all(left.map(async folder => {
    if (await isAbandoned(folder)) rmSync(folder, { recursive: true, force: true })
  }))
}

async function isAbandoned (folder: string): Promise<boolean> {
  const path = join(folder, doorName)
  if (!canBeDoor(path)) return false
  return new Promise(resolve => {
    const visitor = connect(path)
    visitor.on('connect', () => { visitor.destroy(); resolve(false) })
    visitor.on('error', (error: NodeJS.ErrnoException) => { resolve(error.code === 'ECONNREFUSED') })
  })
}
