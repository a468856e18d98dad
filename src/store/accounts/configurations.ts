import type { Clock } from '../../process/clock.ts'
import type { Statements } from '../sql/statements.ts'

export interface Configuration {
  tool: string
  path: string
  project: string | null
  login: string
  created: number
  reason: string
  contents: string
  unversioned: number
  version: number
  enabled: number
}

interface Numbered extends Configuration {
  number: number
}

/** Where a configuration belongs: a tool's path, for the site or for a project. */
export interface ConfigurationPlace {
  readonly tool: string
  readonly path: string
  readonly project: string | null
}

/** Who changes a configuration, and why. */
export interface ConfigurationChange {
  readonly login: string
  readonly reason?: string
  readonly enabled?: boolean
  /** Whether the next contents take the place of these; as before, or no, where it is left out. */
  readonly unversioned?: boolean | undefined
}

function queries (sql: Statements) {
  return {
    allTools: sql.all<[], { tool: string }>('SELECT DISTINCT tool FROM configuration WHERE tool IS NOT \'\' ORDER BY tool'),
    tools: sql.all<[project: string], { tool: string }>('SELECT DISTINCT tool FROM configuration WHERE project = ? ORDER BY tool'),
    ofTool: sql.all<[tool: string, project: string | null], Configuration>(
      'SELECT * FROM configuration WHERE tool = ? AND project IS ? ORDER BY number'
    ),
    history: sql.all<[ConfigurationPlace], Numbered>(
      'SELECT * FROM configuration WHERE tool = :tool AND path = :path AND project IS :project ORDER BY number'
    ),
    insert: sql.insert<[Configuration]>('configuration', `
      (tool, path, project, login, created, reason, contents, unversioned, version, enabled)
      VALUES (:tool, :path, :project, :login, :created, :reason, :contents, :unversioned, :version, :enabled)`),
    update: sql.update<[Numbered]>('configuration', `
      SET login = :login, reason = :reason, contents = :contents, unversioned = :unversioned, version = :version,
        enabled = :enabled
      WHERE number = :number`)
  }
}

/** DefaultConfigService */
export class ConfigurationStore {
  private readonly sql
  private readonly clock: Clock

  constructor (statements: Statements, clock: Clock) {
    this.sql = queries(statements)
    this.clock = clock
  }

  /** The names of tools that have configurations for a project; without one, those of the site and of all projects. */
  tools (project: string | undefined): string[] {
    return (project === undefined ? this.sql.allTools() : this.sql.tools(project)).map(({ tool }) => tool)
  }

  /** What a tool has for the site or a project, in all versions. */
  ofTool (tool: string, project: string | null): Configuration[] {
    return this.sql.ofTool(tool, project)
  }

  /** Every version, the oldest first. */
  history (place: ConfigurationPlace): Configuration[] {
    return this.sql.history(place)
  }

  current (place: ConfigurationPlace): Configuration | undefined {
    return this.history(place).at(-1)
  }

  /** DefaultConfigService.replaceConfigImpl: another version, but where neither the last nor the change wants one. */
  replace (place: ConfigurationPlace, contents: string, { login, reason = '', enabled = true, unversioned }: ConfigurationChange): void {
    const last = this.sql.history(place).at(-1)
    const versioned = last === undefined ? unversioned !== true : unversioned === false || last.unversioned === 0
    const written = {
      ...place,
      contents,
      login,
      reason,
      unversioned: Number(!versioned),
      version: (versioned ? last?.version ?? 0 : 0) + 1,
      enabled: Number(enabled),
      created: this.clock.now()
    }
    if (last === undefined || versioned) this.sql.insert(written)
    else this.sql.update({ ...last, ...written })
  }

  /** DefaultConfigService.setStatusImpl. @returns false where there is nothing to switch. */
  setStatus (place: ConfigurationPlace, enabled: boolean, { login, reason = '' }: ConfigurationChange): boolean {
    const last = this.current(place)
    if (last === undefined) return false
    if ((last.enabled === 1) !== enabled) {
      this.replace(place, last.contents, { login, reason, enabled, unversioned: last.unversioned === 1 })
    }
    return true
  }
}
