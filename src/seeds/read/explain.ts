import { nearest } from '../../model/nearest.ts'
import type { Steps } from './located.ts'

/** The parts of JSON Schema that the seeds' schema is made of. */
export interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly type?: string
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly required?: readonly string[]
  readonly items?: Schema | readonly Schema[]
  readonly minItems?: number
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
}

export interface Mismatch {
  readonly steps: Steps
  readonly what: string
  readonly at: 'key' | 'value'
}

type Report = (mismatch: Mismatch) => void

/** Says in words what does not fit, and takes it out of the value, so that the rest can be looked at. */
export class Explainer {
  private readonly defs: Readonly<Record<string, Schema>>
  private readonly report: Report

  constructor (root: Schema, report: Report) {
    this.defs = root.$defs ?? {}
    this.report = report
  }

  /** @returns whether the value can be used. */
  fits (schema: Schema, value: unknown, steps: Steps): boolean {
    const { $ref, anyOf } = schema
    if ($ref !== undefined) return this.fits(this.defs[$ref.slice('#/$defs/'.length)] ?? {}, value, steps)
    if (anyOf !== undefined) return this.fitsOne(anyOf, value, steps)
    if (!this.isOfKind(schema, value)) {
      this.report({ steps, what: `must be ${this.kindOf(schema)}${shown(value)}`, at: 'value' })
      return false
    }
    if (Array.isArray(value)) return this.elements(schema, value as unknown[], steps)
    return typeof value !== 'object' || value === null || this.members(schema, value as Record<string, unknown>, steps)
  }

  private fitsOne (choices: readonly Schema[], value: unknown, steps: Steps): boolean {
    const choice = choices.map(choice => this.resolved(choice)).find(choice => this.isOfKind(choice, value))
    if (choice) return this.fits(choice, value, steps)
    this.report({ steps, what: `must be ${oneOf(choices.map(choice => this.kindOf(choice)))}${shown(value)}`, at: 'value' })
    return false
  }

  private resolved (schema: Schema): Schema {
    return schema.$ref === undefined ? schema : this.defs[schema.$ref.slice('#/$defs/'.length)] ?? {}
  }

  private isOfKind (schema: Schema, value: unknown): boolean {
    if ('const' in schema) return value === schema.const
    switch (schema.type) {
      case 'object': return typeof value === 'object' && value !== null && !Array.isArray(value)
      case 'array': return Array.isArray(value) && (schema.minItems === undefined || value.length === schema.minItems)
      case 'integer': return Number.isSafeInteger(value) && isWithin(schema, Number(value))
      case 'string': return typeof value === 'string' && (schema.pattern === undefined || new RegExp(schema.pattern).test(value))
      case 'number': return typeof value === 'number'
      case 'boolean': return typeof value === 'boolean'
      default: return true
    }
  }

  private kindOf (schema: Schema): string {
    const { type, pattern, minimum, maximum, minItems } = this.resolved(schema)
    const given = this.resolved(schema)
    if ('const' in given) return String(given.const)
    if (type === 'object') return 'a mapping'
    if (type === 'array') return minItems === undefined ? 'a list' : `a list of ${minItems}`
    if (type === 'integer') {
      return `a whole number${minimum === undefined ? '' : ` from ${minimum}`}${maximum === undefined ? '' : ` to ${maximum}`}`
    }
    if (type === 'boolean') return 'true or false'
    if (type === 'number') return 'a number'
    return pattern === undefined ? 'a text' : `a text like ${pattern}`
  }

  private elements (schema: Schema, list: unknown[], steps: Steps): boolean {
    const { items } = schema
    list.forEach((element, index) => {
      const each = Array.isArray(items) ? (items as readonly Schema[])[index] : items as Schema | undefined
      // a hole, which whoever goes on passes over
      if (each !== undefined && !this.fits(each, element, [...steps, index])) Reflect.deleteProperty(list, index)
    })
    return true
  }

  private members (schema: Schema, object: Record<string, unknown>, steps: Steps): boolean {
    const known = Object.keys(schema.properties ?? {})
    const missing = (schema.required ?? []).filter(name => !Object.hasOwn(object, name))
    for (const [name, value] of Object.entries(object)) {
      const member = this.member(schema, name)
      if (member === undefined) this.unknown(name, known, steps)
      if (member === undefined || !this.fits(member, value, [...steps, name])) Reflect.deleteProperty(object, name)
      else if (value === undefined) Reflect.deleteProperty(object, name)
    }
    for (const name of missing) this.report({ steps, what: `must have ${name}`, at: 'value' })
    return (schema.required ?? []).every(name => Object.hasOwn(object, name))
  }

  private member ({ properties = {}, patternProperties = {}, additionalProperties }: Schema, name: string): Schema | undefined {
    if (Object.hasOwn(properties, name)) return properties[name]
    const [any] = Object.values(patternProperties)
    return any ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
  }

  private unknown (name: string, known: readonly string[], steps: Steps): void {
    const like = nearest(name, known, 1)[0] ?? known.find(known => known.startsWith(name.toLowerCase()))
    this.report({
      steps: [...steps, name],
      what:
        like === undefined
          ? `is not known; there may be ${oneOf(known.filter(name => name !== '$schema'))}`
          : `is not known; did you mean ${like}?`,
      at: 'key'
    })
  }
}

/** A value in a few characters. */
function shown (value: unknown): string {
  if (value === null || value === undefined) return ', and there is nothing'
  if (Array.isArray(value)) return ', not a list'
  if (typeof value === 'object') return ', not a mapping'
  const text = JSON.stringify(value)
  return `, not ${text.length > 40 ? `${text.slice(0, 40)}…` : text}`
}

const oneOf = (names: readonly string[]): string => {
  const each = [...new Set(names)]
  return each.length < 2 ? each.join('') : `${each.slice(0, -1).join(', ')} or ${each.at(-1)}`
}

const isWithin = ({ minimum = -Infinity, maximum = Infinity }: Schema, value: number): boolean => value >= minimum && value <= maximum
