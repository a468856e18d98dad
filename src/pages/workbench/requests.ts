import { type Markup, type Part, html } from '../../serializers/markup.ts'
import { fieldList } from '../../serializers/page.ts'
import { actionForm } from '../parts/action.ts'
import type { PageRoute } from '../parts/page.ts'
import type { Site } from '../parts/site.ts'
import { type Column, tableSection } from '../parts/table.ts'

interface Change {
  readonly action: string
  readonly what: string
  readonly id?: string
  readonly fields?: readonly string[]
  readonly count?: number
}

/** One request, as the control plane returns it. */
interface JournalEntry {
  readonly id: number
  readonly time: string
  readonly method: string
  readonly url: string
  readonly user: string
  readonly agent?: string
  readonly status: number
  readonly milliseconds: number
  readonly cut: boolean
  readonly request: { readonly type?: string, readonly length?: number, readonly body?: string }
  readonly response: { readonly type?: string, readonly length?: number }
  readonly operation?: string
  readonly rule?: string
  readonly source?: string
  readonly fault?: string
  readonly warnings: readonly string[]
  readonly changes: readonly Change[]
}

const pauseButton = html`<button type="button" data-pause aria-pressed="false" hidden>Pause</button>`

/** How many are shown, the newest. */
const most = 500

export const requests: PageRoute = {
  url: '/app/requests',
  show: async site => {
    const rows = await site.read(`/_mock/requests?last=${most}`) as readonly JournalEntry[]
    return {
      title: 'Requests',
      current: '/app/requests',
      body: html`<h1>Requests</h1>
<p>What clients have requested of this space, the newest first; the list goes on by itself. ${pauseButton}</p>
${tableSection<JournalEntry>(site, {
        id: 'requests',
        name: 'Requests',
        rows: [...rows].reverse(),
        live: true,
        api: '/_mock/requests',
        formats: ['json', 'har', 'curl'],
        empty: 'Nobody has requested anything yet.',
        columns: columns(site)
      })}
${actionForm(site, { id: 'forget', method: 'DELETE', url: '/_mock/requests', label: 'Forget all requests', look: 'danger' })}`
    }
  }
}

const columns = ({ base }: Site): readonly Column<JournalEntry>[] => [
  { name: 'Number', numeric: true, value: ({ id }) => String(id), cell: ({ id }) => html`<a href="${base}/app/requests/${id}">${id}</a>` },
  { name: 'Time', value: ({ time }) => time, cell: ({ time }) => html`<time datetime="${time}">${time.slice(11, 23)}</time>` },
  { name: 'Method', value: ({ method }) => method },
  { name: 'Address', value: ({ url }) => url, cell: ({ url }) => html`<code>${url}</code>` },
  { name: 'User', value: ({ user }) => user },
  { name: 'Status', value: ({ status }) => String(status), cell: statusPart },
  { name: 'ms', numeric: true, value: ({ milliseconds }) => milliseconds.toFixed(1) },
  { name: 'Why', value: whyOf },
  { name: 'What changed', value: ({ changes }) => changes.map(changeText).join('; ') }
]

const statusPart = ({ status }: JournalEntry): Markup =>
  html`<span class="status ${status >= 400 || status === 0 ? 'bad' : 'good'}">${status === 0 ? 'none' : status}</span>`

const whyOf = ({ rule, fault, warnings }: JournalEntry): string =>
  [...(rule === undefined ? [] : [rule]), ...(fault === undefined ? [] : [`fault ${fault}`]), ...warnings].join('; ')

const changeText = ({ action, what, id, fields = [], count }: Change): string =>
  [
    action,
    what,
    ...(id === undefined ? [] : [id]),
    ...(count === undefined ? [] : [`(${count})`]),
    ...(fields.length === 0 ? [] : [`: ${fields.join(', ')}`])
  ]
    .join(' ')
    .replace(' :', ':')

export const request: PageRoute = {
  url: '/app/requests/{id}',
  show: async (site, { id = '' }) => {
    const entry = await site.read(`/_mock/requests/${encodeURIComponent(id)}`) as JournalEntry
    const { method, url, request: { body } } = entry
    const [line] = (await site.text(`/_mock/requests?format=curl&since=${entry.id - 1}`)).split('\n')
    return {
      title: `Request ${id}`,
      current: '/app/requests',
      trail: [['Requests', '/app/requests']],
      body: html`<h1>${method} <small>${url}</small></h1>
${fieldList(factsOf(entry))}
<h2>As curl</h2>
<pre tabindex="0">${line}</pre>
${body !== undefined && html`<h2>What was sent</h2>\n<pre tabindex="0">${body}</pre>\n`}${entry.changes.length > 0 &&
      html`<h2>What changed</h2>\n<ul>${entry.changes.map(
        change => html`<li>${changeText(change)}</li>`
      )}</ul>\n`}${entry.warnings.length > 0 &&
      html`<h2>Warnings</h2>\n<ul>${entry.warnings.map(warning => html`<li>${warning}</li>`)}</ul>\n`}`
    }
  }
}

function factsOf (entry: JournalEntry): readonly (readonly [string, Part])[] {
  const { time, user, agent, milliseconds, cut, request, response, operation, rule, source, fault } = entry
  const size = ({ type, length }: { type?: string, length?: number }) =>
    [type, length === undefined ? undefined : `${length} bytes`].filter(part => part !== undefined).join(', ')
  const facts: readonly (readonly [string, Part])[] = [
    ['status', statusPart(entry)],
    ['time', time],
    ['user', user],
    ['client', agent],
    ['took', `${milliseconds} ms`],
    ['sent', size(request)],
    ['received', size(response)],
    ['operation', operation],
    ['rule', rule],
    ['decided by', source],
    ['fault', fault],
    ['connection', cut && 'ended before the answer did']
  ]
  return facts.filter(([, value]) => value !== undefined && value !== '' && value !== false)
}
