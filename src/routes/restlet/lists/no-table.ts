import { Failure, failures } from '../../../failures/index.ts'
import { type Document, type TextDocument, text } from '../../../model/document.ts'
import type { Call } from '../resource.ts'

/** What stands in place of a table that could not be made: nothing, and already expired (SecureResource.representTable). */
export const noTable = ({ mime, now }: Call): TextDocument =>
  text('', { mime: `${mime};charset=ISO-8859-1`, headers: { expires: new Date(now()).toUTCString() } })

/** For a resource that logs what goes wrong with its query and goes on without a table. */
export function orNoTable (call: Call, list: () => Document): Document {
  try {
    return list()
  } catch (error) {
    // what is no exception is not caught there
    if (error instanceof Failure && error.rule !== failures.endlessListing().rule) return noTable(call)
    throw error
  }
}
