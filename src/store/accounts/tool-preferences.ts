import { type Tool, toolDefaults } from '../../model/tools/defaults.ts'
import type { Statements } from '../sql/statements.ts'

export type ToolPreferences = Readonly<Record<string, string>>

/** Preferences of tools beside the site's own (NrgPreferenceService): texts by name. */
export class ToolPreferenceStore {
  private readonly list
  private readonly write
  private readonly drop

  constructor (sql: Statements) {
    this.list = sql.all<[tool: Tool], { name: string, value: string }>(
      'SELECT name, value FROM tool_preference WHERE tool = ? ORDER BY name'
    )
    this.write = sql.insert<[tool: Tool, name: string, value: string]>(
      'tool_preference',
      '(tool, name, value) VALUES (?, ?, ?) ON CONFLICT (tool, name) DO UPDATE SET value = excluded.value'
    )
    this.drop = sql.delete<[tool: Tool, name: string]>('tool_preference', 'WHERE tool = ? AND name = ?')
  }

  read (tool: Tool): ToolPreferences {
    return { ...toolDefaults[tool], ...Object.fromEntries(this.list(tool).map(({ name, value }) => [name, value])) }
  }

  set (tool: Tool, name: string, value: string): void {
    this.write(tool, name, value)
  }

  /** Gives a preference its default again; one that has none is gone. */
  reset (tool: Tool, name: string): void {
    this.drop(tool, name)
  }
}
