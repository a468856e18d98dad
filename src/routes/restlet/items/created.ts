import { type TextDocument, text } from '../../../model/document.ts'
import { siteOrigin } from '../../../plugins/site.ts'
import type { Call } from '../resource.ts'

/** What a POST to a list answers: the new address as text; Location keeps the query behind it (returnSuccessfulCreateFromList). */
export function created (call: Call, id: string): TextDocument {
  const [path = '', query] = call.url.split('?', 2)
  const address = `${siteOrigin(call)}${path.replace(/\/$/, '')}/${id}`
  return text(address, { headers: { location: query === undefined ? address : `${address}?${query}` } })
}
