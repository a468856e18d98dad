import { type Markup, html } from '../../serializers/markup.ts'
import { actionForm } from '../parts/action.ts'
import type { PageRoute } from '../parts/page.ts'
import { type Site, pathOf } from '../parts/site.ts'
import { tableSection } from '../parts/table.ts'

interface Fault {
  readonly name: string
  readonly rule: Readonly<Record<string, unknown>>
  readonly matched: number
  readonly played: number
}
interface Preset { readonly name: string, readonly summary: string }

export const faults: PageRoute = {
  url: '/app/faults',
  show: async site => ({
    title: 'Faults',
    current: '/app/faults',
    body: html`<h1>Faults</h1>
<p>What is to happen to the requests of clients to this space. These pages are spared.</p>
${inForce(site, await site.read('/_mock/faults') as readonly Fault[])}
${actionForm(site, { id: 'delete-faults', method: 'DELETE', url: '/_mock/faults', label: 'Take all away', look: 'danger' })}
${presetTable(site, await site.read('/_mock/faults/presets') as readonly Preset[])}
<h2>Another</h2>
${actionForm(site, {
      id: 'add-fault',
      method: 'POST',
      url: '/_mock/faults',
      label: 'Have it happen',
      showCurl: true,
      controls: [
        { name: 'json:match.method', label: 'Method', help: 'All, where nothing is said.' },
        { name: 'json:match.path', label: 'Path', help: 'In the space, such as /data/experiments/*/scans; ** stands for any steps.' },
        { name: 'json-number:times', label: 'How often', kind: 'number', help: 'Always, where nothing is said.' },
        { name: 'json-number:answer.status', label: 'Status', kind: 'number', help: 'From 200 to 599; the request is not done.' },
        { name: 'json:answer.message', label: 'What the page says' },
        { name: 'json-number:delay', label: 'Delay in milliseconds', kind: 'number' }
      ]
    })}`
  })
}

const inForce = (site: Site, rows: readonly Fault[]): Markup => tableSection<Fault>(site, {
  id: 'faults',
  name: 'In force',
  rows,
  empty: 'Nothing is to happen.',
  api: '/_mock/faults',
  formats: ['json'],
  columns: [
    { name: 'Name', value: ({ name }) => name },
    { name: 'Rule', value: ({ rule }) => JSON.stringify(rule), cell: ({ rule }) => html`<code>${JSON.stringify(rule)}</code>` },
    { name: 'Matched', numeric: true, value: ({ matched }) => String(matched) },
    { name: 'Happened', numeric: true, value: ({ played }) => String(played) },
    {
      name: 'Actions',
      buttons: true,
      value: () => '',
      cell: ({ name }) =>
        actionForm(site, {
          id: `delete-${name}`,
          method: 'DELETE',
          url: `/_mock${pathOf('faults', name)}`,
          label: 'Take away',
          about: `the fault ${name}`
        })
    }
  ]
})

const presetTable = (site: Site, rows: readonly Preset[]): Markup => tableSection<Preset>(site, {
  id: 'presets',
  name: 'What happens to real servers',
  rows,
  columns: [
    { name: 'Name', value: ({ name }) => name },
    { name: 'What happens', value: ({ summary }) => summary },
    {
      name: 'Actions',
      buttons: true,
      value: () => '',
      cell: ({ name }) =>
        actionForm(site, {
          id: `add-${name}`,
          method: 'POST',
          url: '/_mock/faults',
          label: 'Have it happen',
          about: name,
          fixed: { 'json:name': name, 'json:preset': name }
        })
    }
  ]
})
