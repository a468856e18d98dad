import { failures } from '../../../failures/index.ts'
import type { DataType } from '../../../model/data-type.ts'
import { type Item, givenFields } from '../../../model/item.ts'
import { isNull } from '../../../model/values.ts'
import { advise } from '../../../plugins/warnings.ts'
import type { Call } from '../resource.ts'

/**
 * The foreign keys of XNAT's database: a field that holds the ID of something refers to what is there, or the item is not
 * saved. The field by which a row hangs on its owner is not looked at: XFT sets it.
 * @throws brokenReference
 */
export function checkReferences (call: Call, item: Item, ownerField?: string): void {
  for (const field of givenFields(item)) {
    if (field.form !== 'value') {
      const column = field.column?.toLowerCase()
      for (const row of item.children[field.path] ?? []) checkReferences(call, row, column)
      continue
    }
    const { path, refersTo } = field
    const id = item.values[path]
    if (refersTo === undefined || id === undefined || isNull(id) || path.toLowerCase() === ownerField) continue
    if (isThere(call, refersTo, String(id))) continue
    advise(call.incoming, 'broken-reference', adviceOn(call, refersTo, path, String(id)))
    throw failures.brokenReference()
  }
}

function isThere ({ store, catalogue }: Call, refersTo: string, id: string): boolean {
  const type: DataType = catalogue.type(refersTo)
  if (type.isA('xnat:projectData')) return store.projects.byId(id) !== undefined
  if (type.isA('xnat:subjectData')) return store.subjects.byId(id) !== undefined
  if (!type.isA('xnat:experimentData')) return true
  const row = store.experiments.byId(id)
  return row !== undefined && store.experiments.type(row).isA(refersTo)
}

function adviceOn ({ catalogue }: Call, refersTo: string, path: string, id: string): string {
  const { prefix, local } = catalogue.type(refersTo)
  const label = path === 'subject_ID' ? '; here XNAT does not look for a label, or does not put the ID in its place' : ''
  return `${path} holds the ID of an ${prefix}:${local}, and there is none with the ID '${id}'${label}`
}
