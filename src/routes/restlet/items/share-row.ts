import { type Item, newItem } from '../../../model/item.ts'
import type { ScanRow } from '../../../store/items/scan-row.ts'
import type { Call } from '../resource.ts'
import { saved } from './saved.ts'

/** Whether a scan is shared with a project. */
export const isShared = (scan: Item, project: string): boolean =>
  scan.children['sharing/share']?.some(({ values }) => values['project'] === project) === true

/** Adds a share of the scan under its own ID; one that is there stays (SecureResource.shareScanToProject). @returns the scan. */
export function shareRow ({ store, viewer }: Call, row: ScanRow, project: string): Item {
  const item = store.scans.item(row)
  if (isShared(item, project)) return item
  const field = item.type.field('sharing/share')
  if (field === undefined || field.form === 'value') return item
  const share = newItem(item.type.childType(field))
  Object.assign(share.values, { project, label: row.id })
  const submitted: Item = { ...newItem(item.type), children: { [field.path]: [share] } }
  return saved(() => store.scans.save(submitted, row, viewer))
}
