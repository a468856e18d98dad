/** What Jackson says of a text that is no JSON, or not the JSON that was wanted. */
export class JacksonError extends Error {
  /** What is wrong, without where. */
  readonly said: string
  /** Whether the text ends too early, which has an exception of its own. */
  readonly isEnd: boolean

  constructor (said: string, place: string) {
    super(`${said}\n at ${place}`)
    this.said = said
    this.isEnd = said.startsWith('Unexpected end-of-input')
  }
}

/** Nesting that is read: what is deeper is refused, since reading it takes a stack of its own. */
const deepest = 1000

const validTokens = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

/** A text as Jackson names its source: its first 500 characters. */
const sourceOf = (text: string): string =>
  `(String)"${text.slice(0, 500)}"${text.length > 500 ? `[truncated ${text.length - 500} chars]` : ''}`

/**
 * Finds what is wrong with a text, as ReaderBasedJsonParser does. What follows the first value is not looked at.
 * @param source what Jackson calls the place that it reads from: `(String)"…"`, `(PushbackInputStream)`.
 */
class JsonWalk {
  /** Where the members of the outermost object have their values. */
  readonly members = new Map<string, number>()
  private at = 0
  private depth = 0
  private readonly text: string
  private readonly source: string

  constructor (text: string, source: string) {
    this.text = text
    this.source = source
  }

  /** @returns where the value ends. @throws JacksonError */
  walk (): number {
    this.blanks()
    if (this.at >= this.text.length) {
      throw new JacksonError('No content to map due to end-of-input', `[Source: ${this.source}; line: 1, column: 0]`)
    }
    this.value()
    return this.at
  }

  location (at: number): string {
    const before = this.text.slice(0, at)
    const line = before.split('\n').length
    return `[Source: ${this.source}; line: ${line}, column: ${at - before.lastIndexOf('\n')}]`
  }

  private fail (said: string, at = this.at): never {
    throw new JacksonError(said, this.location(at))
  }

  private unexpected (expected: string): never {
    const char = this.text.charAt(this.at)
    const code = char.charCodeAt(0)
    const described = code < 32 ? `(CTRL-CHAR, code ${code})` : `'${char}' (code ${code}${code > 255 ? ` / 0x${code.toString(16)}` : ''})`
    this.fail(`Unexpected character (${described}): ${expected}`, this.at + 1)
  }

  private blanks (): void {
    const blank = /[ \t\r\n]*/y
    blank.lastIndex = this.at
    blank.exec(this.text)
    this.at = blank.lastIndex
  }

  private value (): void {
    const char = this.text.charAt(this.at)
    if (char === '{') this.object()
    else if (char === '[') this.array()
    else if (char === '"') this.string(': was expecting closing quote for a string value')
    else if (/[-\d]/.test(char)) this.number()
    else this.token()
  }

  private object (): void {
    const start = this.enter()
    for (let first = true; !this.closes('}', ']', 'Object', start); first = false) {
      if (!first) this.comma('Object')
      if (this.text.charAt(this.at) !== '"') this.unexpected('was expecting double-quote to start field name')
      const from = this.at
      this.string(' in field name')
      const name = this.text.slice(from + 1, this.at - 1)
      this.blanksBetween('Object')
      if (this.text.charAt(this.at) !== ':') this.unexpected('was expecting a colon to separate field name and value')
      this.at++
      this.blanksBetween('Object')
      if (this.depth === 1) this.members.set(name, this.at)
      this.value()
    }
  }

  private array (): void {
    const start = this.enter()
    for (let first = true; !this.closes(']', '}', 'Array', start); first = false) {
      if (!first) this.comma('Array')
      this.value()
    }
  }

  private enter (): number {
    if (++this.depth > deepest) this.fail(`Document nesting depth (${this.depth}) exceeds the maximum allowed (${deepest})`)
    return this.at++
  }

  private closes (own: string, other: string, kind: string, start: number): boolean {
    this.blanks()
    if (this.at >= this.text.length) {
      this.fail(`Unexpected end-of-input: expected close marker for ${kind} (start marker at ${this.location(start)})`)
    }
    const char = this.text.charAt(this.at)
    if (char === other) {
      this.fail(`Unexpected close marker '${other}': expected '${own}' (for ${kind} starting at ${this.location(start)})`, this.at + 1)
    }
    if (char !== own) return false
    this.at++
    this.depth--
    return true
  }

