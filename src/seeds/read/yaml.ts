import type { CST, Document, LineCounter, Node, Pair, Scalar } from 'yaml'
import { deepest } from './json.ts'
import { type Located, type Position, type Steps, Unreadable } from './located.ts'

type Yaml = typeof import('yaml')

/** How many values aliases may stand for, all together. */
const mostValues = 5_000_000

/** Reads YAML 1.2, and where in the text its parts stand. @throws Unreadable with the first thing that is wrong. */
export function readYaml (yaml: Yaml, text: string): Located {
  const lines = new yaml.LineCounter()
  const document = parsed(yaml, text, lines)
  const positionOf = (offset: number): Position => positionIn(lines, offset)
  const [wrong] = [...document.errors, ...document.warnings]
  if (wrong) throw new Unreadable(wordsOf(wrong.message), positionOf(wrong.pos[0]))
  const reader = new YamlReader(yaml, document, positionOf)
  return { value: reader.value(document.contents, 0).value, find: (steps, at) => positionOf(offsetOf(yaml, document, steps, at)) }
}

/** As parseDocument does it, but that how deep the text goes is looked at before anything follows it down. */
function parsed (yaml: Yaml, text: string, lines: LineCounter): Document.Parsed {
  const composer = new yaml.Composer({ lineCounter: lines, prettyErrors: false, version: '1.2', uniqueKeys: true, merge: false })
  const documents = composer.compose(shallow(new yaml.Parser(lines.addNewLine).parse(text), lines), true, text.length)
  const [document, second] = [...documents]
  if (document === undefined || second !== undefined) {
    throw new Unreadable('a seed is one document', positionIn(lines, second?.range[0] ?? 0))
  }
  return document as Document.Parsed
}

function * shallow (tokens: Iterable<CST.Token>, lines: LineCounter): Generator<CST.Token> {
  for (const token of tokens) {
    const open: [depth: number, token: CST.Token | null | undefined][] = [[0, token]]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [depth, token] = next
      if (token && depth > deepest) throw new Unreadable(`nested deeper than ${deepest}`, positionIn(lines, token.offset))
      if (token?.type === 'document') open.push([depth, token.value])
      else if (token && 'items' in token) for (const { key, value } of token.items) open.push([depth + 1, key], [depth + 1, value])
    }
    yield token
  }
}

function positionIn (lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

const wordsOf = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1)

interface Read {
  readonly value: unknown
  /** How many values it stands for. */
  readonly size: number
}

/** Makes values of nodes. What an alias names is made once, however often it is named. */
class YamlReader {
  private readonly yaml: Yaml
  private readonly document: Document.Parsed
  private readonly positionOf: (offset: number) => Position
  private readonly anchored = new Map<Node, Read>()
  private readonly open = new Set<Node>()

  constructor (yaml: Yaml, document: Document.Parsed, positionOf: (offset: number) => Position) {
    this.yaml = yaml
    this.document = document
    this.positionOf = positionOf
  }

  value (node: Node | null, depth: number): Read {
    const { isAlias, isMap, isScalar, isSeq } = this.yaml
    if (node === null) return { value: null, size: 1 }
    if (depth > deepest) this.fail(node, `nested deeper than ${deepest}`)
    if (isScalar(node)) return { value: plain(node), size: 1 }
    if (isAlias(node)) return this.target(node, node.resolve(this.document), depth)
    if (isSeq(node)) return this.sized(node, node.items.map(item => this.value(item as Node | null, depth + 1)), values => values)
    if (isMap(node)) return this.map(node, node.items as Pair<Node, Node | null>[], depth)
    return this.fail(node, 'no kind of value that a seed has')
  }

  private target (alias: Node, target: Node | undefined, depth: number): Read {
    if (target === undefined) this.fail(alias, 'an alias of nothing')
    if (this.open.has(target)) this.fail(alias, 'an alias of what it stands in')
    const known = this.anchored.get(target)
    if (known) return known
    this.open.add(target)
    const read = this.value(target, depth)
    this.open.delete(target)
    this.anchored.set(target, read)
    return read
  }

  private map (node: Node, pairs: readonly Pair<Node, Node | null>[], depth: number): Read {
    const keys = pairs.map(({ key }) => {
      if (!this.yaml.isScalar(key)) this.fail(key, 'a key must be a text')
      return String(key.source ?? key.value)
    })
    if (node.range) this.open.add(node)
    const read = this.sized(
      node,
      pairs.map(({ value }) => this.value(value, depth + 1)),
      values => Object.fromEntries(values.map((value, index) => [keys[index], value]))
    )
    this.open.delete(node)
    return read
  }

  private sized (node: Node, parts: readonly Read[], join: (values: unknown[]) => unknown): Read {
    const size = parts.reduce((sum, part) => sum + part.size, 1)
    if (size > mostValues) this.fail(node, 'its aliases stand for far too many values')
    return { value: join(parts.map(({ value }) => value)), size }
  }

  private fail (node: Node, what: string): never {
    throw new Unreadable(what, this.positionOf(node.range?.[0] ?? 0))
  }
}

/** A number that would lose something, such as 3.0 or 007, stays the text that it is. */
function plain ({ value, source }: Scalar): unknown {
  if (typeof value === 'bigint') return source ?? String(value)
  return typeof value === 'number' && source !== undefined && String(value) !== source ? source : value
}

/** Where a part begins; as far as there is a way to it. */
function offsetOf ({ isAlias, isMap, isSeq, isScalar }: Yaml, document: Document.Parsed, steps: Steps, at: 'key' | 'value'): number {
  let node: Node | null | undefined = document.contents
  let offset = node?.range?.[0] ?? 0
  for (const [index, step] of steps.entries()) {
    if (isAlias(node)) node = node.resolve(document)
    const isLast = index === steps.length - 1
    if (isMap(node)) {
      const pair: Pair<Node, Node | null> | undefined = (node.items as Pair<Node, Node | null>[]).find(
        ({ key }) => isScalar(key) && String(key.source ?? key.value) === step
      )
      if (pair === undefined) return offset
      node = pair.value
      offset = ((isLast && at === 'key') || node === null ? pair.key : node).range?.[0] ?? offset
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step] as Node | undefined
      offset = node?.range?.[0] ?? offset
    } else {
      return offset
    }
  }
  return offset
}
