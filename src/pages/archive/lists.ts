import { html } from '../../serializers/markup.ts'
import { experimentColumns, projectColumn, subjectColumns, subjectFields } from '../parts/columns.ts'
import type { PageRoute } from '../parts/page.ts'
import { tableSection } from '../parts/table.ts'

/** Every subject that the viewer may see. */
export const subjects: PageRoute = {
  url: '/app/subjects',
  show: async site => {
    const api = `/data/subjects?columns=${subjectFields}`
    const rows = await site.rows(`${api}&format=json`)
    return {
      title: 'Subjects',
      current: '/app/subjects',
      body: html`<h1>Subjects</h1>\n${tableSection(site, {
        id: 'subjects',
        name: 'Subjects',
        rows,
        api,
        columns: [...subjectColumns(site.base), projectColumn(site.base)]
      })}`
    }
  }
}

/** Every experiment that the viewer may see. */
export const experiments: PageRoute = {
  url: '/app/experiments',
  show: async site => {
    const rows = await site.rows('/data/experiments?format=json')
    return {
      title: 'Experiments',
      current: '/app/experiments',
      body: html`<h1>Experiments</h1>\n${tableSection(site, {
        id: 'experiments',
        name: 'Experiments',
        rows,
        api: '/data/experiments',
        columns: [...experimentColumns(site.base), projectColumn(site.base)]
      })}`
    }
  }
}
