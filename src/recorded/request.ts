import { type Names, fill } from './names.ts'
import type { Step } from './scenario.ts'

/** A request as it goes over the wire, without credentials. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
}

/** What the client sent of its own accord when the recordings were made; XNAT looks at some of it. */
const usual = { accept: '*/*', 'accept-language': '*', 'sec-fetch-mode': 'cors', 'user-agent': 'node' } as const

/** @param beside reads a file that stands beside the scenario. */
export async function requestOf (step: Step, names: Names, beside: (file: string) => Buffer): Promise<WireRequest> {
  const given = Object.fromEntries(Object.entries(step.headers ?? {}).map(([name, value]) => [name.toLowerCase(), fill(value, names)]))
  const { type, body } = await encoded(bodyOf(step, names, beside))
  return {
    method: step.method,
    path: normalised(fill(step.path, names)),
    headers: { ...usual, ...(type !== null && { 'content-type': type }), ...given },
    ...(body && { body })
  }
}

/** The path as the WHATWG URL parser leaves it, which is how the recordings' client sent it: `a/../b` is `b`, and a blank `%20`. */
function normalised (path: string): string {
  if (!path.startsWith('/')) throw new Error(`no path: ${path}`)
  const { pathname, search } = new URL(`http://host${path}`)
  return pathname + search
}

type Body = string | Uint8Array<ArrayBuffer> | FormData | undefined

function bodyOf (step: Step, names: Names, beside: (file: string) => Buffer): Body {
  if (step.form !== undefined) return formOf(step.form, names)
  if (step.base64 !== undefined) return new Uint8Array(Buffer.from(step.base64, 'base64'))
  if (step.file !== undefined) return new Uint8Array(beside(step.file))
  return step.body === undefined ? undefined : fill(step.body, names)
}

function formOf (fields: NonNullable<Step['form']>, names: Names): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') {
      form.set(name, fill(value, names))
      continue
    }
    const { file, type = 'application/octet-stream', text = '', base64 } = value
    form.set(name, new Blob([base64 === undefined ? fill(text, names) : Buffer.from(base64, 'base64')], { type }), file)
  }
  return form
}

/** A body in bytes, and the media type that goes with it where the step gives none: text/plain for a text, none for bytes. */
async function encoded (body: Body): Promise<{ readonly type: string | null, readonly body?: Buffer }> {
  if (body === undefined) return { type: null }
  const response = new Response(body)
  return { type: response.headers.get('content-type'), body: Buffer.from(await response.arrayBuffer()) }
}
