import { type Markup, html } from '../../serializers/markup.ts'
import { curl } from '../parts/curl.ts'
import type { PageRoute } from '../parts/page.ts'
import { pathOf } from '../parts/site.ts'
import { field, tableSection } from '../parts/table.ts'

export const home: PageRoute = {
  url: '/',
  show: async site => {
    const { base, url } = site
    const rows = await site.rows('/data/projects?format=json')
    return {
      title: 'Projects',
      current: '/',
      body: html`<h1>Projects</h1>
${tableSection(site, {
        id: 'projects',
        name: 'Projects',
        rows,
        api: '/data/projects',
        empty: 'No project that you may see. One is made with PUT /data/projects/NAME.',
        columns: [
          field('ID', 'ID', base, row => pathOf('app', 'projects', row['ID'] ?? '')),
          field('name', 'Name'),
          field('description', 'Description'),
          { name: 'Investigator', value: row => `${row['pi_firstname'] ?? ''} ${row['pi_lastname'] ?? ''}`.trim() }
        ]
      })}
<section aria-labelledby="client-name">
<h2 id="client-name">Point a client at it</h2>
<p>The address to give to any client is <code>${url}</code>. With curl:</p>
<pre tabindex="0">${curl(site, { method: 'GET', path: '/data/projects?format=csv' })}</pre>
<p>${site.hasControl && html`<a href="${base}/_mock/docs">The contract</a> describes every operation. `}${whatIsSeen(base)}</p>
</section>
`
    }
  }
}

const whatIsSeen = (base: string): Markup =>
  html`What you see here is what the API says to you; <a href="${base}/app/experiments">an experiment</a> has a form that makes scans.`
