import { accountOf } from '../seeds/account.ts'
import { coverageReport } from '../spaces/coverage/coverage-report.ts'
import { listen } from '../commands/listen.ts'
import { loadSeed, seedIn } from '../seeds/read/load.ts'
import { defaultLimits } from '../spaces/limits.ts'
import type { InitialClock } from '../spaces/space-clock.ts'
import { defaultName } from '../spaces/spaces.ts'
import { timeOf } from './clock.ts'
import { EmbeddedSpace, newName } from './space.ts'
import type { Xnat, XnatCoverage, XnatOptions, XnatSpace } from './xnat.ts'

/**
 * Starts a server in this process, on any free port of the loopback interface.
 * @throws where the seed or the database cannot be used, or the port is taken.
 */
export async function startXnat (options: XnatOptions = {}): Promise<Xnat> {
  const {
    seed: wanted = 'demo',
    port = 0,
    host = '127.0.0.1',
    db,
    basePath = '',
    log = 'silent',
    strict = false,
    clock = {},
    journal = defaultLimits.journal
  } = options
  const seed = typeof wanted === 'string' ? await loadSeed(wanted) : await seedIn(wanted, 'given')
  const { app, url } = await listen(
    {
      port,
      host,
      db,
      basePath,
      log,
      strict,
      limits: { ...defaultLimits, journal },
      control: true,
      initialClock: initialClockOf(clock),
      cors: [],
      allowedHosts: undefined
    },
    seed
  )
  return new EmbeddedXnat({ app, url, account: accountOf(seed), closed: false }, defaultName)
}

const initialClockOf = ({ now, ...clock }: NonNullable<XnatOptions['clock']>): InitialClock => ({
  ...clock,
  ...(now !== undefined && { now: timeOf(now) })
})

class EmbeddedXnat extends EmbeddedSpace implements Xnat {
  space (name = newName(this.all)): XnatSpace {
    return new EmbeddedSpace(this.running, name)
  }

  spaces (): string[] {
    return this.all.list().map(({ name }) => name)
  }

  coverage (): XnatCoverage {
    return coverageReport(this.all.coverage, this.running.app.operations.values(), this.all.default, new URL(this.running.url).origin)
  }

  forgetCoverage (): void {
    this.all.coverage.clear()
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
