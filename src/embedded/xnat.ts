/// <reference lib="esnext.disposable" preserve="true" />

/** How a server in this process is started; every part has a default. */
export interface XnatOptions {
  /** What every space holds at first: the name of a built-in seed, a file, or a seed as an object; `demo` by default. */
  readonly seed?: string | Readonly<Record<string, unknown>>
  /** Any free one by default. */
  readonly port?: number
  /** Where to listen; 127.0.0.1 by default. */
  readonly host?: string
  /** The file of the default space; in memory by default. */
  readonly db?: string
  /** What every address begins with, such as `/xnat`. */
  readonly basePath?: string
  /** How requests are logged on standard error; not at all by default. */
  readonly log?: 'pretty' | 'json' | 'silent'
  /** Whether what XNAT takes and silently ignores is refused with 400. */
  readonly strict?: boolean
  /** What the clock of each space begins with: a time, whether it stands still, and a number from which session IDs and tokens are made. */
  readonly clock?: { readonly now?: Date | string | number, readonly frozen?: boolean, readonly randomSeed?: number }
  /** How many requests each space remembers. */
  readonly journal?: number
}

/** A whole XNAT: its own data, users, sessions, files and clock. */
export interface XnatSpace extends AsyncDisposable {
  readonly name: string
  /** The base URL to give to a client. */
  readonly url: string
  /** The login of an administrator. */
  readonly user: string
  readonly password: string
  /** The environment in which clients find this XNAT by themselves: XNAT_URL, XNAT_HOST, XNAT_USER, XNAT_PASS and so on. */
  readonly env: Readonly<Record<string, string>>
  readonly clock: XnatClock
  /** What is to go wrong. */
  readonly faults: XnatFaults
  /** Back to the seed, without faults and requests. Clients that are logged in stay so. */
  reset (): void
  /** Stores a snapshot of the space under a name, in place of an earlier one. */
  snapshot (name: string): void
  /** Makes the space what it was in a snapshot. */
  restore (name: string): void
  /** The names of the snapshots, the oldest first. */
  snapshots (): string[]
  deleteSnapshot (name: string): void
  /** Writes a snapshot to a file, for another server to load. */
  saveSnapshot (name: string, file: string): Promise<void>
  loadSnapshot (name: string, file: string): Promise<void>
  /** A new space that is what this one is now. @param name one that is not in use, by default. */
  fork (name?: string): XnatSpace
  /** The last requests, the oldest first; those that a query names. */
  requests (query?: XnatQuery): XnatTold[]
  forgetRequests (): void
  /** Sends a request without a socket. */
  inject (request: string | XnatRequest): Promise<XnatAnswer>
  /** Deletes the space with all it has; that of the server closes the server. */
  close (): Promise<void>
}

/** A server, and its default space. */
export interface Xnat extends XnatSpace {
  /** A space by name, made from the seed where it is not there; without a name always a new one. */
  space (name?: string): XnatSpace
  /** The names of all spaces; that of the server itself is `default`. */
  spaces (): string[]
  /** Which ways of using the scan endpoints all requests so far have taken, in all spaces together. */
  coverage (): XnatCoverage
  forgetCoverage (): void
}

export interface XnatCoverage {
  /** Ways that were taken, of so many. */
  readonly covered: number
  readonly total: number
  readonly operations: ReadonlyArray<{
    readonly id: string
    readonly method: string
    readonly requests: number
    readonly covered: number
    readonly total: number
  }>
  /** What nobody has used yet, with a line that does. */
  readonly missing: ReadonlyArray<{
    readonly operation: string
    readonly aspect: 'refusals' | 'parameters' | 'formats' | 'bodies' | 'addresses'
    readonly name: string
    readonly curl?: string
  }>
}

/** The time and the chance of a space. */
export interface XnatClock {
  now (): Date
  /** Goes on from another time: a date, epoch milliseconds or ISO 8601. */
  set (time: Date | number | string): void
  /** Moves on, also when it stands. @param by milliseconds, or such as `20 minutes`. */
  advance (by: number | string): void
  /** Stops, now or at another time. */
  freeze (time?: Date | number | string): void
  thaw (): void
  /** The same seed gives the same session IDs and tokens, in the order in which they are requested. */
  seed (randomSeed: number): void
  /** The machine's time and chance again. */
  reset (): void
}

export interface XnatRequest {
  /** Below the base URL of the space: `/data/projects`. */
  readonly url: string
  /** GET by default. */
  readonly method?: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Who sends the request, where not the administrator; null is nobody. */
  readonly as?: { readonly user: string, readonly password: string } | null
}

