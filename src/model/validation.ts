import type { DataType } from './data-type.ts'
import { type Item, givenFields } from './item.ts'
import { parseInteger } from './java-number.ts'
import { complaints } from './values.ts'

/** The namespaces of the prefixes that the catalogue's types have. */
export const namespaces: Readonly<Record<string, string>> = {
  xnat: 'http://nrg.wustl.edu/xnat',
  prov: 'http://www.nbirn.net/prov',
  cat: 'http://nrg.wustl.edu/catalog',
  xdat: 'http://nrg.wustl.edu/security',
  val: 'http://nrg.wustl.edu/val',
  scr: 'http://nrg.wustl.edu/scr',
  arc: 'http://nrg.wustl.edu/arc',
  xnat_a: 'http://nrg.wustl.edu/xnat_assessments'
}

/** What the ID or label of a project, a subject, an experiment or a scan may consist of (XftStringUtils.isValidId). */
export const validId = /^[A-Za-z0-9_-]+$/

/**
 * What is wrong with an item and the rows below it, one line each in schema order (XFTValidator.Validate,
 * ValidationResults.toFullString). The line names the layer that owns the field.
 * @param complaintsOf says what is wrong with one value.
 */
export function validate (item: Item, complaintsOf = complaints): string[] {
  const fields = givenFields(item, item.type.required).flatMap(field => field.form === 'value'
    ? complaintsOf(field, item.values[field.path]).map(reason => line(item.type.layerOf(field), field.path, reason))
    : (item.children[field.path] ?? []).flatMap(row => validate(row, complaintsOf)))
  return item.said === undefined ? fields : [...fields, ...ofKeys(item, item.said.keys ?? {}), ...ofMeta(item.said.meta ?? [])]
}

/** What keeps an item out of its tables: where XNAT saves without a validation, no rule says which texts a field may have. */
export const unfit = (item: Item): string[] => validate(item, ({ values: _, ...column }, value) => complaints(column, value))

/** The column by which an item refers to a row holds a number. */
function ofKeys ({ type }: Item, keys: Readonly<Record<string, string>>): string[] {
  return Object.entries(keys).flatMap(([path, key]) => {
    const field = type.field(path)
    return field === undefined || parseInteger(key) !== undefined || /^(NULL)?$/i.test(key)
      ? []
      : [line(type.layerOf(field), path, 'Must Be A Valid Integer')]
  })
}

/** A row of what XFT keeps for itself needs its key, and no request can give that. */
const ofMeta = (layers: readonly DataType[]): string[] =>
  [...new Set(layers)].map(({ xsiType, prefix }) => incomplete(`${xsiType}_meta_data`, prefix, 'meta_data_id', 'Required Field'))

const line = (layer: DataType, path: string, reason: string): string => incomplete(layer.xsiType, layer.prefix, path, reason)

const incomplete = (element: string, prefix: string, path: string, reason: string): string =>
  `The content of element '${element}' is not complete. '{"${namespaces[prefix]}":${path}}' ${reason}`
