import { type Markup, html } from '../../serializers/markup.ts'
import { actionForm } from '../parts/action.ts'
import type { PageRoute } from '../parts/page.ts'
import type { Site } from '../parts/site.ts'
import { tableSection } from '../parts/table.ts'

interface Operation {
  readonly id: string
  readonly method: string
  readonly summary: string
  readonly requests: number
  readonly covered: number
  readonly total: number
}
interface Missing { readonly operation: string, readonly aspect: string, readonly name: string, readonly curl?: string }
interface Report {
  readonly covered: number
  readonly total: number
  readonly operations: readonly Operation[]
  readonly missing: readonly Missing[]
  readonly others: Readonly<Record<string, number>>
}

const ways = 'addresses, parameters, formats, bodies and refusals, in all spaces together'

export const coverage: PageRoute = {
  url: '/app/coverage',
  show: async site => {
    const report = await site.read('/_mock/coverage') as Report
    return {
      title: 'Coverage',
      current: '/app/coverage',
      body: html`<h1>Coverage</h1>
<p>Clients have used <strong>${report.covered}</strong> of ${report.total} ways to use the scan endpoints: ${ways}.</p>
${operationTable(site, report.operations)}
${missingTable(site, report.missing)}
${tableSection<readonly [string, number]>(site, {
        id: 'others',
        name: 'Other operations',
        rows: Object.entries(report.others),
        empty: 'No other operation has been used.',
        columns: [
          { name: 'Operation', value: ([name]) => name },
          { name: 'Requests', numeric: true, value: ([, requests]) => String(requests) }
        ]
      })}
${actionForm(site, { id: 'forget', method: 'DELETE', url: '/_mock/coverage', label: 'Begin anew', look: 'danger' })}`
    }
  }
}

const operationTable = (site: Site, rows: readonly Operation[]): Markup => tableSection<Operation>(site, {
  id: 'operations',
  name: 'Scan endpoints',
  rows,
  api: '/_mock/coverage',
  formats: ['json', 'text', 'html'],
  columns: [
    { name: 'Operation', value: ({ id }) => id },
    { name: 'Method', value: ({ method }) => method },
    { name: 'What it does', value: ({ summary }) => summary },
    { name: 'Requests', numeric: true, value: ({ requests }) => String(requests) },
    { name: 'Used', numeric: true, value: ({ covered, total }) => `${covered} of ${total}` }
  ]
})

const missingTable = (site: Site, rows: readonly Missing[]): Markup => tableSection<Missing>(site, {
  id: 'missing',
  name: 'Not used yet',
  rows,
  empty: 'Everything has been used.',
  columns: [
    { name: 'Operation', value: ({ operation }) => operation },
    { name: 'Of its', value: ({ aspect }) => aspect },
    { name: 'Name', value: ({ name }) => name },
    { name: 'A line that uses it', value: ({ curl = '' }) => curl, cell: ({ curl }) => curl !== undefined && html`<code>${curl}</code>` }
  ]
})
