import { failures } from '../../../failures/index.ts'
import type { Item } from '../../../model/item.ts'
import { validId } from '../../../model/validation.ts'
import { checkEvent } from '../items/event.ts'
import type { Call } from '../resource.ts'
import { saved } from '../items/saved.ts'

/** Saves a scan onto the one that it is by key or by session and ID, or as a new one (SecureResource.create). */
export function saveScan (call: Call, item: Item): Item {
  const { store, viewer } = call
  const id = String(item.values['ID'])
  checkEvent(call, failures.saveFailed)
  if (!validId.test(id)) throw failures.badScanId()
  const sameKey = item.key === undefined ? undefined : store.scans.byKey(item.key)
  const stored = sameKey ?? store.scans.find(String(item.values['image_session_ID']), id)
  // a row's type is fixed in its tables; saving another type onto it fails in the database
  if (stored !== undefined && stored.xsi_type !== item.type.xsiType && stored.xsi_type !== 'xnat:imageScanData') throw failures.saveFailed()
  return saved(() => store.scans.save(item, stored, viewer))
}
