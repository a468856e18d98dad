import type { Markup } from '../../serializers/markup.ts'
import { resourceColumns } from './columns.ts'
import type { Site } from './site.ts'
import { tableSection } from './table.ts'

/** The resources of an item. @param api the item's address. */
export async function resourceTable (site: Site, api: string): Promise<Markup> {
  const rows = await site.rows(`${api}/resources?format=json&file_stats=true`)
  return tableSection(site, { id: 'resources', name: 'Resources', rows, api: `${api}/resources`, columns: resourceColumns })
}
