import type { SaxesAttributeNS, SaxesParser, SaxesTagNS } from 'saxes'
import type { Catalogue } from '../model/catalogue.ts'
import type { DataType } from '../model/data-type.ts'
import { parseFieldPath, resolve } from '../model/field-path.ts'
import { type Item, newItem } from '../model/item.ts'
import { FieldNotFound, setText } from '../model/populate.ts'
import { namespaces } from '../model/validation.ts'
import { lazily } from './lazily.ts'
import { diagnose, doctypeRefused } from './xerces.ts'
import { chunksOf } from './xerces-chunks.ts'

/** The document is not well-formed, or holds what this reader refuses; in Xerces' words where they are known. */
export class MalformedXml extends Error {
  readonly line: number
  readonly column: number

  constructor (message: string, line: number, column: number) {
    super(message)
    this.line = line
    this.column = column
  }
}

/** The document is well-formed, but is none of XNAT's: the text of SAXReader's exception. */
export class UnfitXml extends Error {}

const saxes = lazily<typeof import('saxes')>('saxes')

const xsi = 'http://www.w3.org/2001/XMLSchema-instance'
const deepest = 100
const chunk = 65_536

/**
 * Reads an item from its XML document (SAXReader): namespaces by URI, comments with hidden_fields give generated keys.
 * @param template an item that the document is laid over; the name of the document's root does not matter then.
 * @throws MalformedXml, UnfitXml
 */
export function readXml (text: string, catalogue: Catalogue, template?: Item): Item {
  const parser = new (saxes().SaxesParser)({ xmlns: true, position: true })
  const fail: Fail = (message, { line, column } = { line: parser.line, column: parser.column + 1 }) => {
    throw new MalformedXml(message, line, column)
  }
  const failAsXerces = (message: string): never => {
    const error = diagnose(text)
    return error ? fail(error.message, error) : fail(message)
  }
  parser.on('error', error => failAsXerces(error.message.replace(/^\d+:\d+: /, '')))
  parser.on('doctype', () => failAsXerces(doctypeRefused))
  const reader = new ItemReader(catalogue, template, prefix => parser.resolve(prefix))
  connect(parser, reader, text, fail)
  // saxes passes over a byte order mark, Xerces does not where it is given characters
  if (text.startsWith('\uFEFF')) failAsXerces('')
  // in pieces, because saxes looks back over what it was given at once
  for (let at = 0; at < text.length; at += chunk) parser.write(text.slice(at, at + chunk))
  parser.close()
  return reader.root ?? fail('Premature end of file.')
}

type Fail = (message: string, place?: { line: number, column: number }) => never

/** Has the reader given what the parser finds in the text. */
function connect (parser: SaxesParser<{ xmlns: true }>, reader: ItemReader, text: string, fail: Fail): void {
  let depth = 0
  /** Where the last markup ended. */
  let after = 0
  // saxes is in front of the last character of a comment when it gives it, and behind that of all else
  const ended = () => { after = text.indexOf('>', parser.position - 1) + 1 }
  parser.on('opentag', tag => {
    ended()
    if (++depth > deepest) fail(`The document is nested deeper than ${deepest} elements.`)
    reader.open(tag)
  })
  // saxes gives characters and references in one, and SAXReader looks at each piece that Xerces gives it
  parser.on('text', () => { for (const piece of charactersAt(text, after)) reader.text(piece) })
  parser.on('cdata', text => {
    reader.text(text)
    ended()
  })
  parser.on('comment', comment => {
    reader.comment(comment)
    ended()
  })
  parser.on('processinginstruction', ended)
  parser.on('closetag', tag => {
    ended()
    depth--
    reader.close(tag.local)
  })
}

/** One item that is being read, and the elements below it that are open. */
interface Open {
  readonly item: Item
  readonly path: string[]
  /** The row's own text goes to this field (a type without child elements). */
  readonly ownText: string | undefined
}

class ItemReader {
  root: Item | undefined
  private readonly catalogue: Catalogue
  private readonly template: Item | undefined
  private readonly namespaceOf: (prefix: string) => string | undefined
  private readonly stack: Open[] = []
  private value = ''

  constructor (catalogue: Catalogue, template: Item | undefined, namespaceOf: (prefix: string) => string | undefined) {
    this.catalogue = catalogue
    this.template = template
    this.namespaceOf = namespaceOf
  }

  open (tag: SaxesTagNS): void {
    this.value = ''
    const current = this.stack.at(-1)
    if (current === undefined) this.openRoot(tag)
    else this.openElement(current, tag)
  }

  private openRoot (tag: SaxesTagNS): void {
    const item = this.template ?? this.newRoot(tag)
    this.root = item
    for (const { local, value } of attributesOf(tag)) this.trySet(item, local, value)
    this.stack.push({ item, path: [], ownText: ownText(item.type) })
  }

  private newRoot (tag: SaxesTagNS): Item {
    const type = this.typeOf(tag.uri, tag.local)
    if (type === undefined) throw new UnfitXml(`Invalid Element '${tag.uri}:${tag.local}'`)
    return newItem(type)
  }

