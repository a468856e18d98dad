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

/** Where a configuration belongs: a tool's path, for the site or for a project. */
export interface ConfigurationPlace {
  readonly tool: string
  readonly path: string
  readonly project: string | null
}

function queries (sql: Statements) {
  return {
    tools: sql.all<[project: string | null], { tool: string }>('SELECT DISTINCT tool FROM configuration WHERE project IS ? ORDER BY tool'),
    ofTool: sql.all<[tool: string, project: string | null], Configuration>(`
      SELECT * FROM configuration AS one WHERE tool = ? AND project IS ?
        AND number = (SELECT max(number) FROM configuration AS other
          WHERE other.tool = one.tool AND other.path = one.path AND other.project IS one.project)
      ORDER BY path`),
    history: sql.all<[ConfigurationPlace], Configuration>(
      'SELECT * FROM configuration WHERE tool = :tool AND path = :path AND project IS :project ORDER BY version'
    ),
    insert: sql.insert<[Configuration]>('configuration', `
      (tool, path, project, login, created, reason, contents, unversioned, version, enabled)
      VALUES (:tool, :path, :project, :login, :created, :reason, :contents, :unversioned, :version, :enabled)`)
  }
}

/** ConfigService */
export class ConfigurationStore {
  private readonly sql
  private readonly clock: Clock

  constructor (statements: Statements, clock: Clock) {
    this.sql = queries(statements)
    this.clock = clock
  }

  tools (project: string | null): string[] {
    return this.sql.tools(project).map(({ tool }) => tool)
  }

  /** What a tool has, each in its newest version. */
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

  replace (
    place: ConfigurationPlace,
    contents: string,
    { login, reason, enabled }: { readonly login: string, readonly reason: string, readonly enabled: boolean }
  ): void {
    const version = (this.current(place)?.version ?? 0) + 1
    this.sql.insert({ ...place, login, reason, contents, unversioned: 0, version, enabled: Number(enabled), created: this.clock.now() })
  }
}
