import type { Failure } from '../../../failures/index.ts'
import type { Call } from '../resource.ts'

/**
 * What the site asks for with each change: a reason and a name (PersistentWorkflowUtils.buildOpenWorkflow).
 * @param refuse makes a failure of Java's words.
 */
export function checkReason ({ query, store }: Call, refuse: (text: string) => Failure): void {
  const { requireChangeJustification, showChangeJustification, requireEventName } = store.preferences.read()
  if (requireChangeJustification && showChangeJustification && blank(query.get('event_reason'))) throw refuse('Justification required.')
  if (requireEventName && blank(query.get('event_action'))) throw refuse('Event name required.')
}

/** The same where XNAT also looks for a workflow that the change is to belong to: its number (SecureResource.getEventId). */
export function checkEvent (call: Call, refuse: (text: string) => Failure): void {
  const id = call.query.get('event_id')
  if (!isEventId(id)) throw refuse(`For input string: "${id ?? ''}"`)
  checkReason(call, refuse)
}

/** Integer.valueOf: no number is one of no event. */
export const isEventId = (text: string | undefined): boolean =>
  text === undefined || (/^[+-]?\d{1,10}$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31)

const blank = (text: string | undefined): boolean => text === undefined || text.trim() === ''