  private openElement (current: Open, tag: SaxesTagNS): void {
    current.path.push(tag.local)
    const path = current.path.join('/')
    const owner = `${current.item.type.xsiType}/${path}`
    const place = resolve(current.item.type, parseFieldPath(path))
    if (place?.found !== 'rows') {
      for (const attribute of attributesOf(tag)) this.setAttribute(current.item, `${path}/${attribute.local}`, attribute, owner)
      return
    }
    const type = this.rowType(tag, current.item.type.childType(place.field))
    const item = newItem(type)
    for (const attribute of attributesOf(tag)) {
      const { local, uri } = attribute
      if (!(uri === xsi && local === 'type')) this.setAttribute(item, local, attribute, owner)
    }
    const rows = current.item.children[place.field.path] ??= []
    if (place.field.form === 'one') rows.length = 0
    rows.push(item)
    this.stack.push({ item, path: [], ownText: ownText(type) })
  }

  private rowType (tag: SaxesTagNS, declared: DataType): DataType {
    const named = attributesOf(tag).find(({ uri, local }) => uri === xsi && local === 'type')?.value
    if (named === undefined) return declared
    const colon = named.indexOf(':')
    const local = named.slice(colon + 1)
    const uri = (colon === -1 ? undefined : this.namespaceOf(named.slice(0, colon))) ?? tag.uri
    const type = this.typeOf(uri, local)
    if (type === undefined) throw new UnfitXml(`Invalid Element '${tag.uri}:${tag.local}'`)
    return type
  }

  /** A namespace that XNAT does not know is none (GenericWrapperElement.GetElement). */
  private typeOf (uri: string, local: string): DataType | undefined {
    const prefix = Object.entries(namespaces).find(([, namespace]) => namespace === uri)?.[0]
    return this.catalogue.find(prefix === undefined ? local : `${prefix}:${local}`)
  }

  /** @param owner the element of the attribute, as a refusal calls it. */
  private setAttribute (item: Item, path: string, { local, value }: SaxesAttributeNS, owner: string): void {
    if (!this.trySet(item, path, value)) throw new UnfitXml(`Invalid attribute '${local}' of '${owner}'`)
  }

  private trySet (item: Item, path: string, value: string): boolean {
    try {
      setText(this.catalogue, item, path, value)
      return true
    } catch (error) {
      if (error instanceof FieldNotFound) return false
      throw error
    }
  }

  /** SAXReader.characters */
  text (piece: string): void {
    if (isValidText(piece)) this.value += piece
  }

  close (local: string): void {
    const current = this.stack.at(-1)
    if (current === undefined) return
    if (this.value !== '') this.setValue(current, local)
    this.value = ''
    if (current.path.length === 0) {
      this.stack.pop()
      this.stack.at(-1)?.path.pop()
    } else {
      current.path.pop()
    }
  }

  private setValue (current: Open, local: string): void {
    const path = current.path.length > 0 ? current.path.join('/') : current.ownText ?? local
    if (!this.trySet(current.item, path, this.value)) throw new UnfitXml(`Invalid field '${current.path.length > 0 ? path : ''}'`)
  }

  /** `hidden_fields[name="value",…]` sets generated keys; a document downloaded from XNAT carries its own. */
  comment (text: string): void {
    const current = this.stack.at(-1)
    const fields = /hidden_fields\[([^\]]*)\]/.exec(text)?.[1]
    if (current === undefined || fields === undefined) return
    for (const [, name = '', value = ''] of fields.matchAll(/([^=,]+)="([^"]*)"/g)) {
      if (value !== 'null') this.trySet(current.item, name, value)
    }
  }
}

/** What Java takes for white space, and what trim takes off. */
const blank = /^[\0-\x20\u1680\u2000-\u2006\u2008-\u200A\u2028\u2029\u205F\u3000]*$/

/** SAXReader.isValidText */
const isValidText = (text: string): boolean => !blank.test(text)

/** The characters from a place in a document to the next markup, in the pieces that Xerces gives to SAXReader. */
function charactersAt (document: string, from: number): string[] {
  const end = document.indexOf('<', from)
  const raw = document.slice(from, end === -1 ? undefined : end)
  return raw.split(/(&[^;]*;)/).flatMap(part => {
    const [, name] = /^&([^;]*);$/.exec(part) ?? []
    return name === undefined ? chunksOf(part.replace(/\r\n?/g, '\n')) : [referred(name)]
  })
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const referred = (name: string): string =>
  entities[name] ?? String.fromCodePoint(Number.parseInt(name.replace(/^#x?/, ''), name.startsWith('#x') ? 16 : 10))

/** Attributes that carry a value; declarations of namespaces are none. */
function attributesOf (tag: SaxesTagNS): SaxesAttributeNS[] {
  return Object.values(tag.attributes).filter(({ prefix, name, value }) => prefix !== 'xmlns' && name !== 'xmlns' && value !== '')
}

/** The field that holds the text of a row's own element: named like the type or like the element. */
function ownText (type: DataType): string | undefined {
  return type.layers.flatMap(({ own }) => own).find(field => field.form === 'value' && field.node === 'text')?.path
}
