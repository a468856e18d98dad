import { html } from '../../serializers/markup.ts'
import { experimentColumns } from '../parts/columns.ts'
import { itemPart } from '../parts/item-part.ts'
import type { PageRoute } from '../parts/page.ts'
import { resourceTable } from '../parts/resource-table.ts'
import { pathOf } from '../parts/site.ts'
import { tableSection } from '../parts/table.ts'

export const subject: PageRoute = {
  url: '/app/subjects/{subject}',
  show: async (site, { subject = '' }) => {
    const api = pathOf('data', 'subjects', subject)
    const item = await site.item(`${api}?format=json`)
    const { project = '', label = subject } = item.fields
    const experiments = `${pathOf('data', 'projects', project, 'subjects', subject)}/experiments`
    return {
      title: label,
      current: '/app/subjects',
      trail: [['Projects', '/'], [project, pathOf('app', 'projects', project)]],
      body: html`<h1>Subject ${label}</h1>
${tableSection(site, {
        id: 'experiments',
        name: 'Experiments',
        rows: await site.rows(`${experiments}?format=json`),
        api: experiments,
        columns: experimentColumns(site.base)
      })}
${await resourceTable(site, api)}
${itemPart(site, item, api, ['experiments/experiment'])}`
    }
  }
}
