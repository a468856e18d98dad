/** Steps from the top of a document to a value. */
export type Steps = readonly (string | number)[]

export interface Position {
  readonly line: number
  readonly column: number
}

/** A document that was read, and where its parts stand in the text. */
export interface Located {
  readonly value: unknown
  /** Where a value begins, or its key; what is not there is where its nearest owner is. */
  readonly find: (steps: Steps, at: 'key' | 'value') => Position | undefined
}

/** One thing that is wrong with a seed. */
export interface Problem {
  /** The file that it stands in. */
  readonly file: string
  readonly position?: Position
  readonly steps: Steps
  readonly what: string
}

/** projects[0].subjects[1].label */
export function pathText (steps: Steps): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`
    if (!/^[\w:-]+$/.test(step)) return `${path}[${JSON.stringify(step)}]`
    return path === '' ? step : `${path}.${step}`
  }, '')
}

/** file:line:column: path: what */
export function problemLine ({ file, position, steps, what }: Problem): string {
  const place = position === undefined ? file : `${file}:${position.line}:${position.column}`
  return [place, ...steps.length === 0 ? [] : [pathText(steps)], what].join(': ')
}

/** Something that cannot be read at all, and where. */
export class Unreadable extends Error {
  readonly position: Position

  constructor (message: string, position: Position) {
    super(message)
    this.position = position
  }
}
