import { randomBytes, randomFillSync, randomUUID } from 'node:crypto'

/** The sources of chance, in one place so that they can be replaced. */
export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => number
  /** 32 upper-case hexadecimal characters, as Tomcat's session IDs. */
  readonly sessionId: () => string
  readonly uuid: () => string
  /** Bytes for a secret. */
  readonly bytes: (count: number) => Buffer
}

/** Random bytes are taken in large portions: nearly every request opens a session. */
const pool = Buffer.alloc(16 * 256)
let at = pool.length

function sessionId (): string {
  if (at === pool.length) {
    randomFillSync(pool)
    at = 0
  }
  at += 16
  return pool.toString('hex', at - 16, at).toUpperCase()
}

export const systemClock: Clock = { now: Date.now, sessionId, uuid: randomUUID, bytes: randomBytes }
