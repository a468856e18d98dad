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

export interface Asked {
  readonly method: string
  readonly target: string
  readonly body?: string
  /** It is sent, but what is measured is the others. */
  readonly aside?: boolean
}

/** The bytes of a request. */
function bytesOf ({ method, target, body = '' }: Asked): string {
  return `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\nAccept: */*\r\n${method === 'GET' ? '' : `Content-Type: text/plain\r\nContent-Length: ${body.length}\r\n`}\r\n${body}`
}

/**
 * Keeps so many connections busy for so many seconds, one request at a time on each. Speaks just as much HTTP as is
 * needed, because a client that parses all of it is slower than the servers.
 */
export async function load (url: string, connections: number, seconds: number, next: (n: number) => Asked): Promise<Load> {
  const times: number[] = []
  let asked = 0
  const began = performance.now()
  const end = began + seconds * 1000
  await Promise.all(Array.from({ length: connections }, () => busy(url, () => performance.now() < end ? next(asked++) : undefined, times)))
  const taken = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  return { rate: times.length / taken, mean: times.reduce((sum, time) => sum + time, 0) / times.length, p50: times[Math.floor(times.length / 2)] ?? NaN, p99: times[Math.floor(times.length * 0.99)] ?? NaN }
}

function busy (url: string, next: () => Asked | undefined, times: number[]): Promise<void> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname).setNoDelay(true)
    let sent = 0
    let held = ''
    let asked: Asked | undefined
    const send = () => {
      asked = next()
      if (asked === undefined) {
        socket.destroy()
        resolve()
        return
      }
      sent = performance.now()
      socket.write(bytesOf(asked), 'latin1')
    }
    socket.setEncoding('latin1').on('connect', send).on('error', reject).on('end', () => { reject(new Error(`${url} closed the connection`)) })
    socket.on('data', data => {
      held += String(data)
      if (!isWhole(held)) return
      const status = held.slice(9, 12)
      held = ''
      if (asked?.aside !== true) times.push(performance.now() - sent)
      if (status.startsWith('2')) send()
      else reject(new Error(`${url} answered ${status}`))
    })
  })
}

function isWhole (text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return false
  const head = text.slice(0, end)
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  return length === undefined ? !/\r\ntransfer-encoding: chunked/i.test(head) || text.endsWith('0\r\n\r\n') : text.length >= end + 4 + Number(length)
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
