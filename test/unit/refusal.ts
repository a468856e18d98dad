import { Failure } from '../../src/failures/index.ts'

/** The status and words that something is refused with; nothing where it is not. */
export function refusalOf (work: () => unknown): readonly [status: number, message: string] | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof Failure) return [error.status, error.message]
    throw error
  }
}
