import { namesIn } from '../../http/template.ts'

/** A way through the tree of templates: what Restlet's Router finds for a path. */
export interface Match {
  /** The template as it was attached, such as /experiments/{ASSESSED_ID}/scans. */
  readonly template: string
  /** Values of the template's variables, not percent-decoded. */
  readonly params: Readonly<Record<string, string>>
  /** What follows the part that matched; XNAT calls it the file path. */
  readonly rest: string
}

interface Node {
  readonly literals: Map<string, Node>
  variable?: Node
  attached?: Attached
}

interface Attached {
  readonly template: string
  readonly names: readonly string[]
  /** Of two matches of one length the one that was attached earlier wins. */
  readonly order: number
}

const newNode = (): Node => ({ literals: new Map() })

// Template's URI_SEGMENT: unreserved, sub-delims, `:`, `@` and escapes
const segmentStart = /^(?:[\w.~!$&'()*+,;=:@-]|%[\da-f]{2})+/i

/**
 * Restlet's Router: templates match as prefixes, even inside a segment, and the longest match wins. So
 * `…/scans/1/whatever` is the scan with the rest `whatever`, and `…/scansFOO` the list with the rest `FOO`.
 */
export class Addresses {
  private readonly root = newNode()
  private count = 0

  attach (template: string): void {
    let node = this.root
    for (const segment of template.split('/').slice(1)) {
      node = segment.startsWith('{') ? (node.variable ??= newNode()) : literal(node, segment)
    }
    node.attached = { template, names: namesIn(template), order: this.count++ }
  }

  match (path: string): Match | undefined {
    const found = best(this.root, path, [])
    if (found === undefined) return undefined
    const { attached: { template, names }, variables, rest } = found
    return { template, params: Object.fromEntries(names.map((name, at) => [name, variables[at] ?? ''])), rest }
  }
}

function literal (node: Node, segment: string): Node {
  const child = node.literals.get(segment) ?? newNode()
  node.literals.set(segment, child)
  return child
}

interface Candidate {
  readonly attached: Attached
  readonly variables: readonly string[]
  readonly rest: string
}

/** The longest match below a node for what is left of the path, which is empty or begins with `/`. */
function best (node: Node, path: string, variables: readonly string[]): Candidate | undefined {
  const here = stop(node, path, variables)
  if (!path.startsWith('/')) return here
  const end = path.indexOf('/', 1)
  const segment = end === -1 ? path.slice(1) : path.slice(1, end)
  let found = here
  const exact = node.literals.get(segment)
  if (exact) found = longer(found, best(exact, path.slice(segment.length + 1), variables))
  else {
    for (const [name, child] of node.literals) {
      if (segment.startsWith(name)) found = longer(found, stop(child, path.slice(name.length + 1), variables))
    }
  }
  if (node.variable) {
    const value = segmentStart.exec(segment)?.[0]
    if (value !== undefined) {
      const left = path.slice(value.length + 1)
      const next = value.length === segment.length ? best : stop
      found = longer(found, next(node.variable, left, [...variables, value]))
    }
  }
  return found
}

/** A match that ends inside a segment: no template goes on from there. */
function stop (node: Node, rest: string, variables: readonly string[]): Candidate | undefined {
  return node.attached && { attached: node.attached, variables, rest }
}

function longer (a: Candidate | undefined, b: Candidate | undefined): Candidate | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const difference = a.rest.length - b.rest.length
  return difference > 0 || (difference === 0 && b.attached.order < a.attached.order) ? b : a
}
