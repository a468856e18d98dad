import type { DataType } from '../../../model/data-type.ts'
import type { Field } from '../../../model/types.ts'
import { declared } from '../../../serializers/namespaces.ts'

export const formattedName = ({ xsiType }: DataType): string => xsiType.replace(':', '_')

export const namespaceOf = ({ prefix }: DataType): string => declared.find(schema => schema.prefix === prefix)?.namespace ?? prefix

const own = { longText: 'xdat:LONGVARCHAR', json: 'xdat:jsonb' } as const

/** The type of a field in its schema. */
function xmlType (field: Field): string {
  if (field.form !== 'value') return field.child
  return field.kind === 'longText' || field.kind === 'json' ? own[field.kind] : `xs:${field.kind}`
}

/** A member of a JSON object: a name may come twice, as two fields may end alike. */
const member = (name: string, value: string): string => `${JSON.stringify(name)}:${value}`

/** A field by the last word of its path. */
function fieldText (prefix: string, path: string, type: string): string {
  return member(path.slice(path.lastIndexOf('/') + 1), JSON.stringify({ prefix, xmlPath: path, xmlType: type }))
}

/** GenericWrapperElement, as Jackson writes it: the type that it extends stands first among its fields, what XFT adds last. */
export function elementText (type: DataType): string {
  const { prefix, local, xsiType, entry } = type
  const formatted = formattedName(type)
  const parent = entry.extends
  const fields = [
    ...parent === undefined ? [] : [fieldText(parent.split(':')[0] ?? prefix, parent.split(':')[1] ?? parent, parent)],
    ...type.own.map(field => fieldText(prefix, field.path, xmlType(field))),
    fieldText(prefix, 'meta', `${xsiType}_meta_data`)
  ]
  const head = JSON.stringify({
    label: local,
    sqlName: formatted,
    name: local,
    properName: entry.element ?? xsiType,
    formattedName: formatted,
    xmlName: xsiType,
    type: xsiType,
    namespacePrefix: prefix,
    namespaceURI: namespaceOf(type),
    defaultKey: { [`${formatted}_id`]: 'xs:integer' }
  })
  return `${head.slice(0, -1)},"fields":{${fields.join(',')}}}`
}

/** A map of types by their formatted names. */
export const elementsText = (types: readonly DataType[]): string =>
  `{${types.map(type => member(formattedName(type), elementText(type))).join(',')}}`
