/// <reference lib="esnext.disposable" preserve="true" />

/** How a server in this process is started; every part has a default. */
export interface XnatOptions {
  /** What every space holds at first: the name of a built-in seed, a file, or a seed as an object; `demo` by default. */
  readonly seed?: string | Readonly<Record<string, unknown>>
  /** Any free one by default. */
  readonly port?: number
  /** Where to listen; 127.0.0.1 by default. */
  readonly host?: string
  /** A file that keeps the default space; in memory by default. */
  readonly db?: string
  /** What every address begins with, such as `/xnat`. */
  readonly basePath?: string
  /** How requests are logged on standard error; not at all by default. */
  readonly log?: 'pretty' | 'json' | 'silent'
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
  /** Back to the seed. Clients that are logged in stay so. */
  reset (): void
  /** Keeps what the space is now under a name, in place of what had it. */
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
  /** Asks without a socket. */
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
  /** The same seed gives the same session IDs and tokens, in the order in which they are asked for. */
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
  /** Who asks, where not the administrator; null is nobody. */
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
