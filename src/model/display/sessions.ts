import { daysAge, fullAge, yearsAge } from './ages.ts'
import { fieldOf, idOf, plainFields, report, version } from './define.ts'
import { experimentFields, scanCountFields, scanTypes } from './experiment-fields.ts'
import type { DisplayEntry, DisplayField, Version } from './field.ts'

const subject = 'xnat:subjectData.SUBJECT_LABEL'
const newest = { orderBy: 'DATE', sortOrder: 'DESC' } as const

const sessionId = (element: string, modality: string): DisplayField => fieldOf(element)('SESSION_ID', 'Session', 'ID', {
  type: 'string', searchable: true, link: report(element, 'SESSION_ID'), about: `${modality} Session Accession Number`
})

/** The listings of every kind of session: what is common to all, then what the kind has of its own. */
const listings = (identifier: string, own: readonly string[], detailed: readonly string[] = own): Version[] => [
  version('listing', newest, ['RPT', 'LABEL', subject, 'DATE', 'xnat:subjectData.GENDER', 'AGE', ...own]),
  version('listing_csv', newest, ['LABEL', subject, 'DATE', 'AGE', ...own]),
  version('full', newest, ['EXPT_ID', subject, 'DATE', 'AGE', ...own]),
  version('detailed', newest, detailed),
  version('project_bundle', newest, [identifier, 'xnat:subjectData.SUB_PROJECT_IDENTIFIER', 'DATE', 'AGE', ...own])
]

/** The documents of sessions that have no fields of their own are all alike (xnat_crSessionData_display.xml). */
export function plainSession (element: string): DisplayEntry {
  const modality = element.replace(/^.*:|SessionData$/g, '').toUpperCase()
  const { fields, versions } = ofSubject(element)
  return { element, fields: [sessionId(element, modality), experimentFields(element).uri, ...fields], versions }
}

/** Experiments of a subject that have no fields of their own (xnat_subjectVariablesData_display.xml). */
export function ofSubject (element: string): DisplayEntry {
  const common = experimentFields(element)
  const age = daysAge(element)
  const identifier = common.identifier(false)
  return {
    element,
    fields: [
      common.subject, common.id, common.picture, common.date,
      fieldOf(element)('AGE', 'Age', age.content, { type: 'integer', searchable: true, summary: age.summary }),
      common.projects, common.label, common.project, identifier, common.inserted, common.creator, common.custom
    ],
    versions: listings(identifier.id, [])
  }
}

const ctPaths = ['dcmAccessionNumber', 'dcmPatientId', 'dcmPatientName', 'UID']

/** xnat_ctSessionData_display.xml */
function ctSession (): DisplayEntry {
  const element = 'xnat:ctSessionData'
  const common = experimentFields(element)
  const age = yearsAge(element)
  const identifier = common.identifier(true)
  const own = ctPaths.map(idOf)
  return {
    element,
    fields: [
      common.subject, sessionId(element, 'CT'), common.uri, common.id, common.picture, common.date,
      fieldOf(element)('AGE', 'Age', age.content, { type: 'integer', searchable: true, summary: age.summary }),
      common.projects, common.label, common.project, identifier, common.inserted, common.creator, common.custom,
      ...plainFields(element, ctPaths), scanTypes(element, 'CT'), ...scanCountFields(element)
    ],
    versions: listings(identifier.id, [...own, 'CT_SCAN_COUNT_AGG'], own)
  }
}

const tracer = (...transmissions: string[]): string[] => [
  'dose/units', 'dose', 'specificActivity', 'totalMass/units', 'totalMass', 'intermediate/units', 'intermediate',
  'isotope/half-life', 'isotope',
  ...transmissions, 'name', 'startTime'
].map(path => `tracer/${path}`)

const study = ['stabilization', 'studyType', 'patientID', 'patientName']
const petPaths = [...study, ...tracer('transmissions_starttime', 'transmissions'), 'UID']
const petmrPaths = [
  'coil', 'fieldStrength', 'marker', ...study, ...tracer('transmissions', 'transmissions_starttime'),
  'start_time', 'start_time_scan', 'start_time_injection', 'blood_glucose', 'blood_glucose_units', 'blood_glucose_time'
]

/** xnat_petSessionData_display.xml; what 1.8 has added to that of PET, xnat_petmrSessionData_display.xml is taken to have too. */
function petSession (modality: string, paths: readonly string[], headers: Readonly<Record<string, string>> = {}): DisplayEntry {
  const element = `xnat:${modality.toLowerCase()}SessionData`
  const common = experimentFields(element)
  const age = fullAge(element)
  const identifier = common.identifier(true)
  return {
    element,
    fields: [
      common.subject, sessionId(element, modality), common.uri, common.id, common.picture, common.date,
      fieldOf(element)('AGE', 'Age', age.content, { type: 'float', searchable: true, summary: age.summary }),
      common.projects, common.label, common.project, identifier, common.inserted, common.creator, common.custom,
      ...plainFields(element, paths).map(field => ({ ...field, header: headers[field.id] ?? field.header })),
      scanTypes(element, modality), ...scanCountFields(element)
    ],
    versions: listings(identifier.id, [...paths.map(idOf), `${modality}_SCAN_COUNT_AGG`])
  }
}

/** Sessions whose documents have more than the others. */
export const sessions: readonly DisplayEntry[] = [
  ctSession(),
  petSession('PET', petPaths, { TRACER_TRANSMISSIONS_STARTTIME: 'startTime' }),
  petSession('PETMR', petmrPaths)
]
