import { type Body, bodyText, xmlFileText } from '../../../entity/body.ts'
import { failures } from '../../../failures/index.ts'
import type { Catalogue } from '../../../model/catalogue.ts'
import type { Item } from '../../../model/item.ts'
import { readXml } from '../../../serializers/read-xml.ts'

/** The document of a search in a request: its body, or a file that ends with .xml. @throws notASearch, searchFailed */
export function searchIn (catalogue: Catalogue, body: Body | undefined): Item {
  const xml = body && textOf(body)
  let item: Item | undefined
  try {
    item = xml === undefined ? undefined : readXml(xml, catalogue)
  } catch {
    throw failures.notASearch()
  }
  if (item === undefined || !item.type.isA('xdat:stored_search')) throw failures.notASearch()
  return item
}

/** @throws searchFailed for a form with a field that is no file, whose name XNAT looks at all the same. */
function textOf (body: Body): string | undefined {
  if (body.type !== 'multipart/form-data') return bodyText(body)
  if (body.parts.some(({ fileName }) => fileName === undefined)) throw failures.searchFailed('a part of a form that is no file')
  const file = body.parts.findLast(({ fileName }) => fileName?.endsWith('.xml'))
  return file && xmlFileText(file.bytes)
}
