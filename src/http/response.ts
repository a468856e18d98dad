import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** Names whose spelling is not just capitals after hyphens. */
const spellings: Readonly<Record<string, string>> = {
  'www-authenticate': 'WWW-Authenticate',
  'x-xss-protection': 'X-XSS-Protection',
  etag: 'ETag',
  'x-xnat-mock-rule': 'X-XNAT-Mock-Rule',
  'x-xnat-mock-nearest': 'X-XNAT-Mock-Nearest',
  'x-xnat-mock-warning': 'X-XNAT-Mock-Warning'
}
const spelt = new Map<string, string>(Object.entries(spellings))

function spellingOf (name: string): string {
  const known = spelt.get(name)
  if (known !== undefined) return known
  const spelling = name.replace(/(?:^|-)[a-z]/g, start => start.toUpperCase())
  if (spelt.size < 200) spelt.set(name, spelling)
  return spelling
}

/** A response whose headers are spelt as Tomcat spells them; Fastify keeps their names in lower case. */
export class SpeltResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  /** The head as it was sent, names and values in turn. */
  pairs: readonly (string | string[])[] = []

  // a stream's headers come one by one
  override setHeader (name: string, value: number | string | readonly string[]): this {
    return super.setHeader(spellingOf(name), value)
  }

  override writeHead (status: number, ...rest: unknown[]): this {
    const headers = rest.at(-1)
    if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return super.writeHead(status, ...rest as [])
    const pairs: (string | string[])[] = []
    for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders)) {
      if (value !== undefined) pairs.push(spellingOf(name), Array.isArray(value) ? value : String(value))
    }
    this.pairs = pairs
    return super.writeHead(status, pairs as string[])
  }
}

/** What may answer a request before Fastify sees it. @returns whether it did. */
export type Shortcut = (message: IncomingMessage, response: SpeltResponse) => boolean

/** Calls once when a response is over. @param then gets whether the connection ended before the response did. */
export function whenOver (response: ServerResponse, then: (cut: boolean) => void): void {
  let isOver = false
  const end = (cut: boolean) => {
    if (isOver) return
    isOver = true
    then(cut)
  }
  response.once('finish', () => { end(false) }).once('close', () => { end(true) })
}
