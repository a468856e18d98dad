import type { Item } from '../../../model/item.ts'
import type { SharedKind } from '../../../store/items/shares.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { Call } from '../resource.ts'

/** A share as a submitted item names it. */
export interface NamedShare {
  readonly project: string
  readonly label: string | undefined
}

export const sharesOf = ({ children }: Item): NamedShare[] => (children['sharing/share'] ?? []).flatMap(({ values: { project, label } }) =>
  project === undefined ? [] : [{ project: String(project), label: label === undefined ? undefined : String(label) }])

/** Adds the shares that an item came with and that it has not got; those that it has keep their label. */
export function saveShares ({ store }: Call, kind: SharedKind, id: string, shares: readonly NamedShare[]): void {
  for (const { project, label } of shares) {
    if (store.shares.find(kind, id, project) === undefined && store.projects.byId(project) !== undefined) {
      store.shares.add(kind, id, project, label ?? null)
    }
  }
}

/** A project owns an item that names none, and gets a share of one that names another. */
export function intoProject (item: Item, { id }: Pick<ProjectRow, 'id'>): void {
  const named = item.values['project']
  if (named === undefined) item.values['project'] = id
  if (named === undefined || named === id || sharesOf(item).some(share => share.project === id)) return
  const field = item.type.field('sharing/share')
  if (field === undefined || field.form === 'value') return
  (item.children[field.path] ??= []).push({ type: item.type.childType(field), values: { project: id }, children: {} })
}
