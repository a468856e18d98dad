import { html } from '../../serializers/markup.ts'
import { actionForm } from '../parts/action.ts'
import { fileColumns } from '../parts/columns.ts'
import { itemPart } from '../parts/item-part.ts'
import type { PageRoute } from '../parts/page.ts'
import { resourceTable } from '../parts/resource-table.ts'
import { type ItemJson, type Site, pathOf } from '../parts/site.ts'
import { tableSection } from '../parts/table.ts'

/** A scan's place in the API and in the site, and the pages above it. */
export async function placeOfScan (
  site: Site,
  experiment: string
): Promise<{ readonly trail: readonly (readonly [string, string])[], readonly session: ItemJson }> {
  const session = await site.item(`${pathOf('data', 'experiments', experiment)}?format=json`)
  const { project = '', label = experiment, subject_ID: subject = '' } = session.fields
  return {
    session,
    trail: [
      ['Projects', '/'],
      [project, pathOf('app', 'projects', project)],
      [subject, pathOf('app', 'subjects', subject)],
      [label, pathOf('app', 'experiments', experiment)]
    ]
  }
}

export const scan: PageRoute = {
  url: '/app/experiments/{experiment}/scans/{scan}',
  show: async (site, { experiment = '', scan = '' }) => {
    const api = pathOf('data', 'experiments', experiment, 'scans', scan)
    const { trail } = await placeOfScan(site, experiment)
    const item = await site.item(`${api}?format=json`)
    const { type = '' } = item.fields
    return {
      title: `Scan ${scan}`,
      current: '/app/experiments',
      trail,
      body: html`<h1>Scan ${scan} <small>${type}</small></h1>
<p><a class="button" href="${site.base}${pathOf('app', 'experiments', experiment, 'edit-scan', scan)}">Edit</a></p>
${itemPart(site, item, api, ['file'])}
${await resourceTable(site, api)}
${tableSection(site, {
        id: 'files',
        name: 'Files',
        rows: await site.rows(`${api}/files?format=json`),
        api: `${api}/files`,
        columns: fileColumns(site.base),
        empty: `No files. One is put with PUT ${api}/resources/NAME/files/FILE.`
      })}
<details class="more"><summary>Delete this scan</summary>
${actionForm(site, {
        id: 'delete-scan',
        method: 'DELETE',
        url: api,
        label: 'Delete the scan',
        look: 'danger',
        next: pathOf('app', 'experiments', experiment),
        showCurl: true,
        controls: [{ name: 'query:removeFiles', label: 'Delete its files too', kind: 'checkbox', value: 'true' }]
      })}</details>
`
    }
  }
}
