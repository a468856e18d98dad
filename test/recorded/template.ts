import { basesOf, changing } from './mask.ts'
import type { Names } from './names.ts'

/** Where two texts part. */
export interface Parting {
  readonly actual: number
  readonly recorded: number
}

const forms: Readonly<Record<string, RegExp>> = Object.fromEntries(Object.entries({ ...changing, KEY: '\\d+' }).map(([name, source]) => [name, new RegExp(source, 'y')]))

/**
 * A recorded text: names in braces stand for the values of this run, for anything of a form such as a date, or for the
 * base URL. Comparing by place has an advantage over masking both texts: a captured key such as 7 is not confused with
 * another 7 in the answer.
 */
export class Template {
  private readonly text: string
  private readonly names: Names
  private readonly bases: readonly string[]

  constructor (text: string, names: Names, base: string) {
    this.text = text
    this.names = names
    this.bases = basesOf(base)
  }

  /** @returns where the actual text parts from this one; undefined where it does not. */
  parts (actual: string): Parting | undefined {
    let at = 0
    let literal = 0
    for (const { 0: braced, 1: name = '', index } of this.text.matchAll(/\{([A-Za-z]\w*)\}/g)) {
      const length = this.lengthOf(name, actual, at + index - literal)
      // braces that are no name are text
      if (length === undefined) continue
      const parting = this.literalParts(actual, at, literal, index)
      if (parting) return parting
      at += index - literal
      literal = index
      if (length === -1) return { actual: at, recorded: literal }
      at += length
      literal += braced.length
    }
    return this.literalParts(actual, at, literal, this.text.length) ?? (at + this.text.length - literal < actual.length ? { actual: at + this.text.length - literal, recorded: this.text.length } : undefined)
  }

  /** The length of what stands for a name at a place of the actual text, -1 where something else stands there, undefined for what is no name. */
  private lengthOf (name: string, actual: string, at: number): number | undefined {
    const value = Object.hasOwn(this.names, name) ? this.names[name] : undefined
    if (value !== undefined) return lengthOfAny([value], actual, at)
    if (name === 'BASE') return lengthOfAny(this.bases, actual, at)
    const form = forms[/^KEY\d+$/.test(name) ? 'KEY' : name]
    if (form === undefined) return undefined
    form.lastIndex = at
    return form.exec(actual)?.[0].length ?? -1
  }

  /** Compares a stretch of this text with the actual text from a place on. */
  private literalParts (actual: string, at: number, from: number, to: number): Parting | undefined {
    for (let index = from; index < to; index++) {
      const place = at + index - from
      if (this.text[index] !== actual[place]) return { actual: place, recorded: index }
    }
    return undefined
  }
}

const lengthOfAny = (values: readonly string[], actual: string, at: number): number => values.find(value => actual.startsWith(value, at))?.length ?? -1
