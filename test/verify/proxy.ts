import { once } from 'node:events'
import { type IncomingHttpHeaders, createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An answer on its way through the proxy. */
export interface Passing {
  readonly method: string
  readonly path: string
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Called with each answer and its number; `gone` ends the proxy without an answer. */
export type Change = (answer: Passing, number: number) => 'gone' | undefined | void

export interface Proxy {
  readonly url: string
  close (): void
}

/** A server before another one that changes its answers. */
export async function proxyOf (target: string, change: Change): Promise<Proxy> {
  let count = 0
  const { hostname, port } = new URL(target)
  const server = createServer((incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming
    const passed = send({ hostname, port, method, path, headers }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const passing: Passing = { method, path, status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }
        count += 1
        if (change(passing, count) === 'gone') return close()
        if (method !== 'HEAD' && passing.headers['content-length'] !== undefined) {
          passing.headers['content-length'] = String(passing.body.length)
        }
        outgoing.writeHead(passing.status, passing.headers).end(passing.body)
      })
    })
    passed.on('error', () => { outgoing.destroy() })
    incoming.pipe(passed)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = (): void => { server.close(); server.closeAllConnections() }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