  private comma (kind: string): void {
    if (this.text.charAt(this.at) !== ',') this.unexpected(`was expecting comma to separate ${kind} entries`)
    this.at++
    this.blanksBetween(kind)
  }

  private blanksBetween (kind: string): void {
    this.blanks()
    if (this.at >= this.text.length) this.fail(`Unexpected end-of-input within/between ${kind} entries`)
  }

  private string (ending: string): void {
    for (this.at++; this.text.charAt(this.at) !== '"'; this.at++) {
      if (this.at >= this.text.length) this.fail(`Unexpected end-of-input${ending}`)
      const code = this.text.charCodeAt(this.at)
      if (code < 32) {
        const escaped = 'has to be escaped using backslash to be included in string value'
        this.fail(`Illegal unquoted character ((CTRL-CHAR, code ${code})): ${escaped}`, this.at + 1)
      }
      if (this.text.charAt(this.at) === '\\') this.escape()
    }
    this.at++
  }

  private escape (): void {
    this.at++
    const char = this.text.charAt(this.at)
    if (!/["\\/bfnrtu]/.test(char)) this.fail(`Unrecognized character escape '${char}' (code ${char.charCodeAt(0)})`, this.at + 1)
  }

  private number (): void {
    const number = /-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y
    number.lastIndex = this.at
    if (number.exec(this.text) === null) this.unexpected('expected digit (0-9) to follow minus sign, for valid numeric value')
    this.at = number.lastIndex
    if (/^\d/.test(this.text.slice(this.at))) this.fail('Invalid numeric value: Leading zeroes not allowed')
  }

  private token (): void {
    const word = /[\p{L}\p{N}_$]*/uy
    word.lastIndex = this.at
    const [found = ''] = word.exec(this.text) ?? []
    if (found === '') this.unexpected(`expected a valid value ${validTokens}`)
    this.at += found.length
    if (!['true', 'false', 'null'].includes(found)) this.fail(`Unrecognized token '${found}': was expecting ${validTokens}`)
  }
}

/** The kinds of values that stand where another was wanted, as Jackson calls them. */
function kindOf (value: unknown): readonly [name: string, token: string] {
  if (Array.isArray(value)) return ['Array', 'START_ARRAY']
  if (typeof value === 'object') return ['Object', 'START_OBJECT']
  if (typeof value === 'boolean') return ['Boolean', value ? 'VALUE_TRUE' : 'VALUE_FALSE']
  return Number.isInteger(value) ? ['Integer', 'VALUE_NUMBER_INT'] : ['Floating-point', 'VALUE_NUMBER_FLOAT']
}

/** The value at the beginning of a JSON text. @throws JacksonError with what Jackson says */
export function jsonValue (text: string, source: string): unknown {
  return JSON.parse(text.slice(0, new JsonWalk(text, source).walk())) as unknown
}

/**
 * A JSON text as a map of texts (ObjectMapper.readValue with Map<String, String>): numbers and booleans are texts too.
 * @returns undefined for the text `null`.
 * @throws JacksonError with what Jackson says.
 */
export function stringMap (text: string): Record<string, string | null> | undefined {
  const walk = new JsonWalk(text, sourceOf(text))
  const value = JSON.parse(text.slice(0, walk.walk())) as unknown
  const wanted = 'java.util.LinkedHashMap<java.lang.String,java.lang.String>'
  if (value === null) return undefined
  if (typeof value === 'string') {
    throw new JacksonError('Cannot construct instance of `java.util.LinkedHashMap` (although at least one Creator exists): ' +
      `no String-argument constructor/factory method to deserialize from String value ('${value}')`, walk.location(text.search(/\S/)))
  }
  const unfit = (found: unknown, type: string) => {
    const [name, token] = kindOf(found)
    return `Cannot deserialize value of type \`${type}\` from ${name} value (token \`JsonToken.${token}\`)`
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new JacksonError(unfit(value, wanted), walk.location(text.search(/\S/)))
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]: [string, unknown]) => {
    if (typeof member === 'object' && member !== null) {
      throw new JacksonError(
        unfit(member, 'java.lang.String'),
        `${walk.location(walk.members.get(name) ?? 0)} (through reference chain: java.util.LinkedHashMap["${name}"])`
      )
    }
    return [name, member === null ? null : String(member)]
  }))
}
