import { serverOptions } from './options/config.ts'
import type { Command } from './options/command.ts'
import { type Option, UsageError, type Values } from './options/option.ts'

/** Where a server listens: the same options as the server's own. */
const place: readonly Option[] = serverOptions.filter(({ flag }) => ['port', 'host', 'base-path'].includes(flag))

const timeout: Option = {
  flag: 'timeout',
  value: 'SECONDS',
  fallback: '5',
  help: 'how long to wait for the answer',
  check: value => /^\d{1,5}(\.\d{1,3})?$/.test(value) && Number(value) > 0 ? undefined : 'must be a number of seconds above 0'
}

/** For containers and scripts; it loads nothing of the server. */
export const health: Command = {
  name: 'health',
  summary: 'check whether a server is ready: exit code 0 if it is, 1 if not',
  usage: '[URL]',
  most: 1,
  options: [...place, timeout],
  run: async ({ values, args: [url = urlOf(values)] }) => {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new UsageError(`'${url}' is no address such as http://127.0.0.1:8080`)
    }
    const problem = await problemAt(new URL(`${url.replace(/\/$/, '')}/_mock/health`), Number(values['timeout']))
    if (problem === undefined) return 0
    process.stderr.write(`xnat-mock: ${url} is not ready: ${problem}\n`)
    return 1
  }
}

function urlOf ({ host = '', port = '', 'base-path': basePath = '' }: Values): string {
  // one that listens everywhere is reached here
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${here.includes(':') ? `[${here}]` : here}:${port}${basePath}`
}

/** Why a server is not ready, if it is not. @param patience in seconds. */
async function problemAt (url: URL, patience: number): Promise<string | undefined> {
  const { request } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'))
  return new Promise(resolve => {
    const outgoing = request(url, { agent: false }, response => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => { if (body.length < 1000) body += text })
      response.on('end', () => {
        resolve(response.statusCode === 200 && saysOk(body) ? undefined : `it answers ${response.statusCode}, not as xnat-mock does`)
      })
      response.on('error', error => { resolve(error.message) })
    })
    const clock = setTimeout(() => { outgoing.destroy(new Error(`no answer within ${patience} s`)) }, patience * 1000)
    outgoing
      .on('error', (error: NodeJS.ErrnoException) => {
        resolve(error.message === '' ? error.code : error.message)
      })
      .on('close', () => {
        clearTimeout(clock)
      })
      .end()
  })
}

function saysOk (body: string): boolean {
  try {
    return (JSON.parse(body) as { status?: unknown } | null)?.status === 'ok'
  } catch {
    return false
  }
}
