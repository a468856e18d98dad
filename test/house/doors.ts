import typescript from 'typescript'
import type { Source } from './imports.ts'

/** The first steps of the addresses below which something is answered. */
const steps = '(?:data|REST|xapi|schemas|fs|app|login|style|scripts|spaces|_mock)'

/** A path of the server's own, such as `/data/projects`. */
const path = new RegExp(`^/${steps}(?:/|$)`)

/** The same in a regular expression, alone or among others: `\/data\/`, `\/(?:xapi|data)`. */
const pathInPattern = new RegExp(String.raw`(?:\\/|\\/\((?:\?:)?|\\/.*\|)${steps}(?:\\/|[|)$]|$)`)

/** Constants that hold such paths. */
const constants: ReadonlySet<string> = new Set(['mount', 'controlPath', 'spacesPath', 'loginPath', 'xapi'])

const comparing: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'includes', 'indexOf', 'lastIndexOf', 'split', 'replace', 'test'])

const comparisons: ReadonlySet<typescript.SyntaxKind> = new Set([
  typescript.SyntaxKind.EqualsEqualsEqualsToken, typescript.SyntaxKind.ExclamationEqualsEqualsToken
])

/**
 * Where code compares a text with an address of the server's own, and so tells by itself what the rewriter has read
 * already. A path that is declared, linked to or sent is none of these.
 */
export function comparedPaths ({ file }: Source): string[] {
  const found: string[] = []
  const visit = (node: typescript.Node): void => {
    if (comparesPath(node)) found.push(node.getText().split('\n', 1)[0] ?? '')
    typescript.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function comparesPath (node: typescript.Node): boolean {
  if (typescript.isRegularExpressionLiteral(node)) return pathInPattern.test(node.text)
  if (typescript.isCaseClause(node)) return isPath(node.expression)
  if (typescript.isBinaryExpression(node)) return comparisons.has(node.operatorToken.kind) && [node.left, node.right].some(isPath)
  if (typescript.isPropertyAccessExpression(node)) return node.name.text === 'length' && isPath(node.expression)
  return typescript.isCallExpression(node) && typescript.isPropertyAccessExpression(node.expression) &&
    comparing.has(node.expression.name.text) && node.arguments.some(isPath)
}

/** A text, a constant, or a template that begins with one. */
function isPath (node: typescript.Node): boolean {
  if (typescript.isStringLiteralLike(node)) return path.test(node.text)
  if (typescript.isIdentifier(node)) return constants.has(node.text)
  if (!typescript.isTemplateExpression(node)) return false
  const { head: { text }, templateSpans: [first] } = node
  return text === '' ? first !== undefined && isPath(first.expression) : path.test(`${text}/`.replace('//', '/'))
}
