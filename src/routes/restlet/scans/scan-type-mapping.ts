import type { Item } from '../../../model/item.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { Call } from '../resource.ts'

/** AbstractScanTypeMapping.standardizeFormat: what descriptions of series are compared by. */
const standard = (description: string): string => description.replace(/[ _*-]/g, '').toUpperCase()

/**
 * The type that a scan without one gets: that which scans of the same description have in the project, first those of as many
 * frames; else the description itself (AbstractScanTypeMapping.setType, ImageScanTypeMapping).
 */
export function mappedType ({ store }: Call, project: ProjectRow, { values }: Item): string {
  const description = String(values['series_description'] ?? '').replace(/^INVALID: /, '')
  if (description === '') return 'unknown'
  const uses = project.scan_type_mapping === null ? store.preferences.read().uiShowScanTypeMapping : project.scan_type_mapping === 1
  const known = uses ? store.scans.typesIn(project.id).filter(scan => standard(scan.description) === standard(description)) : []
  const alike = known.length === 1 ? undefined : known.find(({ frames }) => frames === (values['frames'] ?? null))
  return (alike ?? known[0])?.type ?? description
}
