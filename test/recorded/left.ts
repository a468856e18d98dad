import { readFileSync, writeFileSync } from 'node:fs'
import { type Left, stepText, stepsIn } from '../../src/recorded/left.ts'

const fileOf = (name: string): URL => new URL(`left/${name}.json`, import.meta.url)

/** @param name of a folder with recordings. */
export const readLeft = (name: string): Left => JSON.parse(readFileSync(fileOf(name), 'utf8')) as Left

/** The list without steps that are met now. @param met such as `scan-methods 3`. */
export function without (left: Left, met: ReadonlySet<string>): Left {
  const rest: Record<string, Record<string, string>> = {}
  for (const [reason, scenarios] of Object.entries(left)) {
    for (const [scenario, text] of Object.entries(scenarios)) {
      const steps = stepsIn(text).filter(step => !met.has(`${scenario} ${step}`))
      if (steps.length > 0) (rest[reason] ??= {})[scenario] = stepText(steps)
    }
  }
  return rest
}

export const writeLeft = (name: string, left: Left): void => { writeFileSync(fileOf(name), `${JSON.stringify(left, null, 2)}\n`) }
