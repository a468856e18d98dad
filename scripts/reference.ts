import { readFileSync } from 'node:fs'
import type { Command } from '../src/commands/options/command.ts'
import { commands } from '../src/commands/index.ts'
import type { Option } from '../src/commands/options/option.ts'
import { operations } from '../src/control/index.ts'
import type { Operation } from '../src/control/operation.ts'

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** docs/options.md: every command with every flag and variable. */
export function optionsPage (): string {
  return `# Commands, flags and variables

Written by \`npm run reference\` from the table that the command itself reads; \`xnat-mock --help\` says the same.
A flag goes before its variable, a variable before the default.

${commands.map(commandPart).join('\n')}`
}

const commandPart = ({ name, summary, usage, options }: Command): string => `## \`${usageOf(name, usage)}\`

${summary.charAt(0).toUpperCase()}${summary.slice(1)}.
${options.length === 0 ? '' : `\n${tableHead}\n${options.map(optionRow).join('\n')}\n`}`

const usageOf = (name: string, usage = ''): string => `xnat-mock ${name}${usage === '' ? '' : ` ${usage}`}`

const tableHead = '| flag | variable | default | what it does |\n| --- | --- | --- | --- |'

const optionRow = ({ flag, value, variable, fallback = '', help }: Option): string =>
  `| ${code(value === undefined ? `--${flag}` : `--${flag} ${value}`)} | ${variable === undefined ? '' : code(variable)} | ` +
  `${fallback === '' ? '' : code(fallback)} | ${cell(help)} |`

const [begin, end] = ['<!-- operations -->', '<!-- end of operations -->']

/** docs/control-plane.md: the list of operations in it is made, the rest is kept. */
export function controlPage (): string {
  const page = readFileSync(new URL('../docs/control-plane.md', import.meta.url), 'utf8')
  const [before = '', rest = ''] = page.split(begin)
  const after = rest.split(end)[1] ?? ''
  return `${before}${begin}\n\n| request | what it does |\n| --- | --- |\n${operations.map(operationRow).join('\n')}\n\n${end}${after}`
}

function operationRow ({ method, url, summary, query }: Operation): string {
  const parameters =
    query === undefined
      ? ''
      : `; parameters: ${Object.entries(query)
          .map(([name, text]) => `${code(name)} (${cell(text)})`)
          .join(', ')}`
  return `| ${code(`${method} /_mock${url}`)} | ${cell(summary)}${parameters} |`
}
