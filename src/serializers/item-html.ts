import type { ItemDocument } from '../model/document.ts'
import { escapeHtml } from '../model/escape.ts'
import type { Item } from '../model/item.ts'
import { jsonOrder } from '../model/rows.ts'

/** A page to read, in place of XNAT's report screens, whose content no client depends on. */
export function itemHtml ({ item }: ItemDocument): string {
  const name = escapeHtml(`${item.type.rootName} ${title(item)}`)
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${name}</title></head>
<body>
<h1>${name}</h1>
${section(item, 2)}
</body>
</html>
`
}

const title = ({ values, key }: Item): string => String(values['label'] ?? values['ID'] ?? key ?? '')

function section (item: Item, level: number): string {
  const fields = item.type.fields.filter(({ form, path }) => form === 'value' && item.values[path] !== undefined)
    .map(({ path }) => `<tr><th scope="row">${escapeHtml(path)}</th><td>${escapeHtml(String(item.values[path]))}</td></tr>`)
  const children = item.type.fields.flatMap(({ path }) => jsonOrder(item.children[path] ?? []).map(row =>
    `<h${Math.min(level, 6)}>${escapeHtml(`${path} ${title(row)}`)}</h${Math.min(level, 6)}>\n${section(row, level + 1)}`))
  return [`<table>\n${fields.join('\n')}\n</table>`, ...children].join('\n')
}
