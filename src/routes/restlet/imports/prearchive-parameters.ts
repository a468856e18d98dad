import type { Body } from '../../../entity/body.ts'
import { Parameters } from '../../../http/parameters.ts'
import type { Call } from '../resource.ts'

/** The parameters of the query and those of a form. */
export interface Requested {
  /** The first of a name, of the query before the form. */
  readonly get: (name: string) => string | undefined
  readonly all: (name: string) => string[]
}

/** SecureResource.loadBodyVariables, loadQueryVariables */
export function requested (call: Call): Requested {
  const form = new Parameters(isForm(call.body) ? call.body.bytes.toString('utf8') : '')
  return { get: name => call.query.get(name) ?? form.get(name), all: name => [...form.all(name), ...call.query.all(name)] }
}

const isForm = (body: Body | undefined): body is Body => body?.type === 'application/x-www-form-urlencoded'
