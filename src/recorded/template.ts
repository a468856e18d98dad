import { basesOf, changing } from './mask.ts'
import { type Names, valueIn } from './names.ts'

/** Where two texts part. */
export interface Parting {
  readonly actual: number
  readonly recorded: number
}

/** A stretch of a recorded text: what stands in its place in the actual text. */
interface Piece {
  readonly from: number
  /** How much of the actual text fits, from a place on. */
  readonly fits: (actual: string, at: number) => { readonly length: number, readonly whole: boolean }
}

const forms: ReadonlyMap<string, RegExp> = new Map(Object.entries({ ...changing, KEY: '\\d+' }).map(
  ([name, source]) => [name, new RegExp(source, 'y')]
))

/**
 * A recorded text: names in braces stand for the values of this run, for anything of a form such as a date, or for the
 * base URL. Comparing by place has an advantage over masking both texts: a captured key such as 7 is not confused with
 * another 7 in the answer.
 */
export class Template {
  private readonly length: number
  private readonly pieces: readonly Piece[]

  constructor (text: string, names: Names, base: string) {
    this.length = text.length
    this.pieces = piecesOf(text, name => pieceFor(name, names, base))
  }

  /** @returns where the actual text parts from this one; undefined where it does not. */
  parts (actual: string): Parting | undefined {
    let at = 0
    for (const { from, fits } of this.pieces) {
      const { length, whole } = fits(actual, at)
      if (!whole) return { actual: at + length, recorded: from + length }
      at += length
    }
    return at < actual.length ? { actual: at, recorded: this.length } : undefined
  }
}

function piecesOf (text: string, fitFor: (name: string) => Piece['fits'] | undefined): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { 0: braced, 1: name = '', index } of text.matchAll(/\{([A-Za-z]\w*)\}/g)) {
    const fits = fitFor(name)
    // braces that are no name are text
    if (fits === undefined) continue
    pieces.push({ from, fits: literal(text.slice(from, index)) }, { from: index, fits })
    from = index + braced.length
  }
  return [...pieces, { from, fits: literal(text.slice(from)) }]
}

function pieceFor (name: string, names: Names, base: string): Piece['fits'] | undefined {
  const value = valueIn(names, name)
  if (value !== undefined) return oneOf([value])
  if (name === 'BASE') return oneOf(basesOf(base))
  const form = forms.get(/^KEY\d+$/.test(name) ? 'KEY' : name)
  return form && ((actual, at) => {
    form.lastIndex = at
    const length = form.exec(actual)?.[0].length
    return { length: length ?? 0, whole: length !== undefined }
  })
}

const literal = (text: string): Piece['fits'] => (actual, at) => {
  let length = 0
  while (length < text.length && text[length] === actual[at + length]) length++
  return { length, whole: length === text.length }
}

const oneOf = (values: readonly string[]): Piece['fits'] => (actual, at) => {
  const value = values.find(value => actual.startsWith(value, at))
  return { length: value?.length ?? 0, whole: value !== undefined }
}
