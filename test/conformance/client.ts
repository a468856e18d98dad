import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** As text, with what is no UTF-8 replaced. */
  readonly body: string
  readonly bytes: Buffer
}

export interface Asking {
  /** Login; the password is the same. null asks without credentials. */
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
  private readonly agent = new Agent({ keepAlive: true })

  /** @param passwords of logins whose password is not the login. */
  constructor (base: string, passwords: Readonly<Record<string, string>> = {}) {
    this.base = new URL(base)
    this.passwords = passwords
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
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: this.base.hostname,
          port: this.base.port,
          method,
          path: this.base.pathname.replace(/\/$/, '') + path,
          headers: sent,
          agent: this.agent
        },
        response => {
          const chunks: Buffer[] = []
          response.on('data', chunk => chunks.push(chunk as Buffer))
          response.on('end', () => {
            const bytes = Buffer.concat(chunks)
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.toString('utf8'), bytes })
          })
          response.on('error', reject)
        }
      )
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
