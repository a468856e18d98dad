import { failures } from '../../../failures/index.ts'
import type { Item } from '../../../model/item.ts'
import { parseInteger } from '../../../model/java-number.ts'
import { validId } from '../../../model/validation.ts'
import { checkEvent } from '../items/event.ts'
import type { Call } from '../resource.ts'
import { saved } from '../items/saved.ts'

/**
 * Saves a scan onto the one that it is by key or by session and ID, or as a new one (SecureResource.create). A document may
 * name the key of a scan of another type, and a path another type (extension_item/element_name): the scan is one of that then.
 */
export function saveScan (call: Call, item: Item): Item {
  const { store, viewer, catalogue } = call
  const id = String(item.values['ID'])
  checkEvent(call, failures.saveFailed)
  if (!validId.test(id)) throw failures.badScanId()
  const sameKey = item.key === undefined ? undefined : store.scans.byKey(item.key)
  const stored = sameKey ?? store.scans.find(String(item.values['image_session_ID']), id)
  const { keys = {}, type: named } = item.said ?? {}
  // a key of a row below it that there is not; others' rows stay theirs
  if (Object.values(keys).some(key => parseInteger(key) !== undefined)) throw failures.saveFailed()
  const type = named === undefined ? item.type : catalogue.find(named)
  if (type?.isA('xnat:imageScanData') !== true) throw failures.saveFailed()
  const scan = saved(() => store.scans.save(item, stored, viewer))
  if (type !== item.type) store.scans.retype(scan, type)
  return scan
}
