import { type Markup, type Part, html } from '../../serializers/markup.ts'
import type { PageRoute } from '../parts/page.ts'
import { type Row, type Site, reasonIn } from '../parts/site.ts'
import { field, tableSection } from '../parts/table.ts'
import { ownMark } from '../../plugins/own-requests.ts'
import { programs } from './programs.ts'
import { type Wanted, comparisons, conditionAt, documentOf, places, wantedOf } from './wanted.ts'

/** Builds a search: a type, then its fields and conditions, then the rows, and the document with programs that send it. */
export const searchBuilder: PageRoute = {
  url: '/app/search',
  show: async site => {
    const wanted = wantedOf(site.query)
    const types = (await site.rows('/data/search/elements?format=json')).map(row => row['ELEMENT_NAME'] ?? '').sort()
    return {
      title: 'Search',
      current: '/app/search',
      body: html`<h1>Search</h1>
${typeForm(site, types, wanted.type)}${wanted.type !== '' && html`${fieldForm(site, wanted, await fieldsOf(site, wanted.type))}${
  wanted.fields.length > 0 && await found(site, wanted)}`}`
    }
  }
}

/** The fields of a type that are shown without a value. @throws Unreadable where there is no such type. */
async function fieldsOf (site: Site, type: string): Promise<readonly Row[]> {
  // XNAT does not decode the colon of a type
  const rows = await site.rows(`/data/search/elements/${encodeURIComponent(type).replace('%3A', ':')}?format=json`)
  return rows.filter(row => row['REQUIRES_VALUE'] !== 'true' && !(row['FIELD_ID'] ?? '').includes('='))
}

function typeForm ({ base }: Site, types: readonly string[], type: string): Markup {
  const options = types.map(name => html`<option${name === type && html` selected`}>${name}</option>`)
  return html`<form class="action inline" id="type" action="${base}/app/search"><div class="controls">
<div class="control"><label for="type-name">Type</label><select id="type-name" name="type">${options}</select></div></div>
<button>Choose fields</button></form>
`
}

function fieldForm ({ base, query }: Site, { type, fields, method }: Wanted, known: readonly Row[]): Markup {
  const boxes = known.map((row, at) => {
    const id = row['FIELD_ID'] ?? ''
    const box = html`<input type="checkbox" id="field-${at}" name="field" value="${id}"${fields.includes(id) && html` checked`}>`
    return html`<div class="control check">${box} <label for="field-${at}"><code>${id}</code> ${row['HEADER']}</label></div>\n`
  })
  const suggestions = known.map(row => html`<option value="${row['FIELD_ID']}">${row['HEADER']}</option>`)
  return html`<form class="action" id="search" action="${base}/app/search"><input type="hidden" name="type" value="${type}">
<h2>Fields</h2><div class="controls">${boxes}</div>
<div class="control"><label for="more">More fields</label><input type="text" id="more" name="more" value="${query.get('more') ?? ''}"
 aria-describedby="more-help"><small id="more-help">Separated by commas: IDs of display fields, paths of the schema, or fields of another
 type, such as xnat:subjectData.SUB_GROUP</small></div>
<h2>Conditions</h2><datalist id="known">${suggestions}</datalist>${Array.from({ length: places }, (_, at) => conditionPart(query, at))}
<div class="inline"><div class="control"><label for="method">Together</label>${choice('method', ['AND', 'OR'], method)}</div></div>
<button>Search</button></form>
`
}

function conditionPart (query: URLSearchParams, at: number): Markup {
  const { field, comparison, value } = conditionAt(query, at)
  const number = at + 1
  const control = (name: string, label: string, input: Part) =>
    html`<div class="control"><label for="${name}${at}">${label} ${number}</label>${input}</div>`
  const text = (name: string, value: string, more?: Part) =>
    html`<input type="text" id="${name}${at}" name="${name}${at}" value="${value}"${more}>`
  return html`<div class="inline">${control('where', 'Field', text('where', field, html` list="known"`))}
${control('comparison', 'Comparison', choice(`comparison${at}`, comparisons, comparison))}
${control('value', 'Value', text('value', value))}</div>
`
}

const choice = (name: string, choices: readonly string[], chosen: string): Markup => html`<select id="${name}" name="${name}">${
  choices.map(one => html`<option${one === chosen && html` selected`}>${one}</option>`)}</select>`

/** What is found, or why nothing is, and how to ask for it. */
async function found (site: Site, wanted: Wanted): Promise<Markup> {
  const document = documentOf(wanted)
  const path = '/data/search?format=json'
  const answer = await site.send({ method: 'POST', path, body: document }, { ...ownMark, 'content-type': 'text/xml' })
  const result = answer.status === 200 ? rowsOf(site, answer.body) : refusal(answer.status, reasonIn(answer.body))
  const { viewer } = site.request
  const sender = { url: `${site.url}/data/search?format=csv`, login: viewer.guest ? undefined : viewer.login }
  const shown = programs.map(([name, program]) =>
    html`<details><summary>${name}</summary><pre tabindex="0">${program(document, sender)}</pre></details>\n`)
  return html`${result}
<h2>The same from outside</h2>
<details open><summary>The document</summary><pre tabindex="0">${document}</pre></details>
${shown}`
}

const refusal = (status: number, reason: string): Markup =>
  html`<p role="alert" class="flash bad"><strong>${status}</strong> ${reason} XNAT's database refuses such a search: a comparison that does
 not fit the field, or a field that there is not.</p>`

interface Found {
  readonly ResultSet: { readonly Columns?: readonly { readonly key: string, readonly header?: string }[], readonly Result: readonly Row[] }
}

function rowsOf (site: Site, body: string): Markup {
  const { ResultSet: { Columns: columns = [], Result: rows } } = JSON.parse(body) as Found
  return tableSection(site, {
    id: 'rows',
    name: 'Rows',
    rows,
    columns: columns.map(({ key, header = '' }) => field(key, header === '' ? key : header))
  })
}
