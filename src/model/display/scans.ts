import { concat, literal, own } from './expression.ts'
import { addressLink, fieldOf, idOf, plainFields, plainLink, report, version } from './define.ts'
import type { DisplayEntry } from './field.ts'
import { ownScanPaths } from './scan-paths.ts'

/** What every scan has. */
const common = [
  'note', 'quality', 'condition', 'series_description', 'documentation', 'scanner', 'scanner/manufacturer',
  'scanner/model', 'modality', 'frames', 'operator', 'startTime'
]
const later = ['requestedProcedureDescription', 'protocolName', 'bodyPartExamined']

const listed = (own: readonly string[]) => [
  'PROJECT', 'SESSION_LABEL', 'ID', 'NOTE', 'QUALITY', 'CONDITION', 'SERIES_DESCRIPTION', 'BODYPARTEXAMINED',
  'REQUESTEDPROCEDUREDESCRIPTION', 'PROTOCOLNAME', 'DOCUMENTATION', 'SCANNER', 'SCANNER_MANUFACTURER', 'SCANNER_MODEL', 'MODALITY',
  'FRAMES', 'OPERATOR', 'STARTTIME', 'TYPE', 'UID', ...own
]

const scanAddress = { Field1: 'PROJECT', Field2: 'SUBJECT_ID', Field3: 'SESSION_ID', Field4: 'ID' }

/** The documents of all scans are alike but for what the type has of its own (xnat_mrScanData_display.xml). */
export function scan (element: string): DisplayEntry {
  const field = fieldOf(element)
  const modality = element.replace(/^.*:|ScanData$/g, '').toUpperCase()
  const ownPaths = ownScanPaths.get(element) ?? []
  const text = { type: 'string', searchable: true } as const
  const search = { searchable: true } as const
  const order = { orderBy: 'SESSION_LABEL', sortOrder: 'DESC' } as const
  return {
    element,
    fields: [
      field('IMAGE_SCANDATA_ID', 'IMAGE_SCANDATA_ID', 'xnat_imageScanData_id', { type: 'string', hidden: true, worked: true }),
      field('SESSION_ID', 'image_session_id', 'image_session_ID', { type: 'string', hidden: true }),
      field('SESSION_LABEL', 'Session Label', 'xnat:imageSessionData/label', {
        ...text, link: addressLink('experiments/@Field3', { Field3: 'SESSION_ID' })
      }),
      field('SUBJECT_ID', 'Subject', 'xnat:imageSessionData/subject_ID', { ...search, link: report('xnat:subjectData', 'SUBJECT_ID') }),
      field(
        'URI',
        'URI',
        concat(literal('/archive/experiments/'), own(element, 'image_session_ID'), literal('/scans/'), own(element, 'ID')),
        { type: 'string' }
      ),
      field(`${modality}_DATE`, modality === 'MR' ? 'MR Date' : 'Date', 'xnat:imageSessionData/date', search),
      field('PROJECT', 'project', 'project', { ...search, link: plainLink('xnat:projectData', 'PROJECT') }),
      ...plainFields(element, common),
      field('ID', 'ID', 'ID', { ...search, link: addressLink('experiments/@Field3/scans/@Field4', scanAddress) }),
      ...plainFields(element, ['type', 'UID']),
      field('INSERT_DATE', 'Inserted', 'meta/insert_date', text),
      field('INSERT_USER', 'Creator', 'meta/insert_user/login', text),
      ...plainFields(element, [...ownPaths, ...later])
    ],
    versions: ['listing', 'full'].map(name => version(name, order, listed(ownPaths.map(idOf))))
  }
}
