import { csv, excel } from './csv.ts'
import type { Format } from './format.ts'
import { html, xList } from './html.ts'
import { json } from './json.ts'
import { xml } from './xml.ts'
import { dictionary } from '../model/dictionary.ts'

/** Every format that the server writes. A new one is a file of its own and a line here. */
export const formats: readonly Format[] = [json, html, xml, csv, excel, xList]

export type TableFormat = Pick<Format, 'mime'> & Required<Pick<Format, 'table'>>
export type ItemFormat = Pick<Format, 'mime'> & Required<Pick<Format, 'item'>>

/** Names of `?format=` that no listing has a format for: XNAT turns them into a media type and falls back. */
const otherMimes = dictionary<string>({
  txt: 'text/plain',
  zip: 'application/zip',
  'tar.gz': 'application/x-gtar',
  tar: 'application/x-tar',
  xcat: 'application/xcat',
  xar: 'application/xar'
})

/** The media type that `?format=` asks for: a short name in any case, else the text itself (getRequestedMediaType). */
export function mimeOf (format: string): string {
  const wanted = format.toLowerCase()
  return formats.find(({ name }) => name?.toLowerCase() === wanted)?.mime ?? otherMimes[wanted] ?? format
}

/** SecureResource.representTable: what it does not know becomes an HTML table. */
export function tableFormat (wanted: string): TableFormat {
  const { mime, sentAs = mime, table }: Format = formats.find(format => format.mime === wanted) ?? html
  return table ? { mime: sentAs, table } : html
}

/** SecureResource.representItem: what it does not know becomes the XML document. */
export function itemFormat (mime: string): ItemFormat {
  const item = formats.find(format => format.mime === mime)?.item
  return item ? { mime, item } : xml
}
