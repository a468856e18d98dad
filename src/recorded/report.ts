import { reasonsOf } from './reasons.ts'
import { type Difference, type Known, textOf } from './compare.ts'
import { mask } from './mask.ts'
import type { Outcome } from './replay.ts'

export interface ReportOptions {
  /** Shows both answers whole. */
  readonly whole?: boolean
  /** Stands behind the request. */
  readonly note?: string
  /** What the recorded answer is called; XNAT where it is missing. */
  readonly other?: string
}

/** A step that was not met: its request, where the answers differ, and by which rule ours was given. */
export function outcomeText (id: string, outcome: Outcome, { whole = false, note = '', other = 'XNAT' }: ReportOptions = {}): string {
  const { number, step, differences, answer, known } = outcome
  const about = step.do === undefined || step.do === step.path ? '' : ` (${step.do})`
  const who = step.as === undefined ? '' : ` as ${step.as ?? 'nobody'}`
  const lines = [
    ...differences.flatMap(difference => differenceLines(difference, known, other)),
    ...reasonsOf(answer?.headers ?? {}),
    ...whole ? wholeAnswers(outcome) : []
  ]
  return [`${id} ${number}: ${step.method} ${step.path}${who}${about}${note}`, ...lines.map(line => `    ${line}`)].join('\n')
}

/** How many characters of a difference are shown. */
const shown = { before: 40, after: 160 } as const

function differenceLines ({ part, actual = 'none', recorded = 'none', at }: Difference, { names, base }: Known, other: string): string[] {
  if (at === undefined) return [`${part}: ${actual}, ${other} ${recorded}`]
  const ours = at.actual > shown.before ? `${part} from character ${at.actual - shown.before + 1}` : part
  return [
    `${ours}: ${excerpt(actual, at.actual, text => mask(text, names, base))}`,
    `${other.padStart(ours.length)}: ${excerpt(recorded, at.recorded)}`
  ]
}

/** A stretch of a text around a place. */
function excerpt (text: string, at: number, written = (text: string): string => text): string {
  const [before, after] = [text.slice(Math.max(0, at - shown.before), at), text.slice(at, at + shown.after)]
  return JSON.stringify(written(before) + written(after)) + (text.length > at + shown.after ? '…' : '')
}

function wholeAnswers ({ answer, step, known: { names, base } }: Outcome): string[] {
  const body = answer && textOf(answer.bytes)
  const { status, headers, body: recorded, bytes = 'unknown' } = step.answer
  return [
    '--- ours',
    ...answer ? [String(answer.status), ...headerLines(answer.headers), ''] : ['no answer'],
    ...body === undefined ? [`(${answer?.bytes.length ?? 0} bytes)`] : mask(body, names, base).split('\n'),
    '--- XNAT',
    String(status), ...headerLines(headers), '',
    ...recorded?.split('\n') ?? [`(${bytes} bytes)`],
    '---'
  ]
}

const headerLines = (headers: Readonly<Record<string, string>>): string[] =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
