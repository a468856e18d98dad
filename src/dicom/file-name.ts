import { javaHash } from '../model/java-order.ts'
import type { Header } from './header.ts'

/** The tags that a template of file names may name. */
const tags: Readonly<Record<string, string>> = {
  StudyInstanceUID: '0020000d',
  SeriesInstanceUID: '0020000e',
  SOPInstanceUID: '00080018',
  SOPClassUID: '00080016',
  SeriesNumber: '00200011',
  InstanceNumber: '00200013',
  AcquisitionNumber: '00200012',
  Modality: '00080060',
  PatientID: '00100020',
  PatientName: '00100010',
  AccessionNumber: '00080050',
  StudyID: '00200010'
}

/** Files.toFileNameChars */
export const safeName = (name: string): string => name.replace(/[^\w.-]/g, '_')

/** Files.isValidFilename, and no step to elsewhere. */
export const isValidName = (name: string | undefined): name is string => name !== undefined && /^[\w.-]+$/.test(name) && !/^\.+$/.test(name)

/** A file's name from its header (TemplatizedDicomFileNamer.makeFileName). */
export function templateName (template: string, header: Header): string {
  const value = (name: string): string => header.value(tags[name] ?? '') ?? `no-value-for-${name}`
  const name = template.replace(/\$\{(\w+)\}/g, (whole, variable: string) =>
    variable.startsWith('Hash') ? hashOf(variable.slice('Hash'.length).split('With').map(value)) : value(variable)
  )
  return safeName(/\.[A-Za-z0-9]+$/.test(template) ? name : `${name}.dcm`).replace(/^\.+/, '')
}

/** java.util.List.hashCode, to the base of 36. */
const hashOf = (values: readonly string[]): string =>
  (values.reduce((hash, value) => (Math.imul(31, hash) + javaHash(value)) | 0, 1) >>> 0).toString(36)
