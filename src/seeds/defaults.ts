import type { Catalogue } from '../model/catalogue.ts'
import type { DataType } from '../model/data-type.ts'
import type { FieldValue, SeedExperiment, SeedProject, SeedRow, SeedScan } from './schema.ts'

type Fields = Record<string, FieldValue>

export const experimentTypeOf = ({ xsiType = 'xnat:mrSessionData' }: Pick<SeedExperiment, 'xsiType'>): string => xsiType

/** xnat:mrScanData for an xnat:mrSessionData, and so on. */
export function scanTypeOf (catalogue: Catalogue, session: DataType): string {
  const type = catalogue.find(session.xsiType.replace(/SessionData$/, 'ScanData'))
  return type?.isA('xnat:imageScanData') ? type.xsiType : 'xnat:otherDicomScanData'
}

/** The scans of a session, one by one. */
export function scansOf ({ scans = [] }: Pick<SeedExperiment, 'scans'>): readonly SeedScan[] {
  if (Array.isArray(scans)) return scans
  const { count, ...each } = scans
  return Array.from({ length: count }, (_, index) => ({ id: index + 1, ...each }))
}

/** Fields with the custom variables among them. */
export function fieldsWithVariables ({
  fields = {},
  variables
}: {
  fields?: Fields
  variables?: Record<string, string | number | boolean>
}): Fields {
  if (variables === undefined) return fields
  return withRows(fields, 'fields/field', Object.entries(variables).map(([name, field]) => ({ fields: { name, field } })))
}

export function fieldsWithAliases (project: Pick<SeedProject, 'fields' | 'variables' | 'aliases'>): Fields {
  const fields = fieldsWithVariables(project)
  return project.aliases === undefined ? fields : withRows(fields, 'aliases/alias', project.aliases.map(alias => ({ fields: { alias } })))
}

function withRows (fields: Fields, path: string, rows: SeedRow[]): Fields {
  const known = fields[path]
  return { ...fields, [path]: Array.isArray(known) ? [...known, ...rows] : rows }
}
