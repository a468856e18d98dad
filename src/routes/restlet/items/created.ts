import { type TextDocument, text } from '../../../model/document.ts'
import { siteOrigin } from '../../../plugins/site.ts'
import type { Call } from '../resource.ts'

/** What a POST to a list answers: the new address as text; Location keeps the query behind it (returnSuccessfulCreateFromList). */
export function created ({ request }: Call, id: string): TextDocument {
  const [path = '', query] = request.originalUrl.split('?', 2)
  const address = `${siteOrigin(request)}${path.replace(/\/$/, '')}/${id}`
  return text(address, { headers: { location: query === undefined ? address : `${address}?${query}` } })
}
