import { type Markup, html } from '../../serializers/markup.ts'
import { fieldList } from '../../serializers/page.ts'
import type { ItemJson, Site } from './site.ts'

/** Generated keys say nothing to a reader, nor does the second spelling of an ID. */
const isShown = (name: string): boolean => name !== 'id' && !/^xnat_\w+_id$/i.test(name)

/** An item's fields, with the items inside it that have no table of their own on the page. */
export function itemPart (site: Site, { type, fields, children }: ItemJson, api: string, elsewhere: readonly string[] = []): Markup {
  const inside = children.filter(({ field }) => !elsewhere.includes(field))
  return html`<section aria-labelledby="fields-name">
<div class="bar"><h2 id="fields-name">Fields</h2><p class="formats">${['json', 'xml', 'html'].map(
      format => html`<a href="${site.base}${api}?format=${format}" aria-label="The item as ${format}">${format}</a> `
    )}</p></div>
<p class="type"><code>${type}</code></p>
${fieldList(Object.entries(fields).filter(([name]) => isShown(name)).sort(([a], [b]) => a < b ? -1 : 1))}
${inside.map(({ field, items }) =>
      items.map(
        item => html`<h3 class="part">${field}</h3>\n${fieldList(Object.entries(item.fields).filter(([name]) => isShown(name)))}\n`
      )
    )}</section>
`
}
