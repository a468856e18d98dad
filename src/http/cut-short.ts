import type { FastifyReply } from 'fastify'

interface Cut {
  /** @returns how many bytes of the body are sent; its argument is the body's length where that is known. */
  readonly limit: (length: number | undefined) => number
  /** What then becomes of the connection: it ends, or stays open with nothing more to come. */
  readonly then: 'cut' | 'stall'
}

/** Lets only the beginning of an answer through; its headers promise the whole of it. */
export function cutShort (reply: FastifyReply, { limit, then }: Cut): void {
  const { raw } = reply
  const write = raw.write.bind(raw)
  let left: number | undefined
  const take = (chunk: unknown, last: boolean): boolean => {
    if (left === 0) return true
    const bytes = bytesOf(chunk)
    left ??= limit(lengthOf(reply) ?? (last ? bytes.length : undefined))
    const sent = bytes.subarray(0, left)
    if (sent.length > 0) write(sent)
    else raw.flushHeaders()
    left -= sent.length
    if (left > 0 && !last) return true
    left = 0
    // what was written before is to reach the client
    if (then === 'cut') raw.socket?.end(() => { raw.destroy() })
    return true
  }
  raw.write = (chunk: unknown) => take(chunk, false)
  raw.end = (chunk?: unknown) => {
    take(typeof chunk === 'function' ? undefined : chunk, true)
    return raw
  }
}

/** Sends nothing of an answer, not even its headers. */
export function sendNothing ({ raw }: FastifyReply): void {
  const stop = () => {
    raw.destroy()
    return true
  }
  raw.write = stop
  raw.end = () => {
    stop()
    return raw
  }
}

const bytesOf = (chunk: unknown): Buffer =>
  Buffer.isBuffer(chunk)
    ? chunk
    : typeof chunk === 'string'
      ? Buffer.from(chunk)
      : chunk instanceof Uint8Array
        ? Buffer.from(chunk)
        : Buffer.alloc(0)

function lengthOf (reply: FastifyReply): number | undefined {
  const length = reply.getHeader('content-length')
  return length === undefined ? undefined : Number(length)
}
