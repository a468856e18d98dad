import { failures } from '../../../failures/index.ts'
import type { Catalogue } from '../../../model/catalogue.ts'
import { type Item, newItem } from '../../../model/item.ts'
import { FieldNotFound, type Ignored, populate } from '../../../model/populate.ts'
import type { FieldMapping } from '../../../model/shortcuts.ts'
import { type Body, bodyText, sentType, xmlFileText } from '../../../entity/body.ts'
import { Parameters } from '../../../http/parameters.ts'
import { MalformedXml, UnfitXml, readXml } from '../../../serializers/read-xml.ts'

export interface Loading {
  readonly catalogue: Catalogue
  readonly query: Parameters
  readonly body: Body | undefined
  /** Short names that count in the query; none do in a form body. */
  readonly shortcuts: FieldMapping
  /** The type where the request names none: that of the stored item, or the resource's own. */
  readonly defaultType: string | undefined
  /** The stored item, where the request's values are to be set on it (populateFromDB). */
  readonly template?: Item | undefined
  /** Called with parameters that XNAT takes and does not use. */
  readonly note?: (name: string, why: Ignored | 'unknown field') => void
}

export interface Loaded {
  readonly item: Item | undefined
  /** The item came from a whole XML document. */
  readonly document: boolean
}

/**
 * The item that a PUT or POST describes (SecureResource.loadItem): from an XML body, a part of a multipart body whose
 * file name ends in .xml, or a form body; then the query's parameters on top of it.
 * @returns no item where the request names no type, or a field that its type does not have.
 */
export function loadItem (loading: Loading): Loaded {
  const { query, body } = loading
  const format = query.get('req_format') ?? ''
  let type = loading.defaultType
  let item = query.names('populateFromDB') && !query.isTrue('populateFromDB') ? undefined : loading.template
  let document = false
  if (body && sentType(body) === 'multipart/form-data' && format !== 'form') {
    const read = fromParts(body, loading, item)
    document = read !== undefined
    item = read ?? item
  } else if (body && (isXml(body) || format === 'xml' || query.isTrue('inbody'))) {
    item = fromXml(bodyText(body), loading, item)
    document = true
  } else if (format === 'form' || isForm(body)) {
    const parameters = new Map([...formOf(body).entries(), ...query.entries()])
    type = typeNamed(parameters, type)
    item = populated(loading, item, type, parameters) ?? item
  }
  const parameters = new Map(query.entries())
  type = typeNamed(parameters, type)
  for (const [name, path] of loading.shortcuts.among(parameters)) parameters.set(path, parameters.get(name))
  return { item: populated(loading, item, type, parameters) ?? item, document }
}

const isXml = (body: Body): boolean => ['text/xml', 'application/xml'].includes(sentType(body))

const urlEncoded = 'application/x-www-form-urlencoded'

function isForm (body: Body | undefined): boolean {
  const type = body && sentType(body)
  return type === urlEncoded || type?.startsWith('multipart/') === true
}

/** Restlet reads no other body as a form; what stands in one without percent signs, it takes for Latin-1 (FormReader). */
const formOf = (body: Body | undefined): Parameters =>
  new Parameters(body && sentType(body) === urlEncoded ? body.bytes.toString('latin1') : '')

function fromParts ({ parts }: Body, loading: Loading, template: Item | undefined): Item | undefined {
  let item: Item | undefined
  for (const { fileName, bytes } of parts) {
    if (fileName === undefined) throw failures.partWithoutFileName()
    if (fileName.endsWith('.xml')) item = fromXml(xmlFileText(bytes), loading, item ?? template)
  }
  return item
}

function fromXml (text: string, { catalogue }: Loading, template: Item | undefined): Item {
  try {
    return readXml(text, catalogue, template)
  } catch (error) {
    if (error instanceof MalformedXml) throw failures.malformedXml(String(error.line), String(error.column), error.message)
    if (error instanceof UnfitXml) throw failures.unfitXml(error.message)
    throw error
  }
}

/** `xsiType` before `ELEMENT_0` before what was known; else the prefix of the first parameter that looks like a path. */
function typeNamed (parameters: ReadonlyMap<string, string | undefined>, known: string | undefined): string | undefined {
  let type = known
  if (parameters.has('ELEMENT_0')) type = parameters.get('ELEMENT_0')
  if (parameters.has('xsiType')) type = parameters.get('xsiType')
  if (type !== undefined) return type
  const path = [...parameters.keys()].find(name => name.includes(':') && name.includes('/'))
  return path?.slice(0, path.indexOf('/'))
}

/** PopulateItem: undefined where there is no type, or where a field is unknown and the item was not there before. */
function populated (
  { catalogue, note }: Loading,
  item: Item | undefined,
  type: string | undefined,
  parameters: ReadonlyMap<string, string | undefined>
): Item | undefined {
  if (item === undefined && type === undefined) return undefined
  const target = item ?? blankItem(catalogue, type ?? '')
  try {
    populate(catalogue, target, parameters, note)
    return target
  } catch (error) {
    if (!(error instanceof FieldNotFound)) throw error
    note?.(error.path, 'unknown field')
    return item
  }
}

/** A new item of a type that the client named. @throws unknownType */
export function blankItem (catalogue: Catalogue, name: string): Item {
  const type = catalogue.find(name)
  if (type === undefined) throw failures.unknownType(name)
  return newItem(type)
}
