import { folderOf } from '../recorded/choose.ts'
import { type Difference, textOf } from '../recorded/compare.ts'
import { namesIn, valueIn } from '../recorded/names.ts'
import type { Outcome } from '../recorded/replay.ts'

/**
 * The kinds of what differs in an answer, each with the folder of the recording, such as `scans: status 500 instead of 200`.
 * Where the status differs, headers and body follow from that and are no kinds of their own.
 */
export function kindsOf (id: string, outcome: Outcome): string[] {
  const status = outcome.differences.find(({ part }) => part === 'status')
  const parts = status === undefined ? outcome.differences : [status]
  const kinds = follows(outcome) ? ['follows from an earlier answer, in which an identifier was missing'] : withoutDoubles(parts, outcome)
  return kinds.map(kind => `${folderOf(id)}: ${kind}`)
}

/** Whether the request needed a name for which no earlier answer gave a value. */
const follows = ({ step: { path, body = '' }, known: { names } }: Outcome): boolean =>
  [...namesIn(path), ...namesIn(body)].some(name => valueIn(names, name) === undefined)

const withoutDoubles = (parts: readonly Difference[], outcome: Outcome): string[] =>
  [...new Set(parts.map(part => kindOf(part, outcome)))]

function kindOf ({ part, actual, recorded }: Difference, outcome: Outcome): string {
  if (part === 'status') return `status ${actual ?? 'none'} instead of ${recorded ?? 'none'}`
  if (isPage(outcome)) return 'a page in HTML instead of JSON'
  if (part === 'body') return `body of ${mediaTypeOf(outcome.step.answer.headers)}`
  return `header ${part}${actual === undefined ? ' is missing' : recorded === undefined ? ' is too many' : ''}`
}

/** Another server's page in place of XNAT's answer, such as a proxy's login. */
function isPage ({ step: { answer: { headers } }, answer }: Outcome): boolean {
  const page = mediaTypeOf(answer?.headers ?? {}) === 'text/html' && /^\s*</.test(textOf(answer?.bytes ?? Buffer.alloc(0)) ?? '')
  return page && /json/.test(headers['content-type'] ?? '')
}

const mediaTypeOf = (headers: Readonly<Record<string, string>>): string => headers['content-type']?.replace(/;.*/, '') ?? 'no type'
