/** Steps whose answers are not as they were recorded, by reason and scenario; steps as in `1-3, 7`. */
export type Left = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What a reason begins with. */
const kinds = ['not built yet: ', 'stand-in: ', 'not mended yet: '] as const

/** Reasons by the step they are for, such as `scan-methods 3`. */
export type Reasons = ReadonlyMap<string, string>

/** @throws for a reason of no kind, for steps that are no steps, and for a step with two reasons. */
export function reasonsIn (left: Left): Reasons {
  const reasons = new Map<string, string>()
  for (const [reason, scenarios] of Object.entries(left)) {
    if (!kinds.some(kind => reason.startsWith(kind) && reason.length > kind.length)) {
      throw new Error(`a reason must begin with ${kinds.map(kind => `'${kind}'`).join(', ')}: ${reason}`)
    }
    for (const [scenario, text] of Object.entries(scenarios)) {
      for (const step of stepsIn(text)) {
        const known = reasons.get(`${scenario} ${step}`)
        if (known !== undefined) throw new Error(`${scenario} ${step} has two reasons: ${known}; ${reason}`)
        reasons.set(`${scenario} ${step}`, reason)
      }
    }
  }
  return reasons
}

/** `1-3, 7` as numbers. */
export function stepsIn (text: string): number[] {
  return text.split(/, */).flatMap(part => {
    const [, first = '', last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? []
    if (first === '' || Number(last) < Number(first)) throw new Error(`no steps: '${text}'`)
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index)
  })
}

/** Numbers in ascending order as `1-3, 7`. */
export function stepText (steps: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const step of steps) {
    const range = ranges.at(-1)
    if (range?.[1] === step - 1) range[1] = step
    else ranges.push([step, step])
  }
  return ranges.map(([first, last]) => first === last ? String(first) : `${first}-${last}`).join(', ')
}
