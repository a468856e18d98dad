import { failures } from '../../failures/index.ts'
import { Parameters } from '../../http/parameters.ts'
import { bodyText } from '../../entity/body.ts'
import type { XapiCall } from './endpoint.ts'

/** Parameters of a request as a servlet has them: those of its query, then those of a form in the body of a POST. */
function valuesOf ({ query, body, method }: XapiCall, name: string): readonly string[] {
  const isForm = method === 'POST' && body?.type === 'application/x-www-form-urlencoded'
  const field = method === 'POST' && body?.type === 'multipart/form-data' ? body.parts.filter(part => part.name === name) : []
  return [
    ...query.raw(name),
    ...isForm ? new Parameters(bodyText(body)).raw(name) : [],
    ...field.map(({ bytes }) => bytes.toString('utf8'))
  ]
}

export const optionalParameter = (call: XapiCall, name: string): string | undefined => valuesOf(call, name)[0]

/** RequestParam. @throws bindingFailed where it is missing */
export function parameter (call: XapiCall, name: string, type: 'String' | 'boolean' | 'int' = 'String'): string {
  const value = optionalParameter(call, name)
  if (value === undefined) throw failures.bindingFailed(`Required ${type} parameter '${name}' is not present`)
  return value
}
