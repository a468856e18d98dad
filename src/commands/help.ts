import type { Command } from './options/command.ts'
import type { Option } from './options/option.ts'

/** The text of `xnat-mock --help`: the commands, and the options of the first. */
export function help (commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return `xnat-mock: an XNAT to test against

Usage: xnat-mock [command] [options]

Commands; more about each with xnat-mock COMMAND --help:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

${optionsText(commands[0]?.options ?? [])}`
}

/** The text of `xnat-mock COMMAND --help`. */
export function commandHelp ({ name, summary, usage = '', options }: Command): string {
  return `xnat-mock ${name}: ${summary}

Usage: xnat-mock ${[name, '[options]', usage].filter(part => part !== '').join(' ')}

${optionsText(options)}`
}

function optionsText (options: readonly Option[]): string {
  const named = [
    ...options.map(option => [flagOf(option), `${option.help}${inBrackets(option)}`] as const),
    ['--help', 'show this text'] as const,
    ['--version', 'show the version'] as const
  ]
  const width = Math.max(...named.map(([flag]) => flag.length))
  return `Options${options.some(({ variable }) => variable !== undefined) ? ', each also as the environment variable in brackets' : ''}:
${named.map(([flag, text]) => `  ${flag.padEnd(width)}  ${text}`).join('\n')}
`
}

const flagOf = ({ flag, value }: Option): string => value === undefined ? `--${flag}` : `--${flag} ${value}`

const inBrackets = ({ fallback = '', variable }: Option): string =>
  `${fallback === '' ? '' : ` (default ${fallback})`}${variable === undefined ? '' : ` [${variable}]`}`
