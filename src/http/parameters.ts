import { escapeXml11 } from '../model/escape.ts'

/**
 * A query string or form body as Restlet's FormReader and XNAT's getters see it: names in order, the first value of a
 * repeated one, values XML-escaped, an empty value the same as none.
 */
export class Parameters {
  private readonly pairs: readonly (readonly [name: string, value: string])[]
  private readonly values = new Map<string, string | undefined>()
  /** Java's words for a percent sign that does not decode; XNAT answers every such request with 500. */
  readonly malformed: string | undefined

  constructor (text: string) {
    const { pairs, malformed } = read(text)
    this.pairs = pairs
    this.malformed = malformed
    for (const [name, value] of pairs) if (!this.values.has(name)) this.values.set(name, value === '' ? undefined : escapeXml11(value))
  }

  /** getQueryVariable */
  get (name: string): string | undefined {
    return this.values.get(name)
  }

  /** Every value of a repeated name. */
  all (name: string): string[] {
    return this.pairs.filter(pair => pair[0] === name && pair[1] !== '').map(([, value]) => escapeXml11(value))
  }

  /** Every value of a repeated name as it was sent, empty ones too (getQueryVariables forgets to escape them). */
  raw (name: string): string[] {
    return this.pairs.filter(pair => pair[0] === name).map(([, value]) => value)
  }

  /** Whether the name is there at all, if only with an empty value. */
  names (name: string): boolean {
    return this.values.has(name)
  }

  keys (): IterableIterator<string> {
    return this.values.keys()
  }

  /** Names in order, each with its first value; undefined where that is empty. */
  entries (): IterableIterator<[string, string | undefined]> {
    return this.values.entries()
  }

  /** isQueryVariableTrue: there, not empty, and neither `false` nor `0`. So `no` is true. */
  isTrue (name: string): boolean {
    const value = this.values.get(name)
    return value !== undefined && !/^(false|0)$/i.test(value)
  }

  /** isQueryVariableFalse: literally `false` or `0`. */
  isFalse (name: string): boolean {
    return /^(false|0)$/i.test(this.values.get(name) ?? '')
  }
}

/** The query of a request, which the server has parsed so (`querystringParser`). */
export const parametersOf = ({ query }: { readonly query: unknown }): Parameters => query as Parameters

export const noParameters = new Parameters('')

function read (text: string): { pairs: [string, string][], malformed?: string } {
  const pairs: [string, string][] = []
  if (text === '') return { pairs }
  try {
    for (const part of text.split('&')) {
      const equals = part.indexOf('=')
      const name = decode(equals === -1 ? part : part.slice(0, equals))
      // FormReader stops at an empty name; what follows is lost
      if (name === '') break
      pairs.push([name, equals === -1 ? '' : decode(part.slice(equals + 1))])
    }
    return { pairs }
  } catch (error) {
    return { pairs: [], malformed: (error as Error).message }
  }
}

/** java.net.URLDecoder with UTF-8: `+` is a blank, broken UTF-8 becomes U+FFFD. @throws with Java's words. */
export function decode (text: string): string {
  const spaced = text.replaceAll('+', ' ')
  if (!spaced.includes('%')) return spaced
  return spaced.replace(/(?:%[^%]?[^%]?)+/g, run => {
    const bytes = [...run.matchAll(/%([^%]{0,2})([^%]*)/g)]
    return Buffer.from(bytes.map(([, digits = '']) => byteOf(digits))).toString('utf8')
  })
}

function byteOf (digits: string): number {
  if (digits.length < 2) throw new Error('URLDecoder: Incomplete trailing escape (%) pattern')
  if (!/^[\da-f]{2}$/i.test(digits)) {
    throw new Error(`URLDecoder: Illegal hex characters in escape (%) pattern - For input string: "${digits}"`)
  }
  return Number.parseInt(digits, 16)
}
