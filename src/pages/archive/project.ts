import { html } from '../../serializers/markup.ts'
import { experimentColumns, subjectColumns, subjectFields } from '../parts/columns.ts'
import { itemPart } from '../parts/item-part.ts'
import type { PageRoute } from '../parts/page.ts'
import { resourceTable } from '../parts/resource-table.ts'
import { pathOf } from '../parts/site.ts'
import { field, tableSection } from '../parts/table.ts'

export const project: PageRoute = {
  url: '/app/projects/{project}',
  show: async (site, { project = '' }) => {
    const api = pathOf('data', 'projects', project)
    const subjects = `${api}/subjects?columns=${subjectFields}`
    const item = await site.item(`${api}?format=json`)
    return {
      title: project,
      current: '/',
      trail: [['Projects', '/']],
      body: html`<h1>${item.fields['name'] ?? project}</h1>
${tableSection(site, {
        id: 'subjects',
        name: 'Subjects',
        rows: await site.rows(`${subjects}&format=json`),
        api: subjects,
        columns: subjectColumns(site.base)
      })}
${tableSection(site, {
        id: 'experiments',
        name: 'Experiments',
        rows: await site.rows(`${api}/experiments?format=json`),
        api: `${api}/experiments`,
        columns: experimentColumns(site.base)
      })}
${tableSection(site, {
        id: 'users',
        name: 'Users',
        rows: await site.rows(`${api}/users?format=json`),
        api: `${api}/users`,
        columns: [
          field('login', 'Login'),
          field('displayname', 'Role'),
          field('firstname', 'First name'),
          field('lastname', 'Last name'),
          field('email', 'Mail')
        ]
      })}
${await resourceTable(site, api)}
${itemPart(site, item, api)}`
    }
  }
}
