import type { Failure } from '../../../failures/index.ts'
import type { Call } from '../resource.ts'

/**
 * Looks at what a request says of the change that it makes: event_id is a number, a reason and a name are there where
 * the site asks for them (SecureResource.getEventId, PersistentWorkflowUtils.buildOpenWorkflow).
 * @param refuse makes a failure of Java's words.
 */
export function checkEvent ({ query, store }: Call, refuse: (text: string) => Failure): void {
  const id = query.get('event_id')
  if (id !== undefined && !isInteger(id)) throw refuse(`For input string: "${id}"`)
  const { requireChangeJustification, showChangeJustification, requireEventName } = store.preferences.read()
  if (requireChangeJustification && showChangeJustification && blank(query.get('event_reason'))) throw refuse('Justification required.')
  if (requireEventName && blank(query.get('event_action'))) throw refuse('Event name required.')
}

/** Integer.valueOf */
const isInteger = (text: string): boolean => /^[+-]?\d{1,10}$/.test(text) && Math.abs(Number(text)) <= 2 ** 31 - 1

const blank = (text: string | undefined): boolean => text === undefined || text.trim() === ''
