/** A part of an OpenAPI document. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject { readonly [name: string]: Json }

/** Something that may stand in several operations. */
interface Part {
  readonly value: JsonObject
  /** What it is called, if nothing else in the document is. */
  readonly name: string
  /** The ID of the operation where it stands. */
  readonly operation: string
}

/**
 * An OpenAPI document in which schemas that have a title, and parameters and responses that several operations have, stand
 * once, under `components`. It says the same as before.
 */
export function withComponents (document: JsonObject): JsonObject {
  const schemas = new Map<string, JsonObject>()
  const paths = eachOperation(objectAt(document, 'paths'), operation => withoutSchemas(operation, schemas))
  const operations = Object.values(paths).flatMap(path => Object.values(path as JsonObject) as JsonObject[])
  const parameters = namesOf(operations.flatMap(parametersIn))
  const responses = namesOf(operations.flatMap(responsesIn))
  return {
    ...document,
    components: {
      ...objectAt(document, 'components'),
      schemas: Object.fromEntries(schemas),
      parameters: partsOf(parameters),
      responses: partsOf(responses)
    },
    paths: eachOperation(paths, operation => ({
      ...operation,
      ...('parameters' in operation && {
        parameters: parametersIn(operation).map(({ value }) => reference('parameters', parameters, value))
      }),
      responses: mapped(objectAt(operation, 'responses'), value => reference('responses', responses, value as JsonObject))
    }))
  }
}

const objectAt = (value: JsonObject, name: string): JsonObject => (value[name] ?? {}) as JsonObject

const mapped = (value: JsonObject, change: (part: Json) => Json): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([name, part]) => [name, change(part)]))

const eachOperation = (paths: JsonObject, change: (operation: JsonObject) => JsonObject): JsonObject =>
  mapped(paths, path => mapped(path as JsonObject, operation => change(operation as JsonObject)))

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

/** A value with a reference in place of each schema that has a title; inner ones are taken out first. */
function withoutSchemas<Value extends Json> (value: Value, taken: Map<string, JsonObject>): Value {
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(part => withoutSchemas(part, taken)) as Json as Value
  const schema = mapped(value as JsonObject, part => withoutSchemas(part, taken))
  if (typeof schema['title'] !== 'string') return schema as Value
  const name = pascalCase(schema['title'])
  const known = taken.get(name)
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
    throw new Error(`two schemas have the title ${schema['title']}`)
  }
  taken.set(name, schema)
  return { $ref: `#/components/schemas/${name}` } as JsonObject as Value
}

const parametersIn = (operation: JsonObject): Part[] => ((operation['parameters'] ?? []) as readonly JsonObject[]).map(value =>
  ({ value, name: String(value['name']).replace(/[^\w.-]/g, '-'), operation: String(operation['operationId']) }))

const responsesIn = (operation: JsonObject): Part[] => Object.values(objectAt(operation, 'responses')).map(response => {
  const value = response as JsonObject
  return { value, name: pascalCase(String(value['description'])), operation: String(operation['operationId']) }
})

/**
 * The names of parts that stand there more than once, by the part as JSON. Of several with one name each gets the ID of its
 * first operation before it.
 */
function namesOf (parts: readonly Part[]): Map<string, string> {
  const byText = new Map<string, Part[]>()
  for (const part of parts) {
    const text = JSON.stringify(part.value)
    byText.set(text, [...byText.get(text) ?? [], part])
  }
  const repeated = [...byText].flatMap(([text, [first, ...others]]) => first && others.length > 0 ? [{ text, ...first }] : [])
  return new Map(repeated.map(({ text, name, operation }) =>
    [text, repeated.filter(other => other.name === name).length === 1 ? name : `${operation}.${name}`]))
}

const partsOf = (names: ReadonlyMap<string, string>): JsonObject =>
  Object.fromEntries([...names].map(([text, name]) => [name, JSON.parse(text) as JsonObject]))

function reference (kind: string, names: ReadonlyMap<string, string>, value: JsonObject): JsonObject {
  const name = names.get(JSON.stringify(value))
  return name === undefined ? value : { $ref: `#/components/${kind}/${name}` }
}

/** A few words as one name: `No such place` is `NoSuchPlace`. */
const pascalCase = (words: string): string =>
  words.replaceAll("'", '').split(/[^A-Za-z0-9]+/).map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('')
