/** What is wrong with a document, and where: line and column as Xerces counts them, from 1. */
export interface XmlError {
  readonly message: string
  readonly line: number
  readonly column: number
}

const nameStart = ':A-Z_a-z\\xC0-\\uFFFD'
const nameToken = new RegExp(`[${nameStart}][${nameStart}\\-.0-9\\xB7]*`, 'y')
const spaceToken = /[ \t\r\n]*/y
// eslint-disable-next-line no-control-regex -- the characters that XML 1.0 has not
const noCharacter = /[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/
const predefined = new Set(['lt', 'gt', 'amp', 'apos', 'quot'])

const unfinished = 'XML document structures must start and end within the same entity.'
const declarationElsewhere = 'The processing instruction target matching "[xX][mM][lL]" is not allowed.'
/** What Xerces says of any DOCTYPE, because XNAT's parser has the feature set. */
export const doctypeRefused = 'DOCTYPE is disallowed when the feature "http://apache.org/xml/features/disallow-doctype-decl" set to true.'

const prefixOf = (name: string): string => name.slice(0, name.indexOf(':'))

class Found extends Error {
  readonly at: number

  constructor (message: string, at: number) {
    super(message)
    this.at = at
  }
}

/** The first thing that Xerces would refuse in a document, in its words; undefined where this scanner finds nothing. */
export function diagnose (text: string): XmlError | undefined {
  try {
    new Scanner(text).document()
    return undefined
  } catch (error) {
    if (!(error instanceof Found)) throw error
    const lines = text.slice(0, error.at).split(/\r\n|\r|\n/)
    return { message: error.message, line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
  }
}

/** Goes through a document as Xerces' XMLDocumentFragmentScannerImpl does, for the sake of its complaints. */
class Scanner {
  private readonly text: string
  private at = 0
  private readonly open: string[] = []
  /** Prefixes bound by each open element. */
  private readonly scopes: ReadonlySet<string>[] = [new Set(['xml', 'xmlns'])]
  private rooted = false

  constructor (text: string) {
    this.text = text
  }

  document (): void {
    while (this.at < this.text.length || this.open.length > 0) {
      if (this.open.length === 0) this.outside()
      else this.inside()
    }
    if (!this.rooted) this.fail('Premature end of file.')
  }

  private fail (message: string): never {
    throw new Found(message, this.at)
  }

  /** The same, unless the document ends here. */
  private failInside (message: string): never {
    this.fail(this.at === this.text.length ? unfinished : message)
  }

  private take (token: string): boolean {
    const taken = this.text.startsWith(token, this.at)
    if (taken) this.at += token.length
    return taken
  }

  private match (pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  /** Moves behind the next such token; the document must not end before it. */
  private skipPast (token: string): void {
    const end = this.text.indexOf(token, this.at)
    this.at = end === -1 ? this.text.length : end + token.length
    if (end === -1) this.fail(unfinished)
  }

  private outside (): void {
    this.match(spaceToken)
    if (this.at === this.text.length) return
    const place = this.rooted ? 'trailing section' : 'prolog'
    if (this.take('&')) this.fail(`Reference is not allowed in ${place}.`)
    if (this.text[this.at] !== '<') this.fail(`Content is not allowed in ${place}.`)
    if (this.special()) return
    this.at++
    if (this.rooted) {
      const message = 'The markup in the document following the root element must be well-formed.'
      if (this.take('/')) this.fail(message)
      this.failInside(message)
    }
    this.rooted = true
    this.startTag('The markup in the document preceding the root element must be well-formed.')
  }

  private inside (): void {
    if (this.at === this.text.length) this.fail(unfinished)
    if (this.text[this.at] === '&') this.reference()
    else if (this.text[this.at] !== '<') this.characters()
    else if (!this.special()) {
      this.at++
      if (this.take('/')) this.endTag()
      else this.startTag('The content of elements must consist of well-formed character data or markup.')
    }
  }

  /** Comments, CDATA, processing instructions and what may not be there. */
  private special (): boolean {
    if (this.take('<!--')) this.comment()
    else if (this.take('<!DOCTYPE')) this.fail(doctypeRefused)
    else if (this.open.length > 0 && this.take('<![CDATA[')) this.skipPast(']]>')
    else if (this.text.startsWith('<?', this.at)) this.instruction()
    else return false
    return true
  }

  private comment (): void {
    this.skipPast('--')
    if (!this.take('>')) this.fail('The string "--" is not permitted within comments.')
  }

  private instruction (): void {
    const first = this.at === 0
    this.at += 2
    const target = this.match(nameToken)
    if (first && target === 'xml') this.declaration()
    else if (target.toLowerCase() === 'xml') this.fail(declarationElsewhere)
    this.skipPast('?>')
  }

  private declaration (): void {
    this.match(spaceToken)
    const version = this.match(/version\s*=\s*(?:"[^"]*"|'[^']*')/y)
    const number = version.slice(0, -1).replace(/^[^"']*["']/, '')
    if (version !== '' && number !== '1.0' && number !== '1.1') {
      this.fail(`XML version "${number}" is not supported, only XML 1.0 is supported.`)
    }
    if (version !== '' || !this.text.includes('?>', this.at)) return
    this.at = this.text.indexOf('?>', this.at)
    this.fail('The version is required in the XML declaration.')
  }

  private characters (): void {
    const rest = this.text.slice(this.at)
    const length = /[<&]/.exec(rest)?.index ?? rest.length
    const run = rest.slice(0, length)
    const invalid = noCharacter.exec(run)?.index ?? Infinity
    const closing = run.indexOf(']]>')
    if (closing !== -1 && closing < invalid) {
      this.at += closing + 3
      this.fail('The character sequence "]]>" must not appear in content unless used to mark the end of a CDATA section.')
    }
    if (invalid < Infinity) {
      this.at += invalid
      this.fail(
        `An invalid XML character (Unicode: 0x${run.charCodeAt(invalid).toString(16)}) was found in the element content of the document.`
      )
    }
    this.at += length
  }

  private reference (): void {
    this.at++
    if (this.take('#')) return this.characterReference(this.take('x'))
    const name = this.match(nameToken)
    if (this.at === this.text.length) this.fail(unfinished)
    if (name === '') this.fail("The entity name must immediately follow the '&' in the entity reference.")
    if (!this.take(';')) this.fail(`The reference to entity "${name}" must end with the ';' delimiter.`)
    if (!predefined.has(name)) this.fail(`The entity "${name}" was referenced, but not declared.`)
  }

  private characterReference (hexadecimal: boolean): void {
    const digits = this.match(hexadecimal ? /[0-9A-Fa-f]*/y : /[0-9]*/y)
    const [name, lead] = hexadecimal ? ['hexadecimal', '&#x'] : ['decimal', '&#']
    if (digits === '') this.failInside(`A ${name} representation must immediately follow the "${lead}" in a character reference.`)
    if (!this.take(';')) this.fail("The character reference must end with the ';' delimiter.")
    const code = Number.parseInt(digits, hexadecimal ? 16 : 10)
    const valid = code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF) && !noCharacter.test(String.fromCodePoint(code))
    if (!valid) this.fail(`Character reference "${lead}${digits}" is an invalid XML character.`)
  }

  private endTag (): void {
    const name = this.open.at(-1) ?? ''
    if (!this.take(name)) this.fail(`The element type "${name}" must be terminated by the matching end-tag "</${name}>".`)
    this.match(spaceToken)
    if (this.at === this.text.length) this.fail(unfinished)
    if (!this.take('>')) this.fail(`The end-tag for element type "${name}" must end with a '>' delimiter.`)
    this.open.pop()
    this.scopes.pop()
  }

  private startTag (nameless: string): void {
    const name = this.match(nameToken)
    if (name === '') {
      if (this.take('!')) this.take('-')
      this.failInside(nameless)
    }
    const attributes: string[] = []
    let empty = false
    while (!this.take('>')) {
      if (this.take('/')) {
        empty = true
        if (!this.take('>')) this.failTag(name)
        break
      }
      const attribute = this.attribute(name)
      if (attribute !== undefined) attributes.push(attribute)
    }
    this.checkNames(name, attributes)
    if (empty) this.scopes.pop()
    else this.open.push(name)
  }

  private failTag (name: string): never {
    this.fail(
      this.at === this.text.length ? unfinished : `Element type "${name}" must be followed by either attribute specifications, ">" or "/>".`
    )
  }

  /** @returns the attribute's name, or undefined where there was only white space. */
  private attribute (element: string): string | undefined {
    if (this.match(spaceToken) === '') this.failTag(element)
    if (/[>/]/.test(this.text[this.at] ?? '')) return undefined
    const name = this.match(nameToken)
    if (name === '') this.failTag(element)
    this.match(spaceToken)
    if (!this.take('=')) {
      this.failInside(`Attribute name "${name}" associated with an element type "${element}" must be followed by the ' = ' character.`)
    }
    this.match(spaceToken)
    const quote = this.text[this.at]
    if (quote !== '"' && quote !== "'") {
      this.failInside(`Open quote is expected for attribute "${name}" associated with an  element type  "${element}".`)
    }
    this.at++
    const from = this.at
    this.attributeValue(quote, name, element)
    if (name.startsWith('xmlns:') && this.at === from + 1) {
      const said = `prefix="xmlns",localpart="${name.slice(6)}",rawname="${name}"`
      this.fail(`The value of the attribute "${said}" is invalid. Prefixed namespace bindings may not be empty.`)
    }
    return name
  }

  private attributeValue (quote: string, name: string, element: string): void {
    while (!this.take(quote)) {
      const character = this.text[this.at]
      if (character === undefined) this.fail(unfinished)
      if (character === '<') {
        this.fail(`The value of attribute "${name}" associated with an element type "${element}" must not contain the '<' character.`)
      }
      if (noCharacter.test(character)) {
        const code = character.charCodeAt(0).toString(16)
        const place = `in the value of attribute "${name}" and element is "${element}".`
        this.fail(`An invalid XML character (Unicode: 0x${code}) was found ${place}`)
      }
      if (character === '&') this.reference()
      else this.at++
    }
  }

  /** Names are looked at when the tag is complete. */
  private checkNames (element: string, attributes: readonly string[]): void {
    const names = new Set<string>()
    for (const name of attributes) {
      if (names.has(name)) this.fail(`Attribute "${name}" was already specified for element "${element}".`)
      names.add(name)
    }
    const bound = new Set([...names].filter(name => name.startsWith('xmlns:')).map(name => name.slice(6)))
    const unbound = (name: string) => name.includes(':') && ![bound, ...this.scopes].some(scope => scope.has(prefixOf(name)))
    if (unbound(element)) this.fail(`The prefix "${prefixOf(element)}" for element "${element}" is not bound.`)
    const lost = [...names].find(unbound)
    if (lost !== undefined) {
      this.fail(`The prefix "${prefixOf(lost)}" for attribute "${lost}" associated with an element type "${element}" is not bound.`)
    }
    this.scopes.push(bound)
  }
}
