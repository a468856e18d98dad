import type { Socket } from 'node:net'
import { containerPage } from '../serializers/status-page.ts'

/** What was no request at all is answered as the container answers it: 400, whatever Node's parser had against it. */
export function refuseClient (error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const page = Buffer.from(containerPage(400, ''))
  socket.end(`HTTP/1.1 400 Bad Request\r\nContent-Type: text/html;charset=utf-8\r\nContent-Length: ${page.length}\r\nConnection: close\r\n\r\n${page.toString()}`)
}
