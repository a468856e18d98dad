import type { Catalogue } from '../../../model/catalogue.ts'
import { type Item, newItem } from '../../../model/item.ts'
import { type Action, rightsOf } from '../../../store/accounts/access.ts'
import type { Role } from '../../../store/accounts/viewer.ts'
import { groupNames } from './members.ts'
import { numberOf } from './number-of.ts'

type Flags = Readonly<Record<'create' | 'read' | 'edit' | 'delete' | 'active', boolean>>

const readingAlone = { create: false, read: true, edit: false, delete: false }

/** What a group's document says of one data type: its own data, and what is shared into the project. */
const mappingsOf = (xsiType: string, role: Role): readonly (readonly [field: string, flags: Flags])[] => {
  const may = (action: Action) => rightsOf(role).has(action)
  const flags = { create: may('create'), read: may('read'), edit: may('edit'), delete: may('delete'), active: true }
  if (xsiType === 'xnat:projectData') return [[`${xsiType}/ID`, role === 'owner' ? flags : { ...readingAlone, active: false }]]
  return [[`${xsiType}/project`, flags], [`${xsiType}/sharing/share/project`, { ...readingAlone, active: true }]]
}

/** The number of a group (xdat_usergroup_id). */
export const groupKey = (project: string, role: Role): number => numberOf(project) * 3 + Object.keys(groupNames).indexOf(role)

/** A group of a project with its rights (init_project_group_functions.sql). @param types the data types that rights are given for. */
export function groupItem (catalogue: Catalogue, project: string, role: Role, types: readonly string[]): Item {
  const key = groupKey(project, role)
  let next = 0
  const row = (xsiType: string, values: Item['values'], children: Item['children'] = {}): Item =>
    ({ ...newItem(catalogue.type(xsiType)), key: ++next, values, children })
  const accesses = types.map(type => {
    const allow = mappingsOf(type, role).map(([field, flags]) => row('xdat:field_mapping', {
      field,
      field_value: project,
      ...Object.fromEntries(Object.entries(flags).map(([action, is]) => [`${action}_element`, Number(is)])),
      comparison_type: 'equals'
    }))
    const set = row('xdat:field_mapping_set', { method: 'OR' }, { allow })
    return row('xdat:element_access', { element_name: type }, { 'permissions/allow_set': [set] })
  })
  return {
    ...newItem(catalogue.type('xdat:userGroup')),
    key,
    values: { ID: `${project}_${role}`, displayName: groupNames[role], tag: project },
    children: { element_access: accesses }
  }
}
