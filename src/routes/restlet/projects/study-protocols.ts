import { failures } from '../../../failures/index.ts'
import type { DataType } from '../../../model/data-type.ts'
import { type Item, newItem, textOf } from '../../../model/item.ts'
import type { Call } from '../resource.ts'

/**
 * BaseXnatProjectdata.initNewProject: what a new project says of a data type gets an ID, the type's name, and a first group of
 * custom variables, which has none.
 * @throws saveFailed for a data type that there is not, and for the name of one that the site has not set up.
 */
export function initStudyProtocols (call: Call, { children }: Item, projectId: string): void {
  for (const protocol of children['studyProtocol'] ?? []) {
    const dataType = textOf(protocol, 'data-type')
    if (dataType === undefined) continue
    const type = call.catalogue.find(dataType)
    if (type === undefined) throw failures.saveFailed()
    protocol.values['ID'] ??= `${projectId}_${type.sqlName}`
    protocol.values['name'] ??= pluralOf(call, type)
    if (protocol.type.xsiType === 'xnat:datatypeProtocol') defaultGroup(call, protocol, dataType)
  }
}

/** ElementSecurity.getPluralDescription */
function pluralOf ({ store }: Call, { xsiType, entry }: DataType): string {
  if (!store.dataTypes.isSetUp(xsiType)) throw failures.saveFailed()
  return entry.display?.plural ?? xsiType
}

function defaultGroup ({ catalogue }: Call, { children }: Item, dataType: string): void {
  const groups = (children['definitions/definition'] ??= [])
  let group = groups.find(({ values }) => values['ID'] === 'default')
  if (group === undefined) groups.push(group = newItem(catalogue.type('xnat:fieldDefinitionGroup')))
  Object.assign(group.values, { ID: 'default', 'data-type': dataType, 'project-specific': 0 })
}
