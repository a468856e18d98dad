import { randomBytes, randomUUID } from 'node:crypto'

/** The two sources of chance, in one place so that they can be replaced. */
export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => number
  /** 32 upper-case hexadecimal characters, as Tomcat's session IDs. */
  readonly sessionId: () => string
  readonly uuid: () => string
}

export const systemClock: Clock = {
  now: Date.now,
  sessionId: () => randomBytes(16).toString('hex').toUpperCase(),
  uuid: randomUUID
}
