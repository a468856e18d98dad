import { failures } from '../../../failures/index.ts'
import { decode } from '../../../http/parameters.ts'
import type { Call } from '../resource.ts'

/** The path behind /files: decoded only where it has a blank or a plus in it, and then all of it (FileList's constructor). */
export function filePathOf ({ rest }: Pick<Call, 'rest'>): string {
  if (!/%20|%2B/.test(rest)) return rest
  try {
    return decode(rest)
  } catch (error) {
    throw failures.thrown((error as Error).message)
  }
}
