import { readFileSync } from 'node:fs'
import { STATUS_CODES } from 'node:http'
import { packageRoot } from '../process/package.ts'
import type { Entry } from '../spaces/journal.ts'

/** Requests as an HTTP Archive (HAR 1.2), for browsers and proxies. @param site scheme and authority. */
export function archiveOf (entries: readonly Entry[], site: string) {
  return {
    log: { version: '1.2', creator: { name: 'xnat-mock', version: version() }, entries: entries.map(entry => entryOf(entry, site)) }
  }
}

const version = (): string => (JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as { version: string }).version

function entryOf (entry: Entry, site: string) {
  const { method, url, request, response, status, milliseconds, time, rule, source, operation } = entry
  return {
    startedDateTime: new Date(time).toISOString(),
    time: milliseconds,
    request: {
      method,
      url: site + url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headers({ 'Content-Type': request.type, 'User-Agent': entry.agent }),
      queryString: [...new URLSearchParams(url.split(/\?(.*)/s, 2)[1] ?? '')].map(([name, value]) => ({ name, value })),
      ...(request.body !== undefined && { postData: { mimeType: request.type ?? '', text: request.body } }),
      headersSize: -1,
      bodySize: request.length ?? 0
    },
    response: {
      status,
      statusText: STATUS_CODES[status] ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headers({ 'Content-Type': response.type }),
      content: { size: response.length ?? 0, mimeType: response.type ?? '' },
      redirectURL: '',
      headersSize: -1,
      bodySize: response.length ?? -1
    },
    cache: {},
    timings: { send: 0, wait: milliseconds, receive: 0 },
    comment: [operation, rule !== undefined && `${rule} (${source ?? ''})`, ...entry.warnings]
      .filter(part => typeof part === 'string')
      .join('; ')
  }
}

const headers = (values: Readonly<Record<string, string | undefined>>) =>
  Object.entries(values).flatMap(([name, value]) => value === undefined ? [] : [{ name, value }])
