import { type Markup, type Part, html } from '../../serializers/markup.ts'
import type { Row, Site } from './site.ts'

export interface Column<R = Row> {
  readonly name: string
  /** What is filtered and sorted by. */
  readonly value: (row: R) => string
  /** What is shown, where it is more than the value. */
  readonly cell?: (row: R) => Part
  readonly numeric?: true
  /** Holds buttons, by which nothing can be sorted. */
  readonly buttons?: true
}

export interface Table<R = Row> {
  /** Of the section in the page, and the beginning of its parameters. */
  readonly id: string
  readonly name: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  /** Where the API has the same, to be had in its formats. */
  readonly api?: string
  /** Which formats, where they are not those of a listing. */
  readonly formats?: readonly string[]
  readonly empty?: string
  /** Others add to it, so that it is looked at again and again. */
  readonly live?: true
  /** Stands beside the name, such as a link to add a row. */
  readonly action?: Part
}

/** A column of one field. @param path where its values lead, below the base. */
export const field = (key: string, name: string, base = '', path?: (row: Row) => string): Column => ({
  name,
  value: row => row[key] ?? '',
  ...(path && { cell: row => html`<a href="${base}${path(row)}">${row[key] === '' ? '(none)' : row[key]}</a>` })
})

/** How many rows a page shows. */
const most = 50

/** How a table is sorted and filtered, and where in it one is; kept in the address, so that it works without a script. */
class View {
  readonly sort: string
  readonly filter: string
  readonly page: number
  private readonly site: Site
  private readonly id: string

  constructor (site: Site, id: string) {
    this.site = site
    this.id = id
    this.sort = site.query.get(`${id}.sort`) ?? ''
    this.filter = site.query.get(`${id}.filter`) ?? ''
    this.page = Math.max(1, Math.trunc(Number(site.query.get(`${id}.page`) ?? '1')) || 1)
  }

  /** The same page with this table seen otherwise. */
  link (changes: Readonly<Record<string, string>>): string {
    const query = new URLSearchParams(this.site.query)
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') query.delete(`${this.id}.${name}`)
      else query.set(`${this.id}.${name}`, value)
    }
    const text = query.toString()
    return `${this.site.base}${this.site.path}${text === '' ? '' : `?${text}`}#${this.id}`
  }

  /** The parameters beside the filter and the page, for the form that sets the filter. */
  get others (): readonly (readonly [string, string])[] {
    return [...this.site.query].filter(([name]) => name !== `${this.id}.filter` && name !== `${this.id}.page`)
  }
}

/** A table that can be sorted by each column and filtered by any text in it. */
export function tableSection<R> (site: Site, table: Table<R>): Markup {
  const { id, name, columns, rows, action, empty = `No ${name.toLowerCase()}.` } = table
  const view = new View(site, id)
  const shown = arranged(columns, rows, view)
  const pages = Math.max(1, Math.ceil(shown.length / most))
  const page = Math.min(view.page, pages)
  const there = shown.slice((page - 1) * most, page * most)
  return html`<section class="table" id="${id}"${table.live && html` data-live`}>
<div class="bar"><h2 id="${id}-name">${name} <span class="count">${view.filter === ''
      ? rows.length
      : `${shown.length} of ${rows.length}`}</span></h2>${action}${formatLinks(site, table)}</div>
${rows.length === 0
  ? html`<p class="quiet">${empty}</p>`
  : html`${(rows.length > 1 || view.filter !== '') && filterForm(site, table, view)}
<div class="wide" role="region" aria-labelledby="${id}-name" tabindex="0"><table>
<thead><tr>${columns.map(column => heading(column, view))}</tr></thead>
<tbody>
${there.map(row => html`<tr>${columns.map(column => cell(column, row))}</tr>\n`)}</tbody>
</table></div>
${pages > 1 && pageLinks(name, view, page, pages)}`}</section>
`
}

function arranged<R> (columns: readonly Column<R>[], rows: readonly R[], { filter, sort }: View): readonly R[] {
  const wanted = filter.toLowerCase()
  const kept = wanted === '' ? rows : rows.filter(row => columns.some(({ value }) => value(row).toLowerCase().includes(wanted)))
  const by = columns.find(({ name }) => name === sort.replace(/^-/, ''))
  if (by === undefined) return kept
  const collator = new Intl.Collator('en', { numeric: true })
  const sign = sort.startsWith('-') ? -1 : 1
  return [...kept].sort((a, b) => sign * collator.compare(by.value(a), by.value(b)))
}

const cell = <R>({ value, cell, numeric }: Column<R>, row: R): Markup =>
  html`<td${numeric && html` class="number"`}>${cell === undefined ? value(row) : cell(row)}</td>`

function heading<R> ({ name, numeric, buttons }: Column<R>, view: View): Markup {
  if (buttons) return html`<th scope="col">${name}</th>`
  const direction = view.sort === name ? 'ascending' : view.sort === `-${name}` ? 'descending' : undefined
  const attributes = html`${numeric && html` class="number"`}${direction && html` aria-sort="${direction}"`}`
  const link = view.link({ sort: direction === 'ascending' ? `-${name}` : name, page: '' })
  return html`<th scope="col"${attributes}><a data-swap href="${link}">${name}</a></th>`
}

function filterForm<R> ({ base, path }: Site, { id, name }: Table<R>, view: View): Markup {
  const label = `Filter ${name.toLowerCase()}`
  const others = view.others.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)
  const input = html`<input type="search" id="${id}-filter" name="${id}.filter" value="${view.filter}" autocomplete="off">`
  return html`<form class="filter" role="search" aria-label="${label}" data-swap action="${base}${path}#${id}">${others}
<label for="${id}-filter">${label}</label> ${input} <button>Filter</button></form>`
}

function pageLinks (name: string, view: View, page: number, pages: number): Markup {
  const to = (number: number, text: string) =>
    number < 1 || number > pages
      ? html`<span class="quiet">${text}</span>`
      : html`<a data-swap href="${view.link({ page: String(number) })}">${text}</a>`
  const links = html`${to(page - 1, 'Previous')} <span>${page} of ${pages}</span> ${to(page + 1, 'Next')}`
  return html`<nav class="pages" aria-label="Pages of ${name.toLowerCase()}">${links}</nav>\n`
}

/** Links to what a client gets: the same list in each format. */
function formatLinks<R> ({ base }: Site, { api, name, formats = ['json', 'xml', 'csv', 'html'] }: Table<R>): Part {
  return (
    api !== undefined &&
    html`<p class="formats">${formats.map(
      format =>
        html`<a href="${base}${api}${api.includes('?') ? '&' : '?'}format=${format}" aria-label="${name} as ${format}">${format}</a> `
    )}</p>`
  )
}
