import { failures } from '../../../failures/index.ts'
import type { Cell, Table } from '../../../model/document.ts'
import type { Action } from '../../../store/accounts/access.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { Call } from '../resource.ts'
import { sorted } from '../lists/sorting.ts'

const actions: readonly string[] = ['create', 'read', 'edit', 'delete']

/** `?permissions=`: projects in which the caller may do so with data of a type (PermissionsProjectHandler). */
export function projectsWithRight (call: Call): Table {
  const { query, catalogue } = call
  const action = query.get('permissions')
  if (action === undefined || !actions.includes(action) || catalogue.find(query.get('dataType') ?? '') === undefined) {
    throw failures.badListing()
  }
  const rows = where(call, action as Action).map(({ id, values }) => [id, values['secondary_ID']])
  rows.sort(([, a = ''], [, b = '']) => a === b ? 0 : a < b ? -1 : 1)
  return tableOf(call, ['id', 'secondary_id'], rows)
}

/** `?creatableTypes=true`: projects in which the caller may make data (EditableProjects); the public may make none. */
export function creatableProjects (call: Call): Table {
  const { query, catalogue } = call
  const type = query.get('data-type')
  if (type !== undefined && catalogue.find(type) === undefined) throw failures.badListing()
  const rows = where(call, 'create').map(({ id, values }) => [id, values['name'], values['description'], values['secondary_ID']])
  return tableOf(call, ['id', 'name', 'description', 'secondary_id'], rows)
}

/**
 * `?creatableTypes=true` on a project: the types of which the caller's group, for administrators any group, may make
 * data (ProjectPermissionsFilter).
 */
export function creatableTypes (call: Call, { id }: ProjectRow): Table {
  const { store, viewer } = call
  const types = store.access.can(viewer, 'create', id) ? [...store.dataTypes.all()].filter(name => store.dataTypes.isSecure(name)) : []
  return tableOf(call, ['element_name'], types.sort().map(name => [name]))
}

interface Named {
  readonly id: string
  readonly values: Readonly<Record<string, string | undefined>>
}

function where ({ store, viewer }: Call, action: Action): Named[] {
  return store.projects.visible(viewer).filter(({ id }) => store.access.can(viewer, action, id)).map((row: ProjectRow) => {
    const { values } = store.projects.item(row)
    return { id: row.id, values: Object.fromEntries(Object.entries(values).map(([path, value]) => [path, String(value)])) }
  })
}

function tableOf (call: Call, columns: readonly string[], rows: readonly (readonly (string | undefined)[])[]): Table {
  const cells: Cell[][] = rows.map(row => row.map(value => value ?? null))
  return { kind: 'table', columns, rows: sorted(call, columns, cells) }
}
