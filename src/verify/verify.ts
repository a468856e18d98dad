import { stepName } from '../recorded/judge.ts'
import type { Reasons } from '../recorded/left.ts'
import { Logins, RunEnded, type Site } from '../recorded/logins.ts'
import { type Names, newNames, projectNames } from '../recorded/names.ts'
import { type Outcome, replay } from '../recorded/replay.ts'
import { Guest } from './guest.ts'
import { kindsOf } from './kinds.ts'
import type { Plan, Planned } from './plan.ts'
import type { Finding, Replayed, Result } from './result.ts'
import { watched } from './watch.ts'

export interface VerifyOptions {
  readonly readOnly: boolean
  /** Whether settings and users of the site may be changed. */
  readonly site: boolean
  /** Called before each scenario. @returns why the run is to end here, if it is. */
  readonly before: (done: number, id: string) => string | undefined
}

/** Replays a plan at a site, and removes what that has stored. @param version of the site. @throws RunEnded where nobody can log in. */
export async function verify (site: Site, plan: Plan, left: Reasons, version: string, options: VerifyOptions): Promise<Result> {
  const run = new Run(site, left, options)
  const ended = await run.all(plan.scenarios)
  const { scenarios, requests, met, notCompared, findings, differing } = run
  const { leftOut } = plan
  const counts = { scenarios, requests, met, notCompared, leftOut }
  return { url: site.url, version, ...counts, findings, differing, ...(ended !== undefined && { ended }), remains: run.remains }
}

/** The projects that a scenario may have made. */
function projectsOf ({ scenario }: Planned['recording'], names: Names): string[] {
  const text = JSON.stringify(scenario.steps)
  return projectNames.filter(name => text.includes(`{${name}}`)).map(name => names[name] ?? '')
}

class Run {
  scenarios = 0
  requests = 0
  met = 0
  notCompared = 0
  readonly findings: Finding[] = []
  readonly differing: Replayed[] = []
  remains: readonly string[] = []
  private readonly logins: Logins
  private readonly guest: Guest
  private readonly site: Site
  private readonly left: Reasons
  private readonly options: VerifyOptions

  constructor (site: Site, left: Reasons, options: VerifyOptions) {
    this.logins = new Logins(site)
    this.guest = new Guest(site, this.logins, options.site)
    this.site = watched(site, this.logins, (request, answer) => { this.guest.observe(request, answer) })
    this.left = left
    this.options = options
  }

  /** @returns why the run ended early, if it did. */
  async all (scenarios: readonly Planned[]): Promise<string | undefined> {
    const { readOnly, before } = this.options
    await this.logins.sessionOf('admin')
    try {
      if (!readOnly) await this.guest.begin(`V${newNames()['P'] ?? ''}`)
      for (const [done, planned] of scenarios.entries()) {
        const why = before(done, planned.recording.id)
        if (why !== undefined) return why
        await this.one(planned)
      }
      return undefined
    } catch (error) {
      if (error instanceof RunEnded) return error.message
      throw error
    } finally {
      if (!readOnly) this.remains = await this.guest.end()
      await this.logins.endAll()
    }
  }

  private async one ({ recording, steps }: Planned): Promise<void> {
    const names = newNames()
    try {
      const outcomes = await replay(recording, this.site, this.logins, { names, ...(steps && { steps }) })
      this.judge(recording, outcomes)
    } finally {
      if (!this.options.readOnly) await this.guest.after(projectsOf(recording, names))
    }
  }

  private judge (recording: Planned['recording'], outcomes: readonly Outcome[]): void {
    this.scenarios += 1
    this.requests += outcomes.length
    const compared = outcomes.filter(({ number }) => !this.left.has(stepName(recording.id, number)))
    this.notCompared += outcomes.length - compared.length
    const differing = compared.filter(({ differences }) => differences.length > 0)
    this.met += compared.length - differing.length
    this.findings.push(...differing.map(outcome => ({ recording, outcome, kinds: kindsOf(recording.id, outcome) })))
    if (differing.length > 0) this.differing.push({ recording, outcomes })
  }
}
