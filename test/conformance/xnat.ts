import { type Answer, type Asking, Client } from './client.ts'
import { reasonsOf } from '../../src/recorded/reasons.ts'

/** A session that a case has for itself. */
export interface Place {
  /** The session's ID. */
  readonly id: string
  readonly label: string
  readonly subject: string
  /** /data/experiments/{id} */
  readonly url: string
  /** The session below its project and subject, by label. */
  readonly projectUrl: string
}

/** The XNAT that is asked, and what the cases need of it. */
export class Xnat {
  readonly client: Client
  /** A private project in which owner, member and collaborator have their roles. */
  readonly project: string
  /** The login that may do everything. */
  readonly admin: string
  /** The requests of a case that our server answered by a rule or with a warning, each with its status and these. */
  readonly explained: string[] = []
  private made = 0

  constructor (client: Client, project: string, admin: string) {
    this.client = client
    this.project = project
    this.admin = admin
  }

  private async send (method: string, path: string, asking: Asking): Promise<Answer> {
    const answer = await this.client.send(method, path, { as: this.admin, ...asking })
    const reasons = reasonsOf(answer.headers)
    if (reasons.length > 0) this.explained.push(`${method} ${path}: ${answer.status}, ${reasons.join(', ')}`)
    return answer
  }

  get = (path: string, asking: Asking = {}): Promise<Answer> => this.send('GET', path, asking)
  put = (path: string, asking: Asking = {}): Promise<Answer> => this.send('PUT', path, asking)
  post = (path: string, asking: Asking = {}): Promise<Answer> => this.send('POST', path, asking)
  delete = (path: string, asking: Asking = {}): Promise<Answer> => this.send('DELETE', path, asking)
  ask = (method: string, path: string, asking: Asking = {}): Promise<Answer> => this.send(method, path, asking)

  /** Makes a subject with an empty session. */
  async place (xsiType = 'xnat:mrSessionData', project = this.project): Promise<Place> {
    const name = `${Date.now().toString(36)}${this.made++}`
    const [subject, label] = [`S${name}`, `E${name}`]
    const projectUrl = `/data/projects/${project}/subjects/${subject}/experiments/${label}`
    const { body } = await this.put(`${projectUrl}?xsiType=${xsiType}`)
    return { id: body, label, subject, url: `/data/experiments/${body}`, projectUrl }
  }

  /** Makes a session with scans, each given as `ID?parameters`. */
  async placeWith (...scans: readonly string[]): Promise<Place> {
    const place = await this.place()
    for (const scan of scans) {
      const [id = '', query = ''] = scan.split('?', 2)
      const { status, body } = await this.put(
        `${place.url}/scans/${id}?${query.includes('xsiType') ? '' : 'xsiType=xnat:mrScanData&'}${query}`
      )
      if (status !== 200) throw new Error(`cannot make scan ${scan}: ${status} ${body}`)
    }
    return place
  }

  /** The rows of a list. */
  async rows (path: string, asking: Asking = {}): Promise<Record<string, string>[]> {
    const { status, body } = await this.get(path, asking)
    if (status !== 200) throw new Error(`cannot list ${path}: ${status} ${body}`)
    return (JSON.parse(body) as { ResultSet: { Result: Record<string, string>[] } }).ResultSet.Result
  }

  /** Generated keys of a session's scans, by scan ID. */
  async keys ({ url }: Place): Promise<Record<string, string>> {
    const rows = await this.rows(`${url}/scans?format=json`)
    return Object.fromEntries(rows.map(row => [row['ID'] ?? '', row['xnat_imagescandata_id'] ?? '']))
  }

  /** A project of its own with the given accessibility. */
  async newProject (accessibility: 'private' | 'protected' | 'public'): Promise<string> {
    const id = `P${Date.now().toString(36)}${this.made++}`
    await this.put(`/data/projects/${id}?accessibility=${accessibility}`)
    return id
  }
}

/** Restlet's status page, byte for byte. */
export function statusPage (status: number, text: string): string {
  const link = status === 422
    ? 'http://www.webdav.org/specs/rfc2518.html#STATUS_422'
    : `http://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.${Math.trunc(status / 100)}.${status % 100 + 1}`
  return '<html>\n<head>\n   <title>Status page</title>\n</head>\n<body>\n' +
    `<h3>${text}</h3><p>You can get technical details <a href="${link}">here</a>.<br>\n` +
    'Please continue your visit at our <a href="/">home page</a>.\n</p>\n</body>\n</html>\n'
}

/** Restlet's own words, where XNAT gives none. */
export const defaults = {
  400: 'The request could not be understood by the server due to malformed syntax',
  403: 'The server understood the request, but is refusing to fulfill it',
  404: 'The server has not found anything matching the request URI',
  405: 'The method specified in the request is not allowed for the resource identified by the request URI',
  412: 'The precondition given in one or more of the request header fields evaluated to false when it was tested on the server',
  422: 'The server understands the content type of the request entity and the syntax of the request entity is correct ' +
    'but was unable to process the contained instructions',
  500: 'The server encountered an unexpected condition which prevented it from fulfilling the request'
} as const

/** An item's JSON with event numbers and dates made equal. */
export const masked = (json: string): string => json
  .replace(/"create_event_id":\d+/g, '"create_event_id":0')
  .replace(/"start_date":"[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d [A-Z+:\d-]+ \d{4}"/g, '"start_date":"DATE"')

/** An XML document without its root's namespaces, whose order XNAT does not fix. */
export const withoutNamespaces = (xml: string): string => xml.replace(/ xmlns:\w+="[^"]*"/g, '').replace(/ xsi:schemaLocation="[^"]*"/, '')
