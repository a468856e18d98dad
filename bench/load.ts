import { connect } from 'node:net'
import { authorization, median } from './server.ts'

/** What a server did under load. */
export interface Load {
  /** Requests per second. */
  readonly rate: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly mean: number
}

export interface Requested {
  readonly method: string
  readonly target: string
  readonly body?: string
  /** It is sent, but what is measured is the others. */
  readonly aside?: boolean
}

/** The bytes of a request. */
function bytesOf ({ method, target, body = '' }: Requested): string {
  return `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\nAccept: */*\r\n` +
    `${method === 'GET' ? '' : `Content-Type: text/plain\r\nContent-Length: ${body.length}\r\n`}\r\n${body}`
}

/**
 * Keeps so many connections busy for so many seconds, one request at a time on each. Speaks just as much HTTP as is
 * needed, because a client that parses all of it is slower than the servers.
 */
export async function load (url: string, connections: number, seconds: number, next: (n: number) => Requested): Promise<Load> {
  const times: number[] = []
  let requested = 0
  const began = performance.now()
  const end = began + seconds * 1000
  const nextInTime = () => performance.now() < end ? next(requested++) : undefined
  await Promise.all(Array.from({ length: connections }, () => busy(url, nextInTime, times)))
  const taken = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  return {
    rate: times.length / taken,
    mean: times.reduce((sum, time) => sum + time, 0) / times.length,
    p50: times[Math.floor(times.length / 2)] ?? NaN,
    p99: times[Math.floor(times.length * 0.99)] ?? NaN
  }
}

function busy (url: string, next: () => Requested | undefined, times: number[]): Promise<void> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname).setNoDelay(true)
    let sent = 0
    let answer = new Answer()
    let requested: Requested | undefined
    const send = () => {
      requested = next()
      if (requested === undefined) {
        socket.destroy()
        resolve()
        return
      }
      sent = performance.now()
      socket.write(bytesOf(requested), 'latin1')
    }
    socket.on('connect', send).on('error', reject).on('end', () => { reject(new Error(`${url} closed the connection`)) })
    socket.on('data', data => {
      if (!answer.take(data as Buffer)) return
      const { status } = answer
      answer = new Answer()
      if (requested?.aside !== true) times.push(performance.now() - sent)
      if (status.startsWith('2')) send()
      else reject(new Error(`${url} answered ${status}`))
    })
  })
}

/** As much of an answer as must be read to know its end. Its head comes in one piece. */
class Answer {
  status = ''
  /** Of all of it; Infinity where it comes in chunks. */
  private length = NaN
  private taken = 0

  /** @returns whether the answer is there. */
  take (data: Buffer): boolean {
    if (this.taken === 0) this.readHead(data)
    this.taken += data.length
    return this.length === Infinity ? data.toString('latin1', data.length - 5) === '0\r\n\r\n' : this.taken >= this.length
  }

  private readHead (data: Buffer): void {
    const end = data.indexOf('\r\n\r\n')
    if (end === -1) throw new Error('a head that comes in pieces')
    const head = data.toString('latin1', 0, end)
    this.status = head.slice(9, 12)
    const body = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    this.length = body === undefined && /\r\ntransfer-encoding: chunked/i.test(head) ? Infinity : end + 4 + Number(body ?? 0)
  }
}

/** Several rounds of each, taking turns so that a noisy moment meets all; medians. */
export async function alternated (rounds: number, tries: Readonly<Record<string, () => Promise<Load>>>): Promise<Record<string, Load>> {
  const found = Object.fromEntries(Object.keys(tries).map(name => [name, [] as Load[]]))
  for (let round = 0; round < rounds; round++) for (const [name, run] of Object.entries(tries)) found[name]?.push(await run())
  return Object.fromEntries(Object.entries(found).map(([name, loads]) => [name, {
    rate: median(loads.map(({ rate }) => rate)),
    mean: median(loads.map(({ mean }) => mean)),
    p50: median(loads.map(({ p50 }) => p50)),
    p99: median(loads.map(({ p99 }) => p99))
  }]))
}
