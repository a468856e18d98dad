import type { Static, TSchema } from 'typebox'
import Value from 'typebox/value'
import { Refusal } from '../failures/refusal.ts'

/** The value, if it fits the schema. @throws Refusal */
export function check<Schema extends TSchema> (schema: Schema, value: unknown): Static<Schema> {
  if (Value.Check(schema, value)) return value
  const names = 'properties' in schema ? Object.keys(schema.properties as object) : []
  const problems = Value.Errors(schema, value).map(({ instancePath, message, params, keyword }) => {
    const detail =
      'additionalProperties' in params
        ? `: ${String(params.additionalProperties)}`
        : 'allowedValues' in params
          ? `: ${String(params.allowedValues)}`
          : ''
    return keyword === 'boolean'
      ? undefined
      : `${instancePath === '' ? 'the body' : instancePath.slice(1).replaceAll('/', '.')} ${message}${detail}`
  })
  throw new Refusal(400, [...new Set(problems.filter(problem => problem !== undefined))].join('; '), names)
}
