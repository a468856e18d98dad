import { outcomeText } from '../recorded/report.ts'
import { type Result, byKind } from './result.ts'

/** A number with its noun. */
export const number = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`

/** What a run has found, in sentences. */
export function summaryOf (result: Result): string[] {
  const { url, version, scenarios, requests, met, notCompared, findings, leftOut, ended, remains } = result
  return [
    `XNAT ${version} at ${url}: ${number(requests, 'request')} of ${number(scenarios, 'scenario')}.`,
    `${met} answers are as XNAT 1.8.11 gave them, ${findings.length} are not` +
      (notCompared === 0 ? '.' : `; ${notCompared} are not compared: xnat-mock itself is known to answer otherwise there.`),
    ...Object.entries(leftOut).map(([why, count]) => `${number(count, 'scenario')} left out: ${why}.`),
    ...ended === undefined ? [] : [`The run ended early: ${ended}.`],
    ...remains.length === 0 ? [] : [`Not removed: ${remains.join('; ')}.`]
  ]
}

/** The result for a terminal. @param shown how many findings of each kind are shown. */
export function verifyText (result: Result, shown: number): string {
  const kinds = byKind(result).map(([kind, findings]) => [
    `${kind}: ${number(findings.length, 'answer')}`,
    ...findings.slice(0, shown).map(({ recording, outcome }) => indented(outcomeText(recording.id, outcome, { other: 'recorded' }))),
    ...findings.length > shown ? [`    … and ${findings.length - shown} more`] : []
  ].join('\n'))
  return `${[...kinds, summaryOf(result).join('\n')].join('\n\n')}\n`
}

const indented = (text: string): string => text.replaceAll(/^/gm, '  ')

/** The result as JSON: what was requested, and each finding with its kinds. */
export function verifyJson (result: Result): string {
  const { findings, differing: _, ...counts } = result
  return `${JSON.stringify({
    ...counts,
    differing: findings.length,
    kinds: Object.fromEntries(byKind(result).map(([kind, { length }]) => [kind, length])),
    findings: findings.map(({ recording: { id }, outcome: { number, step, differences }, kinds }) => ({
      scenario: id,
      step: number,
      method: step.method,
      path: step.path,
      as: step.as === undefined ? 'admin' : step.as,
      kinds,
      differences: differences.map(({ part, actual, recorded }) => ({ part, actual, recorded }))
    }))
  }, undefined, 2)}\n`
}
