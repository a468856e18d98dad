import { failures } from '../failures.ts'
import type { Item } from '../model/item.ts'
import { UnfitValue } from '../model/values.ts'
import { checkEvent } from './event.ts'
import { OutsideArchive } from '../store/resources.ts'
import type { Call } from './resource.ts'

/** Identifiers.validate of the data model: what a scan's ID may consist of. */
const validId = /^[A-Za-z0-9_-]+$/

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

/** Runs a save; a value that does not fit its column is XNAT's 400 or 500, and so are files of others. */
export function saved<Result> (save: () => Result): Result {
  try {
    return save()
  } catch (error) {
    if (error instanceof UnfitValue) throw error.status === 400 ? failures.unfitValue() : failures.saveFailed()
    if (error instanceof OutsideArchive) throw failures.outsideArchive(error.message)
    throw error
  }
}
