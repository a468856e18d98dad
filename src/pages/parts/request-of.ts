import { filled } from '../../http/template.ts'
import type { ApiRequest } from './site.ts'

/**
 * The request that a filled-in form stands for. A control's name begins with where its value goes:
 * `path:` into the address, `query:` behind it, `json:` into a document (`json-number:` and `json-flag:` as such; a dot
 * leads into an object). Controls with a `was:` beside them are sent only if they differ; what was emptied is sent as NULL.
 * The lines of `lines`, name = value each, are query parameters too.
 */
export function requestOf (form: URLSearchParams): ApiRequest {
  const url = filled(form.get('url') ?? '', name => encodeURIComponent(form.get(`path:${name}`) ?? ''))
  const query = new URLSearchParams([...parametersIn(form), ...linesIn(form)])
  const document = documentIn(form)
  const text = query.toString().replaceAll('%2F', '/').replaceAll('%3A', ':')
  return {
    method: form.get('method') ?? '',
    path: text === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${text}`,
    ...(document && { body: JSON.stringify(document) })
  }
}

function parametersIn (form: URLSearchParams): [string, string][] {
  return [...form].flatMap(([control, value]): [string, string][] => {
    if (!control.startsWith('query:')) return []
    const name = control.slice('query:'.length)
    const was = form.get(`was:${name}`)
    if (was === null) return value === '' ? [] : [[name, value]]
    return value === was ? [] : [[name, value === '' ? 'NULL' : value]]
  })
}

/** @returns fields as full paths, where a line names no type. */
function linesIn (form: URLSearchParams): [string, string][] {
  const type = form.get('query:xsiType') ?? form.get('type') ?? ''
  return (form.get('lines') ?? '').split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, name = '', value = ''] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    return name === '' ? [] : [[name.includes(':') || !name.includes('/') ? name : `${type}/${name}`, value]]
  })
}

interface Json { [name: string]: Json | string | number | boolean }

function documentIn (form: URLSearchParams): Json | undefined {
  const entries = [...form].filter(([control, value]) => /^json(?:-\w+)?:/.test(control) && value !== '')
  if (entries.length === 0) return undefined
  const document: Json = {}
  for (const [control, value] of entries) {
    const [, kind, name = ''] = /^json(?:-(\w+))?:(.*)$/.exec(control) ?? []
    put(document, name.split('.'), kind === 'number' ? Number(value) : kind === 'flag' ? value === 'true' : value)
  }
  return document
}

function put (into: Json, [name = '', ...rest]: readonly string[], value: string | number | boolean): void {
  if (rest.length === 0) into[name] = value
  else put((into[name] ??= {}) as Json, rest, value)
}
