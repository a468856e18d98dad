import { type Markup, html } from '../../serializers/markup.ts'
import { fileColumns } from '../parts/columns.ts'
import { itemPart } from '../parts/item-part.ts'
import type { PageRoute } from '../parts/page.ts'
import { resourceTable } from '../parts/resource-table.ts'
import { type Site, pathOf } from '../parts/site.ts'
import { field, tableSection } from '../parts/table.ts'

/** The fields that a list of scans shows. */
const scanFields = 'ID,xsiType,type,series_description,quality,frames,xnat:imageScanData/startTime,note'

export const experiment: PageRoute = {
  url: '/app/experiments/{experiment}',
  show: async (site, { experiment = '' }) => {
    const api = pathOf('data', 'experiments', experiment)
    const item = await site.item(`${api}?format=json`)
    const { project = '', label = experiment, subject_ID: subject } = item.fields
    return {
      title: label,
      current: '/app/experiments',
      trail: [
        ['Projects', '/'],
        [project, pathOf('app', 'projects', project)],
        ...(subject === undefined ? [] : [[subject, pathOf('app', 'subjects', subject)] as const])
      ],
      body: html`<h1>Experiment ${label}</h1>
${await scanTable(site, experiment, item.type)}
${await resourceTable(site, api)}
${tableSection(site, {
        id: 'files',
        name: 'Files',
        rows: await site.rows(`${api}/files?format=json`),
        api: `${api}/files`,
        columns: fileColumns(site.base)
      })}
${itemPart(site, item, api, ['scans/scan'])}`
    }
  }
}

/** Nothing for what is no image session, which has no scans. */
async function scanTable (site: Site, experiment: string, type: string): Promise<Markup | undefined> {
  const { base } = site
  if (site.space.catalogue.find(type)?.isA('xnat:imageSessionData') !== true) return undefined
  const api = `${pathOf('data', 'experiments', experiment)}/scans?columns=${scanFields}`
  return tableSection(site, {
    id: 'scans',
    name: 'Scans',
    rows: await site.rows(`${api}&format=json`),
    api,
    action: html`<a class="button" href="${base}${pathOf('app', 'experiments', experiment, 'add-scan')}">Add a scan</a>`,
    columns: [
      field('ID', 'ID', base, row => pathOf('app', 'experiments', experiment, 'scans', row['ID'] ?? '')),
      field('type', 'Type'), field('series_description', 'Series'), field('quality', 'Quality'),
      { name: 'Frames', numeric: true, value: row => row['frames'] ?? '' },
      field('scanTime', 'Start'), field('xsiType', 'xsiType'), field('note', 'Note')
    ]
  })
}
