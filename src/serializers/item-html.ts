import type { ItemDocument } from '../model/document.ts'
import type { Item } from '../model/item.ts'
import { jsonOrder } from '../model/rows.ts'
import type { ItemOptions } from './format.ts'
import { type Markup, html } from './markup.ts'
import { fieldList, pageHtml } from './page.ts'

/**
 * A page of the site to read one item on, in place of XNAT's report screens, whose content no client depends on, but for
 * its beginning: xnatpy and pyxnat take a body for an error that begins with the tag or the DOCTYPE, as XNAT's pages do.
 */
export function itemHtml ({ item }: ItemDocument, { siteUrl }: Pick<ItemOptions, 'siteUrl'>): string {
  const base = URL.canParse(siteUrl) ? new URL(siteUrl).pathname.replace(/\/$/, '') : ''
  const title = `${item.type.rootName} ${titleOf(item)}`
  return pageHtml({
    title,
    base,
    trail: trailOf(item),
    body: html`<h1>${title}</h1>
<p class="formats"><a href="?format=json">JSON</a> <a href="?format=xml">XML</a>${placeOf(item).map(
      path =>
        html` <a href="${base}${path}">Its neighbours, resources and files</a>`
    )}</p>
${section(item, 2)}`
  }).replace('<!DOCTYPE html>', '<!DOCTYPE html>\r')
}

const titleOf = ({ values, key }: Item): string => String(values['label'] ?? values['ID'] ?? key ?? '')

/** The page of the site that shows the item among the others; none for items inside others. */
function placeOf ({ type, values }: Item): string[] {
  const at = (...parts: unknown[]) => [
    `/app/${parts.map((part, index) => index % 2 === 0 ? part : encodeURIComponent(String(part))).join('/')}`
  ]
  const id = values['ID']
  if (id === undefined) return []
  if (type.isA('xnat:imageScanData')) return at('experiments', values['image_session_ID'], 'scans', id)
  if (type.isA('xnat:experimentData')) return at('experiments', id)
  if (type.isA('xnat:subjectData')) return at('subjects', id)
  return type.isA('xnat:projectData') ? at('projects', id) : []
}

function trailOf ({ values }: Item): [string, string][] {
  const above = [['project', 'projects'], ['subject_ID', 'subjects'], ['image_session_ID', 'experiments']] as const
  return [['Projects', '/'], ...above.flatMap(([field, level]): [string, string][] => {
    const id = values[field]
    return id === undefined ? [] : [[String(id), `/app/${level}/${encodeURIComponent(String(id))}`]]
  })]
}

function section (item: Item, level: number): Markup {
  const fields = item.type.fields.filter(({ form, path }) => form === 'value' && item.values[path] !== undefined)
    .map(({ path }) => [path, String(item.values[path])] as const)
  const children = item.type.fields.flatMap(({ path }) => jsonOrder(item.children[path] ?? []).map(row =>
    html`<div role="heading" aria-level="${level}" class="part">${path} ${titleOf(row)}</div>\n${section(row, level + 1)}`))
  return html`${fieldList(fields)}\n${children}`
}
