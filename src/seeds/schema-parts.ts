import Type, { type Static, type TSchema } from 'typebox'

/** A part that is described once, under `$defs`. */
export const part = <Schema extends TSchema>(name: string, schema: Schema, description?: string) =>
  Type.Unsafe<Static<Schema>>({ $ref: `#/$defs/${name}`, ...(description !== undefined && { description }) })

export const strict = { additionalProperties: false } as const
export const optional = Type.Optional

/** A text that YAML may take for a number. */
export const text = (description: string) => Type.Union([Type.String(), Type.Number()], { description })
export const count = (description: string, minimum = 0) => Type.Integer({ minimum, description })
export const time = (description: string) =>
  Type.String({
    description: `${description}: ISO 8601, such as 2020-01-15T09:30:00Z`,
    pattern: '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z)?$'
  })
