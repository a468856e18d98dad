import { UnknownColumn } from '../../../model/columns.ts'
import type { DataType } from '../../../model/data-type.ts'

/** A path of a list, and the type that it begins with. */
export type PathOfType = readonly [path: string, type: DataType]

/**
 * What a list must read besides, so that items of the types that its paths name can be joined (QueryOrganizer.buildJoin).
 * @param paths of types whose rows are not the root's own.
 * @returns paths of the root that XNAT adds to the columns.
 * @throws UnknownColumn where XNAT finds no way from the root to a type.
 */
export function pathsOfJoins (root: DataType, paths: readonly PathOfType[]): string[] {
  const added: string[] = []
  for (const [path, element] of paths) {
    const field = fieldOfArc(root, element)
    if (field !== undefined) added.push(`${root.xsiType}/${field}`)
    else if (!leadsTo(root, element) && !leadsTo(element, root) && !ofSubject(root, element)) throw new UnknownColumn(path)
  }
  return added
}

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
