import { type Located, type Position, type Steps, Unreadable } from './located.ts'

/** Deeper than any seed goes; a stack must not be what ends a reader. */
export const deepest = 200

/** Reads JSON, and where in the text its parts stand. @throws Unreadable, also where a key is there twice. */
export function readJson (text: string): Located {
  // read once for keys that are there twice, which JSON.parse does not report
  new JsonWalk(text).document()
  return { value: JSON.parse(text), find: (steps, at) => positionAt(text, new JsonWalk(text, steps, at).document()) }
}

function positionAt (text: string, offset: number): Position {
  const before = text.slice(0, offset)
  const start = before.lastIndexOf('\n') + 1
  let line = 1
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) line++
  return { line, column: offset - start + 1 }
}

/** One pass over a text of JSON: it ends with an error, or with the place of what was looked for. */
class JsonWalk {
  private readonly text: string
  private readonly wanted: Steps | undefined
  private readonly part: 'key' | 'value'
  private at = 0
  private depth = 0
  /** How many of the wanted steps the walk has gone down. */
  private followed = 0
  private place = 0

  constructor (text: string, wanted?: Steps, part: 'key' | 'value' = 'value') {
    this.text = text
    this.wanted = wanted
    this.part = part
  }

  /** @returns where the wanted part stands. */
  document (): number {
    this.blanks()
    this.place = this.at
    this.value(this.wanted !== undefined)
    this.blanks()
    if (this.at < this.text.length) this.fail('something stands behind the end')
    return this.place
  }

  private fail (what: string): never {
    throw new Unreadable(what, positionAt(this.text, this.at))
  }

  private blanks (): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return
      this.at++
    }
  }

  /** @param onPath whether all steps above are wanted ones. */
  private value (onPath: boolean): void {
    const first = this.text[this.at]
    if (first === '{') this.nested(onPath, '}', this.members)
    else if (first === '[') this.nested(onPath, ']', this.elements)
    else if (first === '"') this.string()
    else this.word()
  }

  private nested (onPath: boolean, end: string, inside: (onPath: boolean) => void): void {
    if (++this.depth > deepest) this.fail(`nested deeper than ${deepest}`)
    this.at++
    this.blanks()
    if (this.text[this.at] === end) this.at++
    else inside.call(this, onPath)
    this.depth--
  }

  private members (onPath: boolean): void {
    const seen = new Set<string>()
    const depth = this.followed
    do {
      this.blanks()
      const start = this.at
      if (this.text[start] !== '"') this.fail('a key in double quotes must stand here')
      const key = this.string()
      if (seen.has(key)) {
        this.at = start
        this.fail(`the key "${key}" is there twice`)
      }
      seen.add(key)
      this.blanks()
      if (this.text[this.at] !== ':') this.fail('a colon must stand here')
      this.at++
      this.blanks()
      this.enter(onPath, depth, key, start)
      this.blanks()
    } while (this.another('}'))
  }

  private elements (onPath: boolean): void {
    const depth = this.followed
    let index = 0
    do {
      this.blanks()
      this.enter(onPath, depth, index++, this.at)
      this.blanks()
    } while (this.another(']'))
  }

  private enter (onPath: boolean, depth: number, step: string | number, start: number): void {
    const follows = onPath && this.wanted?.[depth] === step
    if (follows) {
      this.followed = depth + 1
      this.place = this.part === 'key' && this.followed === this.wanted?.length ? start : this.at
    }
    this.value(follows)
  }

  private another (end: string): boolean {
    const next = this.text[this.at]
    if (next !== ',' && next !== end) this.fail(`a comma or ${end} must stand here`)
    this.at++
    return next === ','
  }

  private string (): string {
    const start = this.at
    // eslint-disable-next-line no-control-regex -- JSON has no control characters in strings
    const pattern = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
    pattern.lastIndex = start
    const found = pattern.exec(this.text)
    if (found === null) this.fail('a string that has no end, or something in it that JSON does not allow')
    this.at += found[0].length
    return found[0].includes('\\') ? String(JSON.parse(found[0])) : found[0].slice(1, -1)
  }

  private word (): void {
    const pattern = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found === null) this.fail(this.at >= this.text.length ? 'the end comes too early' : 'no value that JSON knows')
    this.at += found[0].length
  }
}
