import { type Body, bodyText, xmlFileText } from '../../../entity/body.ts'
import { failures } from '../../../failures/index.ts'
import type { Catalogue } from '../../../model/catalogue.ts'
import type { Item } from '../../../model/item.ts'
import { readXml } from '../../../serializers/read-xml.ts'

/** The document of a search in a request: its body, or a file that ends with .xml. @throws notASearch */
export function searchIn (catalogue: Catalogue, body: Body | undefined): Item {
  const part = body?.parts.find(({ fileName }) => fileName?.endsWith('.xml'))
  const xml = part === undefined ? body && bodyText(body) : xmlFileText(part.bytes)
  let item: Item | undefined
  try {
    item = xml === undefined ? undefined : readXml(xml, catalogue)
  } catch {
    throw failures.notASearch()
  }
  if (item === undefined || !item.type.isA('xdat:stored_search')) throw failures.notASearch()
  return item
}
