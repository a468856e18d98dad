import type { ItemRow } from '../sql/items.ts'

export interface ScanRow extends ItemRow {
  /** xnat_imagescandata_id */
  readonly key: number
  readonly session: string
  readonly id: string
  readonly xsi_type: string
}
