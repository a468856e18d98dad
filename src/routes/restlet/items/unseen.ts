import type { Failure } from '../../../failures/index.ts'
import { type Document, empty } from '../../../model/document.ts'
import { loginPath } from '../../../http/address.ts'
import { siteOrigin } from '../../../plugins/site.ts'
import { isBrowser } from '../../../plugins/visit.ts'
import type { Call } from '../resource.ts'

/**
 * What is not there, or not for the caller, in the words of a 404; the guest is sent to the login page by a browser and
 * gets nothing otherwise (SecureResource.setGuestDataResponse).
 */
export function unseen (call: Call, refuse: () => Failure): Document {
  if (!call.viewer.guest) throw refuse()
  if (!isBrowser(call.headers['user-agent'], call.store.preferences.read())) return empty
  return { kind: 'empty', status: 307, headers: { location: siteOrigin(call) + loginPath } }
}
