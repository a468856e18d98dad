import { failures } from '../../../failures/index.ts'
import { UnfitValue } from '../../../model/values.ts'
import { OutsideArchive } from '../../../store/files/resources.ts'

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
