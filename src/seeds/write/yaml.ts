import { LazyList, type Scalar, type Tree, type TreeObject, hasLazy, isObject, membersOf } from './tree.ts'

/** Where editors find the format. */
const schemaLine = '# yaml-language-server: $schema=https://unpkg.com/xnat-mock/seed.schema.json\n'

/** A seed as YAML 1.2, in blocks; small mappings on one line. */
export function * writeYaml (tree: TreeObject): Generator<string> {
  yield schemaLine
  for (const [name, member] of membersOf(tree)) yield * part(`${key(name)}:`, member, '')
}

/** @param head what stands before the value: a key or a dash. */
function * part (head: string, tree: Tree, indent: string): Generator<string> {
  if (!(tree instanceof LazyList) && !hasLazy(tree)) {
    yield block(head, tree, indent)
  } else if (tree instanceof LazyList) {
    let isEmpty = true
    for (const element of tree.elements()) {
      if (isEmpty) yield `${indent}${head}\n`
      isEmpty = false
      yield * part('-', element, `${indent}  `)
    }
    if (isEmpty) yield `${indent}${head} []\n`
  } else if (isObject(tree)) {
    yield * members(head, tree, indent)
  }
}

function * members (head: string, tree: TreeObject, indent: string): Generator<string> {
  let isFirst = true
  if (head !== '-') yield `${indent}${head}\n`
  for (const [name, member] of membersOf(tree)) {
    const first = isFirst && head === '-'
    isFirst = false
    const [text = '', ...rest] = part(`${first ? '- ' : ''}${key(name)}:`, member, first ? indent : `${indent}  `)
    yield text
    yield * rest
  }
}

/** A part that is all there. */
function block (head: string, tree: Tree, indent: string): string {
  const line = flow(tree)
  if (line !== undefined) return `${indent}${head} ${line}\n`
  if (Array.isArray(tree)) {
    return `${indent}${head}\n${(tree as readonly Tree[]).map(element => block('-', element, `${indent}  `)).join('')}`
  }
  const inner = `${indent}  `
  const lines = [...membersOf(tree as TreeObject)].map(([name, member]) => block(`${key(name)}:`, member, inner)).join('')
  // the first member stands behind the dash
  return head === '-' ? `${indent}- ${lines.slice(inner.length)}` : `${indent}${head}\n${lines}`
}

const longestLine = 120

/** What fits on one line. */
function flow (tree: Tree): string | undefined {
  if (typeof tree !== 'object') return scalar(tree)
  if (tree instanceof LazyList) return undefined
  if (Array.isArray(tree)) return short('[', (tree as readonly Tree[]).map(element => isScalar(element) ? scalar(element) : undefined), ']')
  return short(
    '{',
    [...membersOf(tree as TreeObject)].map(([name, member]) => isScalar(member) ? `${key(name)}: ${scalar(member)}` : undefined),
    '}'
  )
}

function short (open: string, parts: readonly (string | undefined)[], close: string): string | undefined {
  if (parts.includes(undefined)) return undefined
  const text = open + parts.join(', ') + close
  return text.length > longestLine && parts.length > 1 ? undefined : text
}

const isScalar = (tree: Tree): tree is Scalar => typeof tree !== 'object'

/** A text that is nothing else without quotes. */
const plain = /^[A-Za-z_](?:[\w./+-]|:(?=\w))*$/
const words = /^(?:true|false|null|yes|no|on|off|y|n)$/i

const key = (name: string): string => scalar(name)

function scalar (value: Scalar): string {
  if (typeof value !== 'string') return String(value)
  return plain.test(value) && !words.test(value) ? value : quoted(value)
}

/** JSON's quotes are YAML's, but that YAML has more characters that cannot be seen. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
