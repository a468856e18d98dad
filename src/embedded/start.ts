import { accountOf } from '../account.ts'
import { listen } from '../serve.ts'
import { loadSeed, seedIn } from '../seeds.ts'
import { defaultLimits } from '../spaces/limits.ts'
import { defaultName } from '../spaces/spaces.ts'
import { EmbeddedSpace, nameIn } from './space.ts'
import type { Xnat, XnatOptions, XnatSpace } from './xnat.ts'

/**
 * Starts a server in this process, on any free port of the loopback interface.
 * @throws where the seed or the database cannot be used, or the port is taken.
 */
export async function startXnat ({ seed: wanted = 'demo', port = 0, host = '127.0.0.1', db, basePath = '', log = 'silent' }: XnatOptions = {}): Promise<Xnat> {
  const seed = typeof wanted === 'string' ? loadSeed(wanted) : seedIn(wanted, 'given')
  const { app, url } = await listen({ port, host, db, basePath, log, limits: defaultLimits, control: true }, seed)
  return new EmbeddedXnat({ app, url, account: accountOf(seed), closed: false }, defaultName)
}

class EmbeddedXnat extends EmbeddedSpace implements Xnat {
  space (name?: string): XnatSpace {
    return new EmbeddedSpace(this.running, nameIn(this.all, name))
  }

  spaces (): string[] {
    return this.all.list().map(({ name }) => name)
  }

  override async close (): Promise<void> {
    const { running } = this
    if (running.closed) return
    running.closed = true
    // what is still under way is given up
    running.app.server.closeAllConnections()
    await running.app.close()
  }
}
