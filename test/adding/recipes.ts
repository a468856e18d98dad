import typescript from 'typescript'
import { blocksOf } from '../clients/blocks.ts'

/** Code that goes into a file: the whole of it, or what is new in it. */
export interface Code {
  /** From the root of the project. */
  readonly path: string
  readonly text: string
}

/** Commands, and what they print. */
export interface Commands {
  readonly text: string
  readonly expected: string
}

export interface Recipe {
  readonly title: string
  readonly code: readonly Code[]
  readonly commands: readonly Commands[]
}

/** The recipes of a document: a section each. A block names its file behind its language. */
export function recipesIn (document: string): Recipe[] {
  return document.split(/^## /m).slice(1).map(section => {
    const blocks = blocksOf(section)
    return {
      title: section.slice(0, section.indexOf('\n')),
      code: blocks.flatMap(({ info, text }) => info.startsWith('ts ') ? [{ path: info.slice('ts '.length), text }] : []),
      commands: blocks.flatMap(({ info, text, expected }) => info === 'sh elsewhere' ? [{ text, expected: expected ?? '' }] : [])
    }
  })
}

/**
 * A file with what a block adds to it: imports at its top; an `export const` in place of the one of that name, which it
 * must repeat but for one element; anything else into the list, that the file has last, or the function that it exports last.
 * @throws where the block does not fit the file.
 */
export function added (file: string, block: string): string {
  const [, imports = '', rest = ''] = /^((?:import .*\n)*)\n*([\s\S]*)$/.exec(block) ?? []
  const withRest = rest.startsWith('export const ') ? replaced(file, rest) : inserted(file, rest)
  return imports + withRest
}

const parsed = (text: string): typescript.SourceFile => typescript.createSourceFile('file.ts', text, typescript.ScriptTarget.Latest, true)

/** A statement of a constant that is set to a list. */
interface List {
  readonly name: string
  readonly statement: typescript.Statement
  readonly elements: typescript.ArrayLiteralExpression
}

/** A list, also one that is written `[…] as const`. */
const listOf = (expression: typescript.Expression | undefined): typescript.Expression | undefined =>
  expression !== undefined && typescript.isAsExpression(expression) ? expression.expression : expression

function listsIn (text: string): List[] {
  return parsed(text).statements.flatMap(statement => {
    if (!typescript.isVariableStatement(statement)) return []
    const [declaration] = statement.declarationList.declarations
    const elements = listOf(declaration?.initializer)
    return declaration !== undefined && elements !== undefined && typescript.isArrayLiteralExpression(elements)
      ? [{ name: declaration.name.getText(), statement, elements }]
      : []
  })
}

function replaced (file: string, statement: string): string {
  const [wanted] = listsIn(statement)
  const there = listsIn(file).find(({ name }) => name === wanted?.name)
  if (wanted === undefined || there === undefined) throw new Error(`the file has no such list: ${statement}`)
  const names = ({ elements }: List): string => elements.elements.map(element => element.getText()).join(', ')
  const [before, after] = [names(there), names(wanted)]
  if (!after.startsWith(`${before}, `)) throw new Error(`the list is [${before}] now, and the document adds to it: [${after}]`)
  return file.slice(0, there.statement.getStart()) + statement.trimEnd() + file.slice(there.statement.end)
}

function inserted (file: string, lines: string): string {
  const bodies = parsed(file).statements.flatMap(statement =>
    typescript.isFunctionDeclaration(statement) && statement.getText().startsWith('export ') && statement.body ? [statement.body] : [])
  const into = listsIn(file).at(-1)?.elements ?? bodies.at(-1)
  if (into === undefined) throw new Error(`the file has neither a list nor an exported function for: ${lines}`)
  const at = into.getStart() + 1
  return `${file.slice(0, at)}\n${lines.trimEnd()}${file.slice(at)}`
}
