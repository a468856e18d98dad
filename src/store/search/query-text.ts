import type { Scalar } from '../../model/item.ts'

/** Which rows a search may find. */
export interface Reader {
  readonly login: string
  /** Whether everything may be read: by an administrator. */
  readonly everything: boolean
  /** Whether rights are given for a type itself: a site has set it up. */
  readonly isSecure: (xsiType: string) => boolean
}

/**
 * The text of one search's query and the values that it compares with. No value is ever part of the text: it stands there
 * by its number.
 */
export class QueryText {
  readonly values: Scalar[] = []
  readonly reader: Reader
  private aliases = 0

  constructor (reader: Reader) {
    this.reader = reader
  }

  /** @returns what stands for a value in the text. */
  bind (value: Scalar): string {
    this.values.push(value)
    return `search_value(${this.values.length - 1})`
  }

  /** A list of values. */
  bindAll (values: readonly Scalar[]): string {
    return values.map(value => this.bind(value)).join(', ')
  }

  /** A name for a table that nothing else in the query has. */
  alias (): string {
    return `t${this.aliases++}`
  }
}

/** A path in JSON, of names that the catalogue has. */
export const jsonPath = (...names: readonly string[]): string => `'$${names.join('').replaceAll("'", "''")}'`

/** One step of such a path. */
export const jsonStep = (part: 'v' | 'n' | 'c', name: string): string => `.${part}."${name.replaceAll('"', '')}"`
