import { failures } from '../../failures/index.ts'
import type { Failure } from '../../failures/failure.ts'

type Target = 'boolean' | 'java.lang.Boolean' | 'int' | 'java.lang.Integer' | 'long' | 'java.lang.Long'

/** TypeMismatchException, of what stands in an address or in its query. */
const mismatch = (target: Target, cause: string): Failure => failures.requestFailed(
  `Failed to convert value of type 'java.lang.String' to required type '${target}'; nested exception is ${cause}`
)

/** Spring's StringToBooleanConverter, CustomBooleanEditor. @throws requestFailed */
export function flag (text: string, target: 'boolean' | 'java.lang.Boolean' = 'java.lang.Boolean'): boolean {
  const value = text.trim().toLowerCase()
  if (['true', 'on', 'yes', '1'].includes(value)) return true
  if (['false', 'off', 'no', '0'].includes(value)) return false
  throw mismatch(target, `java.lang.IllegalArgumentException: Invalid boolean value [${text}]`)
}

/** A whole number in an address. @throws requestFailed */
export function whole (text: string, target: 'int' | 'java.lang.Integer' | 'long' | 'java.lang.Long' = 'int'): number {
  if (!/^[+-]?\d+$/.test(text.trim())) throw mismatch(target, `java.lang.NumberFormatException: For input string: "${text}"`)
  return Number(text)
}
