import typescript from 'typescript'
import type { Source } from './imports.ts'

/** Files whose rows may be longer: each row is one thing, and rows are read beside each other. */
export const tables: readonly string[] = [
  'src/failures/own.ts',
  'src/failures/restlet.ts',
  'src/failures/spring.ts',
  'src/model/display/mr-session.ts',
  'src/model/display/scan-paths.ts',
  'src/model/display/subjects.ts',
  'src/model/tools/events.ts',
  'src/model/tools/mail-texts.ts',
  'src/routes/restlet/missing.ts',
  'src/routes/spring/missing.ts',
  'src/routes/spring/receivers/processors.ts',
  'src/routes/spring/receivers/receivers.ts',
  'src/seeds/built-in/demo.ts',
  'src/seeds/built-in/generated-kinds.ts',
  'src/spaces/faults/fault-presets.ts'
]

/**
 * Where the rows of a file's tables are: between the first and the last line of an object or a list that a constant of the
 * file is set to.
 */
export function rowsOf ({ file }: Source): (readonly [first: number, last: number])[] {
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line
  return file.statements.filter(typescript.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations.map(({ initializer }) => literalIn(initializer)))
    .flatMap(literal => literal === undefined ? [] : [[lineAt(literal.getStart()), lineAt(literal.end)] as const])
}

/** An object or a list, without the type that it satisfies. */
function literalIn (node: typescript.Expression | undefined): typescript.Expression | undefined {
  if (node === undefined) return undefined
  if (typescript.isSatisfiesExpression(node) || typescript.isAsExpression(node)) return literalIn(node.expression)
  return typescript.isObjectLiteralExpression(node) || typescript.isArrayLiteralExpression(node) ? node : undefined
}
