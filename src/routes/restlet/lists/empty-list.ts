import type { Column } from '../../../model/columns.ts'
import type { DataType } from '../../../model/data-type.ts'
import type { Found } from './listing.ts'

/** Columns of an experiment's view that are no fields of its own, as a running XNAT names them. */
const ofExperiments: Readonly<Record<string, string>> = {
  'extension_item/element_name': 'xdat_meta_element137',
  'meta/insert_date': 'xnat_experimentdata_meta_data144'
}

/** How many columns the view of a session has before those of its experiment, as a running XNAT counts them. */
const ofSessions = 20

const placeIn = ({ own }: DataType, path: string): number =>
  own.filter(({ form }) => form !== 'list').findIndex(field => field.path.toLowerCase() === path)

/**
 * What the database calls a column: the table and the column's place in the view that XFT makes of the type. The view of a
 * type that extends another begins with its key.
 */
function databaseName ({ element, segments }: Column, index: number): string {
  const path = segments.map(({ name }) => name).join('/').toLowerCase()
  const named = element.isA('xnat:experimentData') ? ofExperiments[path] : undefined
  if (named !== undefined) return named
  const table = element.sqlName.toLowerCase()
  const place = placeIn(element, path)
  const experiment = element.layers.at(-1)
  const inherited = path === 'id' || experiment === undefined ? -1 : placeIn(experiment, path)
  if (place === -1 && inherited !== -1 && element.isA('xnat:imageSessionData')) return `xnat_experimentdata${ofSessions + inherited}`
  if (element.base === undefined) return `${table}${place === -1 ? index : place}`
  return `${table}${place === -1 ? 0 : place + 1}`
}

/** A list without rows keeps the names that the database gave its columns, and gets no URI (ProjSubExptList.represent). */
export function unformatted (found: Found): Found {
  return found.rows.length > 0 ? found : { ...found, columns: found.queried.map(databaseName) }
}
