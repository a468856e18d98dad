import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { FastifyReply } from 'fastify'
import { packageRoot } from '../process/package.ts'

const types: Readonly<Record<string, string>> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }

/** Sends the stylesheet or the script. They are read each time, so that a change shows at once. */
export function sendAsset (url: string, reply: FastifyReply): FastifyReply {
  const name = basename(url)
  return reply
    .header('content-type', types[name.split('.').at(-1) ?? ''])
    .header('cache-control', 'no-cache')
    .send(readFileSync(new URL(`assets/${name}`, packageRoot)))
}
