import { type Attribute, fieldOfView, orientation, voxelRes } from './attribute.ts'
import { type DicomFile, framesIn } from './study.ts'

/** CatalogAttributes, but for the UID */
const attributes: readonly Attribute[] = [fieldOfView('dimensions'), voxelRes('voxelRes'), orientation('orientation')]

/** What the catalog of a series says of its images, by path; how many frames they have stands in `dimensions/z` (CatalogBuilder.call). */
export function catalogImages (files: readonly DicomFile[]): Readonly<Record<string, string>> {
  const headers = files.map(({ header }) => header)
  return {
    ...Object.assign({}, ...attributes.map(attribute => attribute(headers))) as Record<string, string>,
    'dimensions/z': String(framesIn(files))
  }
}
