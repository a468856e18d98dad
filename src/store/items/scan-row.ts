import type { ItemRow } from '../sql/items.ts'

export interface ScanRow extends ItemRow {
  /** xnat_imagescandata_id */
  key: number
  session: string
  id: string
  xsi_type: string
}
