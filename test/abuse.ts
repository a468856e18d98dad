import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { pino } from 'pino'
import type { Test } from 'tap'
import { type AppOptions, buildApp } from '../src/app.ts'
import { demo } from '../src/seeds/built-in/demo.ts'
import { Client } from './conformance/client.ts'

/** A server that is sent what no decent client sends, and what it logs of it. */
export interface Abused {
  readonly client: Client
  readonly port: number
  /** What the server did not foresee. */
  readonly surprises: string[]
}

export async function abused (t: Test, options: AppOptions = {}): Promise<Abused> {
  const surprises: string[] = []
  const logger = pino({ base: null, level: 'error' }, { write: line => { surprises.push(line) } })
  const app = await buildApp({ seed: demo, logger, ...options })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const client = new Client(url)
  t.after(async () => {
    client.close()
    await app.close()
  })
  return { client, port: Number(new URL(url).port), surprises }
}

/** An answer as it comes from the socket. */
export interface RawAnswer {
  readonly status: number
  readonly head: string
  readonly body: string
}

export interface Sending {
  /** Milliseconds between the pieces. */
  readonly pause?: number
  /** Keeps the connection open for so many milliseconds, as if more were to come; else the server hears that this is all. */
  readonly hold?: number
}

/** Sends bytes piece by piece, and takes what comes until the server closes the connection or has been silent too long. */
export async function sendRaw (
  port: number,
  pieces: readonly (string | Buffer)[],
  { pause = 0, hold }: Sending = {}
): Promise<{ answers: RawAnswer[], closed: boolean }> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const taken = collect(socket, hold ?? 10_000)
  for (const piece of pieces) {
    if (!socket.destroyed) socket.write(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)
    if (pause > 0) await new Promise(resolve => { setTimeout(resolve, pause) })
  }
  if (hold === undefined) socket.end()
  const { text, closed } = await taken
  return { answers: answersIn(text), closed }
}

function collect (socket: Socket, patience: number): Promise<{ text: string, closed: boolean }> {
  return new Promise(resolve => {
    let text = ''
    const end = (closed: boolean) => {
      socket.destroy()
      resolve({ text, closed })
    }
    socket.setEncoding('latin1').setTimeout(patience)
    socket.on('data', data => { text += String(data) })
    socket.on('end', () => { end(true) }).on('error', () => { end(true) }).on('timeout', () => { end(false) })
  })
}

/** The answers in a stream of them, each with as much body as its head says. */
function answersIn (text: string): RawAnswer[] {
  const answers: RawAnswer[] = []
  for (let rest = text; rest !== '';) {
    const end = rest.indexOf('\r\n\r\n')
    const head = end === -1 ? rest : rest.slice(0, end)
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
    answers.push({
      status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]),
      head,
      body: end === -1 ? '' : rest.slice(end + 4, end + 4 + length)
    })
    rest = end === -1 ? '' : rest.slice(end + 4 + length)
  }
  return answers
}

/**
 * What no answer may tell: where the server's code stands, and what it was doing. Jackson says `at [Source: (String)…` of a
 * text, and `at [Source: (PushbackInputStream); line: …` of a body.
 */
export const telling = new RegExp([
  String.raw`\n\s+at (?!\[Source: \((String\)|PushbackInputStream\); line: \d+, column: \d+\]))`,
  'node_modules', String.raw`file://\S*\.[jt]s`, '/src/', String.raw`\.ts:\d`,
  'FST_ERR', 'Fastify', 'SQLITE', 'better-sqlite', 'TypeError', 'RangeError', 'ReferenceError'
].join('|'))
