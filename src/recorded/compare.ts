import type { Names } from './names.ts'
import type { RecordedAnswer, Step } from './scenario.ts'
import { type Parting, Template } from './template.ts'

/** An answer as it came over the wire; of a header that came twice, both values with a comma between. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

/** A part of the answer that is not as it was recorded. */
export interface Difference {
  /** `status`, `body` or a header's name. */
  readonly part: string
  /** Missing where there is none. */
  readonly actual?: string
  readonly recorded?: string
  /** Where the two texts part, if there are two. */
  readonly at?: Parting
}

/** What a run knows: the values of names, and the URL that all addresses begin with. */
export interface Known {
  readonly names: Names
  readonly base: string
}

/** Headers that are compared; all others depend on the container or on time. */
export const comparedHeaders = [
  'content-type', 'content-disposition', 'location', 'allow', 'vary', 'www-authenticate', 'server', 'accept-ranges', 'content-range',
  'last-modified', 'cache-control', 'etag', 'content-language', 'x-frame-options'
] as const

/** @param known as it is after the step. @returns nothing where the answer is as it was recorded. */
export function differences ({ answer: recorded, loose = [], quiet = false }: Step, actual: WireAnswer, known: Known): Difference[] {
  const found: Difference[] = []
  if (actual.status !== recorded.status) found.push({ part: 'status', actual: String(actual.status), recorded: String(recorded.status) })
  const compare = (part: string, actual: string | undefined, recorded: string | undefined): void => {
    if (!loose.includes(part)) found.push(...difference(part, actual, recorded, known))
  }
  if (quiet) return found
  for (const name of comparedHeaders) compare(name, actual.headers[name], recorded.headers[name])
  compare('body', textOf(actual.bytes) ?? noText, recordedBody(recorded))
  return found
}

/** @returns the difference, or nothing. */
function difference (part: string, actual: string | undefined, recorded: string | undefined, { names, base }: Known): Difference[] {
  if (actual === undefined) return recorded === undefined ? [] : [{ part, recorded }]
  if (recorded === undefined) return [{ part, actual }]
  const at = new Template(recorded, names, base).parts(actual)
  return at === undefined ? [] : [{ part, actual, recorded, at }]
}

// the length of what is no text is not compared: it changes with times inside archives
const noText = '(no text)'

/** The bytes as text, or undefined where they are not UTF-8. */
export function textOf (bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8')
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined
}

const recordedBody = ({ body }: RecordedAnswer): string => body ?? noText
