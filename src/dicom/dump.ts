import { entryOf, tagOf } from './dictionary.ts'
import type { Header, Shown } from './header.ts'

/** The columns of a dump. */
export const dumpColumns = ['tag1', 'tag2', 'vr', 'value', 'desc'] as const

/** How much of a value is shown. */
const most = 255

/** A field of a dump, as a tag: by its keyword, or by hexadecimal digits; what a colon follows is for private headers. */
export function fieldOf (requested: string): string | undefined {
  const [name = ''] = requested.split(':', 1)
  const digits = /^[+-]?[0-9a-f]{1,8}$/i.test(name) ? name.replace('+', '').toUpperCase().padStart(8, '0') : undefined
  return tagOf(name) ?? digits
}

/**
 * A file's elements, one row each, sequences with their items' (DicomHeaderDump.render).
 * @param fields tags; every element where there are none.
 */
export function dumpOf (header: Header, fields: ReadonlySet<string>): string[][] {
  return header.shown().filter(({ tag }) => fields.size === 0 ? tag < '7FE00010' : fields.has(tag)).flatMap(element => {
    if (element.items === undefined) return [row(element)]
    return element.items.flatMap(item => [row(element, element.tag), ...item.map(inner => row(inner, element.tag))])
  })
}

function row ({ tag, vr, text, items }: Shown, parent?: string): string[] {
  const value = items === undefined ? escaped(text.slice(0, most)) : ''
  return [...parent === undefined ? [shown(tag), ''] : [shown(parent), shown(tag)], vr, value, escaped(nameOf(tag))]
}

/** TagUtils.toString */
const shown = (tag: string): string => `(${tag.slice(0, 4)},${tag.slice(4)})`

/** ElementDictionary.nameOf */
function nameOf (tag: string): string {
  if (tag.endsWith('0000')) return 'Group Length'
  const isPrivate = Number.parseInt(tag.charAt(3), 16) % 2 === 1
  if (isPrivate) return /^.{4}00/.test(tag) ? 'Private Creator Data Element' : '?'
  return entryOf(tag)?.name ?? '?'
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '’': '&rsquo;' }

/** commons-text escapeHtml4, as far as names and values mostly need it: Latin letters as numbers that mean the same. */
const escaped = (text: string): string => text.replace(/[&<>"’]/g, character => entities[character] ?? character)
