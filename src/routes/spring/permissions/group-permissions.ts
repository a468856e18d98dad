import type { Role } from '../../../store/accounts/viewer.ts'
import type { Store } from '../../../store/index.ts'

/** What a group may do with what a field leads to. */
interface Rights {
  readonly can_read: boolean
  readonly can_edit: boolean
  readonly can_create: boolean
  readonly can_delete: boolean
  /** Whether it may let data in and out of quarantine. */
  readonly can_active: boolean
}

const reading: Rights = { can_read: true, can_edit: false, can_create: false, can_delete: false, can_active: true }
const all: Rights = { can_read: true, can_edit: true, can_create: true, can_delete: true, can_active: true }

/** The groups that XNAT makes with a project: what each may do with the project, and with data that the project owns. */
const groups: Readonly<Record<Role, { readonly project: Rights, readonly data: Rights }>> = {
  collaborator: { project: { ...reading, can_active: false }, data: reading },
  member: { project: { ...reading, can_active: false }, data: { ...reading, can_edit: true, can_create: true } },
  owner: { project: all, data: all }
}

/** Every field by which a right is given, with the rights on it; what is shared into a project may be read only. */
function fieldsOf (role: Role, types: readonly string[]): (readonly [field: string, rights: Rights])[] {
  const { project, data } = groups[role]
  return types.flatMap((type): (readonly [string, Rights])[] => type === 'xnat:projectData'
    ? [[`${type}/ID`, project]]
    : [[`${type}/project`, data], [`${type}/sharing/share/project`, reading]])
}

/** UserGroupServiceI.getProjectGroupPermissions: fields with the same rights together, groups and rights in ascending order. */
export function groupPermissions (store: Store, project: string): Record<string, unknown>[] {
  if (store.projects.byId(project) === undefined) return []
  const types = [...store.dataTypes.all()].filter(name => store.dataTypes.isSecure(name)).sort()
  return (['collaborator', 'member', 'owner'] as const).flatMap(role => {
    const alike = new Map<string, { rights: Rights, fields: string[] }>()
    for (const [field, rights] of fieldsOf(role, types)) {
      const key = Object.values(rights).map(Number).join('')
      const row = alike.get(key) ?? { rights, fields: [] }
      row.fields.push(field)
      alike.set(key, row)
    }
    return [...alike].sort(([a], [b]) => a < b ? -1 : 1)
      .map(([, { rights, fields }]) => ({ group_id: `${project}_${role}`, ...rights, fields: fields.sort().join(', ') }))
  })
}
