import type { Option, Values } from './option.ts'

/** What a command is run with. */
export interface Invocation {
  readonly values: Values
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Of this package. */
  readonly version: string
  /** All that there are. */
  readonly commands: readonly Command[]
}

/** One command of `xnat-mock`. */
export interface Command {
  readonly name: string
  /** One line, for the list of commands. */
  readonly summary: string
  /** What stands for the arguments in the help text. */
  readonly usage?: string
  /** How many arguments there may be beside the options. */
  readonly most?: number
  /** Everything behind the first argument, or behind `--`, belongs to another program. */
  readonly passesOn?: true
  readonly options: readonly Option[]
  /** Loads what it needs itself, so that no other command waits for it. @returns the exit code, where there is one to return. */
  readonly run: (invocation: Invocation) => Promise<number | undefined>
}
