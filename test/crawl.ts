import type { FastifyInstance } from 'fastify'
import { basic } from './basic.ts'

/** What a GET answers, in one text. */
export async function answer (app: FastifyInstance, url: string, as: string | null = 'admin'): Promise<string> {
  const { statusCode, headers, rawPayload } = await app.inject({ url, headers: { ...(as !== null && { authorization: basic(as) }) } })
  return `${statusCode} ${headers['content-type'] ?? ''}\n${rawPayload.toString('latin1')}`
}

const starts = [
  '/data/projects', '/data/subjects', '/data/experiments', '/data/config', '/data/search/saved', '/data/search/elements',
  '/data/projects?accessible=true', '/data/services/tokens/list', '/xapi/users', '/xapi/users/profiles', '/xapi/users/roles',
  '/xapi/users/rolemap', '/xapi/siteConfig', '/xapi/users/projects', '/xapi/investigators'
]

/** What there is to ask of an address, beside itself. */
function below (url: string): string[] {
  if (url.includes('?') || url.includes('/files/') || url.startsWith('/xapi')) return []
  const formats = ['format=json', 'format=xml', 'format=csv', 'format=html'].map(format => `${url}?${format}`)
  if (/\/projects\/[^/]+$/.test(url)) {
    return [...formats, ...[
      'subjects', 'experiments', 'users', 'resources', 'files', 'accessibility', 'quarantine_code', 'prearchive_code', 'current_arc',
      'scan_type_mapping', 'config', 'config/tool', 'pars'
    ].map(part => `${url}/${part}`)]
  }
  if (/\/subjects\/[^/]+$/.test(url)) {
    return [...formats, ...['experiments', 'projects', 'resources', 'files'].map(part => `${url}/${part}`)]
  }
  if (/\/experiments\/[^/]+$/.test(url)) {
    return [...formats, `${url}?handler=values&columns=ID,label`, ...[
      'scans', 'assessors', 'projects', 'resources', 'files', 'scans/ALL/files',
      'scans?columns=ID,type,xsiType,quality,insert_date,insert_user,last_modified'
    ].map(part => `${url}/${part}`), `${url}/status`]
  }
  if (/\/scans\/[^/]+$/.test(url)) {
    return [
      ...formats,
      `${url}?format=xml&includeHistory=true`,
      `${url}?format=json&includeHistory=true`,
      `${url}/resources`,
      `${url}/files`,
      `${url}/history`
    ]
  }
  if (/\/resources\/[^/]+$/.test(url)) return [...formats, `${url}/files`, `${url}/files?format=xml`, `${url}?format=xml`]
  return formats
}

/** Every address that can be reached from the lists, with what it answers to whom. */
export async function crawl (app: FastifyInstance, logins: readonly (string | null)[]): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  const queue = [...starts]
  const seen = new Set(queue)
  for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
    for (const login of logins) answers.set(`${login ?? 'nobody'} ${url}`, await answer(app, url, login))
    const found = [...(answers.get(`admin ${url}`) ?? '').matchAll(/"(?:URI|uri)":\s?"(\/data\/[^"]+)"/g)].map(([, uri = '']) => uri)
    for (const next of [...found, ...below(url)]) if (!seen.has(next)) { seen.add(next); queue.push(next) }
  }
  return answers
}
