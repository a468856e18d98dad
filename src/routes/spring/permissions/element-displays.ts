import { failures } from '../../../failures/index.ts'
import type { DataType } from '../../../model/data-type.ts'
import type { Document } from '../../../model/document.ts'
import { type XapiCall, json } from '../endpoint.ts'

export const displays = [
  'browseable', 'browseableCreateable', 'createable', 'searchable', 'searchableByDesc', 'searchableByPluralDesc'
] as const

/** Types of a fresh site in the order in which XNAT reads them from its tables: so the creatable ones come. */
const creatableOrder: readonly string[] = [
  'xnat:crSessionData', 'xnat:pVisitData', 'val:protocolData', 'xnat:mrSessionData', 'xnat:petSessionData', 'xnat:qcManualAssessorData',
  'xnat:projectData', 'xnat:qcAssessmentData', 'xnat:subjectData', 'xnat:ctSessionData', 'xnat:petmrSessionData'
]

/** Types that everybody may create besides, which are no data: their names, and what one and many of them are called. */
const unsecured: readonly (readonly [name: string, properName: string, singular: string, plural: string, description: string])[] = [
  ['xdat:user', 'XDATUser', 'Users', 'Users', ''],
  ['xdat:role_type', 'xdat:role_type', 'Users', 'Users', ''],
  ['xdat:element_security', 'xdat:element_security', 'Users', 'Users', ''],
  ['xdat:stored_search', 'bundle', 'Bundles', 'Bundles', ''],
  ['xnat:investigatorData', 'Investigator', 'Investigator', 'Investigator', 'An indivudal who maintains authority over experimental data'],
  ['xdat:infoEntry', 'Info', 'Info', 'Info', ''],
  ['xdat:userGroup', 'UserGroup', 'Users', 'Users', ''],
  ['xdat:newsEntry', 'News', 'News', 'News', '']
]

/** What XNAT's schemas say of the types of a fresh site. */
const descriptions: Readonly<Record<string, string>> = {
  'xnat:projectData': 'A collection of subject involved in a unit of research',
  'xnat:subjectData': 'An individual person involved in experimental research',
  'xnat:crSessionData': 'Computed Radiography Session',
  'xnat:ctSessionData': 'An event in which CT scans are obtained on a subject',
  'xnat:mrSessionData': 'An event in which MR scans are obtained on a subject',
  'xnat:petSessionData': 'An event in which PET scans are obtained on a subject',
  'xnat:petmrSessionData': 'An event in which scans are obtained by a device capable of both PET and MR acquisitions',
  'xnat:pVisitData': '',
  'val:protocolData': '',
  'xnat:qcManualAssessorData': '',
  'xnat:qcAssessmentData': ''
}

/** Types whose display document has a short version. */
const brief: ReadonlySet<string> = new Set(['xnat:mrSessionData', 'xnat:subjectData'])

/** ElementDisplayModel */
const displayOf = (type: DataType) => ({
  elementName: type.xsiType,
  properName: type.entry.element ?? type.local,
  singular: type.entry.display?.singular ?? type.xsiType,
  plural: type.entry.display?.plural ?? type.xsiType,
  xsDescription: descriptions[type.xsiType] ?? type.entry.description ?? '',
  actions: {},
  imageSession: type.isA('xnat:imageSessionData'),
  experiment: type.isA('xnat:experimentData'),
  imageAssessor: type.isA('xnat:imageAssessorData'),
  supportsBrief: brief.has(type.xsiType),
  supportsDetailed: type.isA('xnat:experimentData'),
  subjectAssessor: type.isA('xnat:subjectAssessorData'),
  imageScan: type.isA('xnat:imageScanData')
})

const unsecuredDisplays = unsecured.map(([elementName, properName, singular, plural, xsDescription]) => ({
  elementName,
  properName,
  singular,
  plural,
  xsDescription,
  actions: {},
  imageSession: false,
  experiment: false,
  imageAssessor: false,
  supportsBrief: false,
  supportsDetailed: false,
  subjectAssessor: false,
  imageScan: false
}))

/** Types that the site has set up and can show. */
const shown = ({ catalogue, store }: XapiCall): DataType[] =>
  [...catalogue.types()].filter(({ xsiType, entry }) => entry.display !== undefined && store.dataTypes.isSetUp(xsiType))

/** UserHelperServiceI.getCreateableElementDisplays: types that were set up later come after those of a fresh site. */
export function creatable (call: XapiCall): Document {
  const place = ({ xsiType }: DataType): number => (creatableOrder.indexOf(xsiType) + 1 || creatableOrder.length + 1)
  const types = shown(call).sort((a, b) => place(a) - place(b))
  return json([...types.map(displayOf), ...unsecuredDisplays])
}

/** DataAccessApi.getElementDisplayModels. @throws badData for a display that there is not */
export function elementDisplays (call: XapiCall): Document {
  const { display = '' } = call.params
  const known = display.replace('Creatable', 'Createable').replace('creatable', 'createable')
  if (!(displays as readonly string[]).includes(known)) {
    throw failures.badData(`The requested element display "${display}" is not recognized.\n`)
  }
  if (known === 'createable') return creatable(call)
  return json(shown(call).map(displayOf).sort((a, b) => a.singular < b.singular ? -1 : 1))
}
