import { ExpectedError } from '../../process/expected-error.ts'

/** An XNAT that cannot be recorded, in words for whoever requested it. */
export class RecordFailed extends ExpectedError {}

/** An item as XNAT writes it in JSON. */
export interface JsonItem {
  readonly meta: { readonly 'xsi:type': string, readonly isHistory?: boolean }
  readonly data_fields: Readonly<Record<string, string | number>>
  readonly children?: readonly { readonly field: string, readonly items: readonly JsonItem[] }[]
}

export type ListRow = Readonly<Record<string, string>>

/** An XNAT as a client sees it: only what every XNAT answers is requested. */
export class Source {
  private readonly base: string
  private readonly headers: Readonly<Record<string, string>>
  /** The session, once there is one: a real XNAT allows only so many. */
  private cookie: string | undefined

  constructor (base: string, user: string, password: string) {
    if (!URL.canParse(base)) throw new RecordFailed(`${base} is no address`)
    this.base = base.replace(/\/$/, '')
    this.headers = user === '' ? {} : { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
  }

  async get (path: string): Promise<Response> {
    const answer = await fetch(this.base + path, {
      headers: { ...this.headers, ...(this.cookie !== undefined && { cookie: this.cookie }) },
      redirect: 'manual'
    }).catch((error: unknown) => {
      const { cause } = error as { cause?: { code?: string } }
      throw new RecordFailed(`cannot reach ${this.base}: ${cause?.code ?? String(error)}`)
    })
    this.cookie ??= /JSESSIONID=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0]
    if (answer.ok) return answer
    const why = answer.status === 401 ? ': who asks must log in, with --user and --password' : ''
    throw new RecordFailed(`GET ${path} answers ${answer.status}${why}`)
  }

  /** The rows of a list. */
  async list (path: string): Promise<ListRow[]> {
    const { ResultSet } = await this.json(path) as { ResultSet?: { Result?: ListRow[] } }
    if (ResultSet?.Result === undefined) throw new RecordFailed(`GET ${path} answers no list`)
    return ResultSet.Result
  }

  async item (path: string): Promise<JsonItem> {
    const { items = [] } = await this.json(path) as { items?: JsonItem[] }
    const found = items.find(({ meta }) => meta.isHistory !== true)
    if (found === undefined) throw new RecordFailed(`GET ${path} answers no item`)
    return found
  }

  async text (path: string): Promise<string> {
    return (await (await this.get(path)).text()).trim()
  }

  private async json (path: string): Promise<unknown> {
    const text = await (await this.get(`${path}${path.includes('?') ? '&' : '?'}format=json`)).text()
    try {
      return JSON.parse(text)
    } catch {
      throw new RecordFailed(`GET ${path} answers something else than JSON: ${text.slice(0, 60)}`)
    }
  }
}
