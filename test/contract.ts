import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Json, JsonObject } from '../src/http/components.ts'

/** A part of an OpenAPI document with its references followed. */
export function followed (value: Json, document: JsonObject): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((part: Json) => followed(part, document))
  const { $ref } = value as JsonObject
  if (typeof $ref !== 'string') return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, followed(part, document)]))
  const found = $ref.slice('#/'.length).split('/').reduce<Json>((part, name) => (part as JsonObject)[name] ?? null, document)
  if (found === null) throw new Error(`the document has no ${$ref}`)
  return followed(found, document)
}

export interface ContractOperation {
  readonly path: string
  readonly method: string
  /** Of its query parameters. */
  readonly names: readonly string[]
}

interface Operation {
  readonly parameters?: readonly { readonly in: string, readonly name: string }[]
}

/** Every operation of openapi.yaml. */
export function contractOperations (): ContractOperation[] {
  const document = parse(readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8')) as JsonObject
  const paths = followed(document['paths'] ?? {}, document) as unknown as Readonly<Record<string, Readonly<Record<string, Operation>>>>
  return Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, { parameters = [] }]) => ({
    path,
    method: method.toUpperCase(),
    names: parameters.filter(parameter => parameter.in === 'query').map(({ name }) => name)
  })))
}
