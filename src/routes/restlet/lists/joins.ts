import type { Catalogue } from '../../../model/catalogue.ts'
import { UnknownColumn } from '../../../model/columns.ts'
import type { DataType } from '../../../model/data-type.ts'

/**
 * What a list must read besides, so that items of the types that its paths name can be joined (QueryOrganizer.buildJoin).
 * @returns paths of the root that XNAT adds to the columns.
 * @throws UnknownColumn where XNAT finds no way from the root to a type.
 */
export function pathsOfJoins (catalogue: Catalogue, root: DataType, paths: readonly string[]): string[] {
  const added: string[] = []
  for (const path of paths) {
    const element = elementOf(catalogue, path)
    if (element === undefined || isLine(root, element)) continue
    const field = fieldOfArc(root, element)
    if (field !== undefined) added.push(`${root.xsiType}/${field}`)
    else if (!leadsTo(root, element) && !leadsTo(element, root) && !ofSubject(root, element)) throw new UnknownColumn(path)
  }
  return added
}

function elementOf (catalogue: Catalogue, path: string): DataType | undefined {
  const slash = path.indexOf('/')
  return slash === -1 ? undefined : catalogue.find(path.slice(0, slash))
}

/** One extends the other: both are in the same row. */
export const isLine = (root: DataType, element: DataType): boolean => root.isA(element.xsiType) || element.isA(root.xsiType)

/** Types of scan with a display document. */
const isModality = (type: DataType): boolean => type.isA('xnat:imageScanData') && type.xsiType !== 'xnat:imageScanData'

/** The display documents' arc of scans: they have their session in common with each other and with an MR session, which is its bridge. */
function fieldOfArc (root: DataType, element: DataType): string | undefined {
  return isModality(root) && (isModality(element) || element.xsiType === 'xnat:mrSessionData') ? 'image_session_ID' : undefined
}

/** The arc that their subject has with scans. */
const ofSubject = (root: DataType, element: DataType): boolean =>
  (isModality(root) && element.xsiType === 'xnat:subjectData') || (isModality(element) && root.xsiType === 'xnat:subjectData')

/** A field of one refers to the other, or to what the other extends; a project is referred to by its name alone. */
function leadsTo (from: DataType, to: DataType): boolean {
  return from.fields.some(field =>
    field.form === 'value' && field.refersTo !== undefined && field.refersTo !== 'xnat:projectData' && to.isA(field.refersTo)
  )
}
