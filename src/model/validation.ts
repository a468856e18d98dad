import type { DataType } from './data-type.ts'
import { type Item, givenFields } from './item.ts'
import type { Value } from './types.ts'
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
 */
export function validate (item: Item): string[] {
  return givenFields(item, item.type.required).flatMap(field => field.form === 'value'
    ? complaints(field, item.values[field.path]).map(reason => line(item.type.layerOf(field), field, reason))
    : (item.children[field.path] ?? []).flatMap(validate))
}

function line (layer: DataType, field: Value, reason: string): string {
  return `The content of element '${layer.xsiType}' is not complete. '{"${namespaces[layer.prefix]}":${field.path}}' ${reason}`
}