export interface XnatAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** As text, with what is no UTF-8 replaced. */
  readonly body: string
  readonly bytes: Uint8Array
  json (): unknown
}

/** What requests are looked for by; several values stand with commas between. */
export interface XnatQuery {
  readonly method?: string
  /** In the space, without the query; `*` stands for a step or part of one, `**` for any number of steps, `{a,b}` for either. */
  readonly path?: string
  /** A part of the address as it was sent. */
  readonly url?: string
  readonly user?: string
  /** Such as 404 or `4xx`. */
  readonly status?: number | string
  /** The operationId of the contract. */
  readonly operation?: string
  /** By which it was refused. */
  readonly rule?: string
  readonly fault?: string
  /** A part of the User-Agent. */
  readonly agent?: string
  /** A part of a warning; empty for any. */
  readonly warning?: string
  /** What it changed: scan, subject and so on; empty for anything. */
  readonly changed?: string
  /** The id of a request: only those that came after it. */
  readonly since?: number
}

/** A request as the journal has it. Passwords, tokens and session IDs are not in it. */
export interface XnatTold {
  readonly id: number
  /** By the clock of the space. */
  readonly time: Date
  readonly method: string
  readonly url: string
  readonly path: string
  readonly user: string
  readonly agent: string | undefined
  /** 0 where the connection ended before there was one. */
  readonly status: number
  readonly milliseconds: number
  /** Whether the connection ended before the answer did. */
  readonly cut: boolean
  readonly request: { readonly type?: string, readonly length?: number, readonly digest?: string, readonly body?: string }
  readonly response: { readonly type?: string, readonly length?: number }
  readonly operation: string | undefined
  readonly rule: string | undefined
  /** Where XNAT decides so. */
  readonly source: string | undefined
  readonly fault: string | undefined
  readonly warnings: readonly string[]
  readonly changes: ReadonlyArray<{
    readonly action: 'created' | 'modified' | 'deleted'
    readonly what: string
    readonly id?: string
    readonly fields?: readonly string[]
    readonly count?: number
  }>
}

/** The faults of a space; of several that fit a request the first happens. */
export interface XnatFaults {
  /** Has something happen to requests: the name of a preset, or a rule. @returns the fault's name. */
  add (rule: XnatFaultPreset | XnatFaultRule): string
  list (): XnatFault[]
  delete (name: string): void
  clear (): void
}

/** A fault in force. */
export interface XnatFault {
  readonly name: string
  readonly rule: XnatFaultRule
  /** Requests that it was for. */
  readonly matched: number
  /** Requests to which it happened. */
  readonly played: number
}

/** What happens to real servers. */
export type XnatFaultPreset =
  | 'nginx-502'
  | 'nginx-504'
  | 'tomcat-starting'
  | 'session-expired'
  | 'login-page-with-200'
  | 'hang'
  | 'slow'
  | 'slow-list'
  | 'truncated-csv'
  | 'truncated-download'
  | 'stalled-download'
  | 'disk-full'
  | 'npe-500'
  | 'connection-reset'
  | 'lost-answer'

/** What happens to which requests, and how often. */
export interface XnatFaultRule {
  readonly name?: string
  /** What else is said goes before what it says. */
  readonly preset?: XnatFaultPreset
  /** Which requests it is for; all by default. */
  readonly match?: {
    readonly method?: string | string[]
    readonly path?: string
    readonly query?: Record<string, string>
    readonly user?: string
  }
  /** How many of those pass before it begins. */
  readonly skip?: number
  /** How often it happens. */
  readonly times?: number | 'always'
  readonly probability?: number
  /** What the chance of this rule begins with. */
  readonly seed?: number
  /** In milliseconds. */
  readonly delay?: number | { min: number, max: number } | { mean: number, deviation: number } | { median: number, sigma: number }
  /** What is answered; the request is not done. */
  readonly answer?: {
    status: number
    message?: string
    page?: 'restlet' | 'container' | 'nginx' | 'login' | 'text'
    body?: string
    headers?: Record<string, string>
  }
  /** Ends at once, ends when the request has been done, or stays open without an answer. */
  readonly connection?: 'cut' | 'cut-after' | 'hang'
  /** How much of the body is sent before the connection ends. */
  readonly truncate?: { bytes: number } | { part: number }
  /** How much of the body is sent before nothing more comes. */
  readonly stall?: { bytes: number } | { part: number }
  readonly session?: 'expire'
}
