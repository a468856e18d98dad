import { Failure } from '../../../failures/index.ts'
import { type Document, text } from '../../../model/document.ts'
import { hashMapOrder } from '../../../model/java-order.ts'
import type { Call, Resource } from '../resource.ts'

interface Message {
  readonly status: 'PROCESSING' | 'COMPLETED' | 'FAILED'
  readonly msg: string
  readonly terminal: boolean
}

/** How the imports of a space went that had a name, by login and name: what XNAT keeps in the user's session. */
const statuses = new WeakMap<object, Map<string, readonly Message[]>>()

/** How many are remembered. */
const most = 1000

function remember ({ space, viewer }: Call, name: string, messages: readonly Message[]): void {
  const known = statuses.get(space) ?? new Map<string, readonly Message[]>()
  statuses.set(space, known)
  known.set(`${viewer.login} ${name}`, messages)
  for (const oldest of known.keys()) if (known.size > most) known.delete(oldest)
}

const processing = (msg: string): Message => ({ status: 'PROCESSING', msg, terminal: false })

/**
 * Runs an import and remembers what came of it, where it has a name (`http-session-listener`).
 * @param run what it does. @returns the addresses below /data.
 */
export function watched (call: Call, name: string | undefined, run: () => string[] | Failure): string[] | Failure {
  if (name === undefined) return run()
  const fails = ({ message }: Failure) => { remember(call, name, [...begun, { status: 'FAILED', msg: message, terminal: true }]) }
  const begun = [processing('Determining destination'), processing('Importing sessions to the prearchive')]
  try {
    const addresses = run()
    if (addresses instanceof Failure) {
      fails(addresses)
      return addresses
    }
    const end = addresses.some(address => address.startsWith('/archive/')) ? 'Archive' : 'Prearchive'
    remember(call, name, [
      ...begun,
      processing(`Successfully uploaded ${addresses.length}  sessions to the prearchive.`),
      { status: 'COMPLETED', msg: `${end}:${addresses.join(';')}`, terminal: true }
    ])
    return addresses
  } catch (error) {
    if (error instanceof Failure) fails(error)
    throw error
  }
}

/** SQListenerRepresentation: how an import goes. */
export const importStatus: Resource<string> = {
  tag: 'import',
  urls: ['/status/{TRANSACTION_ID}'],
  archive: false,
  offers: ['text/plain', 'text/html'],
  find: ({ params }) => params['TRANSACTION_ID'] ?? '',
  get: {
    id: 'getImportStatus',
    summary: 'What an import with this name as its http-session-listener did',
    query: { format: 'json' },
    responses: { 200: 'Its messages; none where nobody knows it' },
    handle: (call, name) => document(call, statuses.get(call.space)?.get(`${call.viewer.login} ${name}`) ?? [])
  }
}

function document ({ mime }: Call, messages: readonly Message[]): Document {
  if (mime === 'application/json') {
    return text(JSON.stringify({ msgs: [messages.map(inOrder)] }), { mime: 'application/json;charset=ISO-8859-1' })
  }
  if (mime === 'text/plain') return text(`StatusLog${messages.map(({ status, msg }) => `${status} ${msg}\n`).join('')}`)
  const rows = messages.map(({ status, msg }) => `<tr><td class='s${status}'>${status}</td><td>${msg}</td></tr>\n`)
  return text(`<html><body><table>${rows.join('')}</table></body></html>`, { mime: 'text/xml' })
}

/** The members of a JSONObject, as its HashMap has them. */
const inOrder = (message: Message): Record<string, unknown> =>
  Object.fromEntries(hashMapOrder(Object.keys(message)).map(key => [key, message[key as keyof Message]]))
