import { readFileSync, readdirSync } from 'node:fs'
import typescript from 'typescript'

/** A file of the project that is parsed. */
export interface Source {
  /** From the root of the project. */
  readonly path: string
  readonly text: string
  readonly file: typescript.SourceFile
}

const root = new URL('../../', import.meta.url)

/** Every file of a folder whose name ends in one of the endings, in the folders below it too. */
export function sourcesIn (folder: string, endings: readonly string[] = ['.ts']): Source[] {
  return readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter(name => endings.some(ending => name.endsWith(ending)) && !name.includes('node_modules/'))
    .map(name => `${folder}/${name}`)
    .sort()
    .map(path => {
      const text = readFileSync(new URL(path, root), 'utf8')
      return { path, text, file: typescript.createSourceFile(path, text, typescript.ScriptTarget.Latest, true) }
    })
}

/** Each file of ours that a source imports, exports from, or loads later, as a value or as a type. */
export function importsOf ({ path, file }: Source): string[] {
  const found = new Set<string>()
  const visit = (node: typescript.Node): void => {
    const specifier = specifierOf(node)
    if (specifier?.startsWith('.')) found.add(new URL(specifier, new URL(path, 'file:///')).pathname.slice(1))
    typescript.forEachChild(node, visit)
  }
  visit(file)
  return [...found].sort()
}

/** `import … from`, `export … from`, `import('…')` as an expression, `import('…')` as a type. */
function specifierOf (node: typescript.Node): string | undefined {
  if (typescript.isImportDeclaration(node) || typescript.isExportDeclaration(node)) return literal(node.moduleSpecifier)
  if (typescript.isCallExpression(node) && node.expression.kind === typescript.SyntaxKind.ImportKeyword) return literal(node.arguments[0])
  if (typescript.isImportTypeNode(node) && typescript.isLiteralTypeNode(node.argument)) return literal(node.argument.literal)
  return undefined
}

const literal = (node: typescript.Node | undefined): string | undefined =>
  node !== undefined && typescript.isStringLiteralLike(node) ? node.text : undefined

/**
 * The files that import each other, directly or through others: Tarjan's strongly connected components of more than one.
 * @param imports of each file.
 */
export function circlesIn (imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  const visit = (file: string): number => {
    const number = order.size
    order.set(file, number)
    low.set(file, number)
    open.push(file)
    for (const other of imports.get(file) ?? []) {
      const reached = order.has(other) ? (open.includes(other) ? order.get(other) : undefined) : visit(other)
      low.set(file, Math.min(low.get(file) ?? number, reached ?? number))
    }
    if (low.get(file) === number) circles.push(open.splice(open.indexOf(file)))
    return low.get(file) ?? number
  }
  for (const file of imports.keys()) if (!order.has(file)) visit(file)
  return circles.filter(({ length }) => length > 1).map(circle => circle.sort())
}
