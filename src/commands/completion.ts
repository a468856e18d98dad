import type { Command } from './options/command.ts'
import { type Option, UsageError, oneOf } from './options/option.ts'
import { dictionary } from '../model/dictionary.ts'

/** Prints what makes a shell complete commands, flags and the values that are known. */
export const completion: Command = {
  name: 'completion',
  summary: 'print completions for a shell: source <(xnat-mock completion bash)',
  usage: 'bash|zsh|fish',
  most: 1,
  options: [],
  run: async ({ args: [shell = ''], commands }) => {
    const wrong = oneOf(...Object.keys(shells))(shell)
    if (wrong !== undefined) throw new UsageError(`the shell ${wrong}, not '${shell}'`)
    process.stdout.write(shells[shell]?.(commands) ?? '')
    return undefined
  }
}

/** Values that an option's help names, as in `pretty|json|silent`; a word in capitals stands for any. */
const choices = ({ value = '' }: Option): string[] => value.split('|').filter(choice => /^[a-z]/.test(choice))

const takesFile = ({ value = '' }: Option): boolean => /\bFILE\b/.test(value)

const flagsOf = ({ options }: Command): string => [...options.map(({ flag }) => `--${flag}`), '--help'].join(' ')

function bash (commands: readonly Command[]): string {
  const values = new Map(
    commands
      .flatMap(({ options }) => options)
      .filter(option => option.value !== undefined)
      .map(option => [option.flag, option])
  )
  const cases = [...values.values()].map(option => {
    const files = takesFile(option) ? ' $(compgen -f -- "$word")' : ''
    return `    --${option.flag}) COMPREPLY=($(compgen -W "${choices(option).join(' ')}" -- "$word")${files}); return ;;`
  })
  const firstWords = `${commands.map(({ name }) => name).join(' ')} ${flagsOf(commands[0] ?? completion)} --version`
  return `_xnat_mock () {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  case "$before" in
${cases.join('\n')}
  esac
  if [ "$COMP_CWORD" = 1 ]; then COMPREPLY=($(compgen -W "${firstWords}" -- "$word")); return; fi
  case "$command" in
${commands.slice(1).map(command => `    ${command.name}) COMPREPLY=($(compgen -W "${flagsOf(command)} ${argumentsOf(command)}" -- ` +
  '"$word")) ;;').join('\n')}
    *) COMPREPLY=($(compgen -W "${flagsOf(commands[0] ?? completion)}" -- "$word")) ;;
  esac
}
complete -o default -F _xnat_mock xnat-mock
`
}

/** Words that may stand behind the command. */
const argumentsOf = ({ usage = '' }: Command): string => usage.split(/[| ]/).filter(word => /^[a-z]+$/.test(word)).join(' ')

const zsh = (commands: readonly Command[]): string => `#compdef xnat-mock
autoload -U +X bashcompinit && bashcompinit
${bash(commands)}`

function fish (commands: readonly Command[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const names = commands.map(({ name }) => name).join(' ')
  const lines = commands.flatMap(({ name, summary, options, usage = '' }, index) => {
    const seen =
      index === 0
        ? `not __fish_seen_subcommand_from ${commands
            .slice(1)
            .map(({ name }) => name)
            .join(' ')}`
        : `__fish_seen_subcommand_from ${name}`
    const words = argumentsOf({ usage } as Command)
    return [
      `complete -c xnat-mock -n ${quoted(`not __fish_seen_subcommand_from ${names}`)} -f -a ${name} -d ${quoted(summary)}`,
      ...(words === '' ? [] : [`complete -c xnat-mock -n ${quoted(seen)} -f -a ${quoted(words)}`]),
      ...options.map(
        option =>
          `complete -c xnat-mock -n ${quoted(seen)} -l ${option.flag} -d ` +
          `${quoted(option.help)}${option.value === undefined
        ? ''
        : ` -r${takesFile(option) ? 'F' : 'f'}${choices(option).length > 0 ? ` -a ${quoted(choices(option).join(' '))}` : ''}`}`
      )
    ]
  })
  return `${lines.join('\n')}\n`
}

const shells = dictionary<(commands: readonly Command[]) => string>({ bash, zsh, fish })
