import { namesIn } from './template.ts'

interface Node<Found> {
  readonly words: Map<string, Node<Found>>
  /** What stands for a variable, by the ending that must follow it. */
  readonly variables: Map<string, Node<Found>>
  leaf?: Leaf<Found>
  /** What answers whatever is below. */
  all?: Leaf<Found>
}

interface Leaf<Found> {
  readonly names: readonly string[]
  readonly found: Found
}

export interface Match<Found> {
  readonly found: Found
  /** Percent-decoded. */
  readonly params: Readonly<Record<string, string>>
}

const newNode = <Found>(): Node<Found> => ({ words: new Map(), variables: new Map() })

/**
 * Addresses that each match a whole path, as Spring's do: a word goes before a variable, a variable with an ending before
 * one without, and all of them before `**`. Fastify's router would take a sixth of a start for Spring's endpoints alone, as
 * it has a route for each method.
 */
export class Paths<Found> {
  private readonly root = newNode<Found>()

  /** @param template with variables in braces; `/**` at its end stands for anything below, and for nothing. */
  add (template: string, found: Found): void {
    let node = this.root
    for (const segment of segmentsOf(template)) {
      if (segment === '**') {
        node.all = { names: namesIn(template), found }
        return
      }
      const [, ending] = /^\{\w+\}(.*)$/.exec(segment) ?? []
      node = ending === undefined ? child(node.words, segment) : child(node.variables, ending)
    }
    node.leaf = { names: namesIn(template), found }
  }

  /** What a path leads to first. @param path as the client wrote it; a slash at its end is nothing. */
  find (path: string): Match<Found> | undefined {
    return this.all(path).next().value ?? undefined
  }

  /** Everything that a path leads to, the best match first. */
  * all (path: string): Generator<Match<Found>, undefined> {
    const segments = segmentsOf(/^[^?#]*/.exec(path)?.[0] ?? '').map(decodeURIComponent)
    for (const { names, found, values } of below(this.root, segments, [])) {
      yield { found, params: Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])) }
    }
  }
}

const segmentsOf = (path: string): string[] => path.replace(/\/$/, '').split('/').slice(1)

function child<Found> (children: Map<string, Node<Found>>, name: string): Node<Found> {
  const known = children.get(name) ?? newNode<Found>()
  children.set(name, known)
  return known
}

function * below<Found> (
  node: Node<Found>,
  segments: readonly string[],
  values: readonly string[]
): Generator<Leaf<Found> & { readonly values: readonly string[] }> {
  const [segment, ...rest] = segments
  if (segment === undefined) {
    if (node.leaf) yield { ...node.leaf, values }
  } else {
    const word = node.words.get(segment)
    if (word) yield * below(word, rest, values)
    for (const [ending, next] of [...node.variables].sort(([a], [b]) => b.length - a.length)) {
      const value = segment.endsWith(ending) ? segment.slice(0, segment.length - ending.length) : ''
      if (value !== '') yield * below(next, rest, [...values, value])
    }
  }
  if (node.all) yield { ...node.all, values }
}
