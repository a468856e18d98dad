import pino from 'pino'
import type { FastifyBaseLogger } from 'fastify'

/** For whom the log is. */
export type LogKind = 'pretty' | 'json' | 'silent'

/** One line for each request: as JSON for machines, or to be read. */
export function newLogger (kind: LogKind, write: (line: string) => void): FastifyBaseLogger | undefined {
  if (kind === 'silent') return undefined
  return pino({ base: null }, { write: kind === 'json' ? write : line => { write(pretty(line)) } })
}

interface Entry {
  readonly level: number
  readonly time: number
  readonly msg?: string
  readonly method?: string
  readonly url?: string
  readonly status?: number
  readonly ms?: number
  readonly user?: string
  readonly err?: { readonly stack?: string }
}

function pretty (line: string): string {
  const { level, time, msg = '', method, url, status, ms, user, err } = JSON.parse(line) as Entry
  const clock = new Date(time).toISOString().slice(11, 23)
  if (method !== undefined) return `${clock} ${status} ${method} ${url} ${user} ${ms?.toFixed(1)} ms\n`
  return `${clock} ${level >= 50 ? 'error: ' : level >= 40 ? 'warning: ' : ''}${err?.stack ?? msg}\n`
}
