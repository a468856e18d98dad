import { type Difference, type Known, textOf } from './compare.ts'
import { mask } from './mask.ts'
import type { Outcome } from './replay.ts'

/** Our server's headers that say why it answered as it did. */
const explaining = [['x-xnat-mock-rule', 'rule'], ['x-xnat-mock-warning', 'warning']] as const

/** A step that was not met: what it asked, where the answers differ, and by which rule ours was given. @param whole shows both answers whole. */
export function outcomeText (id: string, outcome: Outcome, { whole = false, note = '' }: { readonly whole?: boolean, readonly note?: string } = {}): string {
  const { number, step, differences, answer, known } = outcome
  const about = step.do === undefined || step.do === step.path ? '' : ` (${step.do})`
  const who = step.as === undefined ? '' : ` as ${step.as ?? 'nobody'}`
  const rules = explaining.flatMap(([header, name]) => answer?.headers[header] === undefined ? [] : [`${name}: ${answer.headers[header]}`])
  const lines = [...differences.flatMap(difference => differenceLines(difference, known)), ...rules, ...whole ? wholeAnswers(outcome) : []]
  return [`${id} ${number}: ${step.method} ${step.path}${who}${about}${note}`, ...lines.map(line => `    ${line}`)].join('\n')
}

const shown = { before: 40, after: 160 } as const

function differenceLines ({ part, actual, recorded, at }: Difference, { names, base }: Known): string[] {
  if (actual === undefined || recorded === undefined || at === undefined) return [`${part}: ${actual ?? 'none'}, XNAT ${recorded ?? 'none'}`]
  const place = at.actual > shown.before ? ` from character ${at.actual - shown.before + 1}` : ''
  const ours = `${part}${place}`
  return [`${ours}: ${excerpt(actual, at.actual, text => mask(text, names, base))}`, `${'XNAT'.padStart(ours.length)}: ${excerpt(recorded, at.recorded)}`]
}

/** A stretch of a text around a place. */
function excerpt (text: string, at: number, written = (text: string): string => text): string {
  return JSON.stringify(written(text.slice(Math.max(0, at - shown.before), at)) + written(text.slice(at, at + shown.after))) + (text.length > at + shown.after ? '…' : '')
}

function wholeAnswers ({ answer, step, known: { names, base } }: Outcome): string[] {
  const body = answer && textOf(answer.bytes)
  return [
    '--- ours', ...answer ? [String(answer.status), ...headerLines(answer.headers), ''] : ['no answer'],
    ...body === undefined ? [`(${answer?.bytes.length ?? 0} bytes)`] : mask(body, names, base).split('\n'),
    '--- XNAT', String(step.answer.status), ...headerLines(step.answer.headers), '', ...step.answer.body?.split('\n') ?? [`(${step.answer.bytes ?? 'unknown'} bytes)`],
    '---'
  ]
}

const headerLines = (headers: Readonly<Record<string, string>>): string[] => Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
