import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Headers with all their values, where one came more than once. */
  readonly allHeaders: Readonly<Record<string, string>>
  /** As text, with what is no UTF-8 replaced. */
  readonly body: string
  readonly bytes: Buffer
}

export interface Asking {
  /** Login; the password is the same. null sends no credentials. */
  readonly as?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Sends the body in chunks, without its length. */
  readonly chunked?: boolean
}

/** Speaks plain HTTP to an XNAT: what is sent is what is written here, nothing added. */
export class Client {
  private readonly base: URL
  private readonly passwords: Readonly<Record<string, string>>
  private readonly agent: Agent
  private readonly patience: number

  /** @param passwords of logins whose password is not the login. @param patience how long nothing may come, in milliseconds. */
  constructor (base: string, passwords: Readonly<Record<string, string>> = {}, patience = 0) {
    this.base = new URL(base)
    this.passwords = passwords
    this.patience = patience
    this.agent = this.base.protocol === 'https:' ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true })
  }

  /** The address that everything begins with, without a slash at its end. */
  get url (): string {
    return this.base.href.replace(/\/$/, '')
  }

  send (method: string, path: string, { as = 'admin', headers = {}, body, chunked = false }: Asking = {}): Promise<Answer> {
    const sent = {
      ...(as !== null && { authorization: this.basic(as) }),
      ...(body !== undefined && !chunked && { 'content-length': String(Buffer.byteLength(body)) }),
      ...headers
    }
    const { hostname: host, port, pathname, protocol } = this.base
    const address = { host, port, method, path: pathname.replace(/\/$/, '') + path }
    const options = { ...address, headers: sent, agent: this.agent, timeout: this.patience }
    return new Promise((resolve, reject) => {
      const outgoing = (protocol === 'https:' ? tlsRequest : request)(options, response => { answerOf(response).then(resolve, reject) })
      outgoing.on('timeout', () => { outgoing.destroy(new Error(`nothing came for ${this.patience} ms`)) })
      outgoing.on('error', reject)
      if (chunked) outgoing.write('')
      outgoing.end(body)
    })
  }

  basic (login: string): string {
    return `Basic ${Buffer.from(`${login}:${this.passwords[login] ?? login}`).toString('base64')}`
  }

  close (): void {
    this.agent.destroy()
  }
}

async function answerOf (response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  const allHeaders = Object.fromEntries(Object.entries(response.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]))
  return { status: response.statusCode ?? 0, headers: response.headers, allHeaders, body: bytes.toString('utf8'), bytes }
}
