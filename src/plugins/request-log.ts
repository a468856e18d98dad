import type { FastifyBaseLogger } from 'fastify'
import { type Observer, observer } from './exchange.ts'

/** Writes one line for each request, when it has been answered. */
export const requestLog = (log: FastifyBaseLogger): Observer =>
  observer(
    ({ method, originalUrl: url, viewer }, { statusCode: status }) => ({ method, url, status, user: viewer?.login ?? '-' }),
    ({ method, url, status, user }, { milliseconds: ms, cut }) => {
      if (!cut) log.info({ method, url, status, ms, user })
    }
  )
