import { coalesce, concat, literal, own, view, type Expression } from './expression.ts'
import { fullAge, generalAge } from './ages.ts'
import { fieldOf, itemLink, linkOf, projectLink, report, version } from './define.ts'
import { scanCountFields, scanTypes } from './experiment-fields.ts'
import type { DisplayEntry } from './field.ts'

const element = 'xnat:mrSessionData'
const field = fieldOf(element)
const shown = { type: 'string' } as const
const text = { type: 'string', searchable: true } as const
const grey = ['DEDEDE', 'FFFFFF'] as const
const green = ['99FF99', 'CCFFCC'] as const
const start = (path: string, characters: number): Expression => ({ op: 'start', of: own(element, path), characters })
const [age, general] = [fullAge(element), generalAge(element)]

const viewer = linkOf([
  { name: 'HREF', value: 'none', inserts: [] },
  { name: 'ONCLICK', value: "return viewer('@Field1');", inserts: [['Field1', 'SESSION_ID']] }
])

const reportWithTitle = linkOf([
  ...report(element, 'SESSION_ID').properties,
  { name: 'TITLE', value: 'Inserted: @Field1 (@Field2)', inserts: [['Field2', 'INSERT_USER'], ['Field1', 'INSERT_DATE']] }
])

/** ORDERED_WORKFLOWS: this server has no workflows to tell of, so there is nothing to colour. */
const workflow = concat(view('workflowStatus'), view('workflowName'))

const listing = [
  'LABEL', 'PROJECT', 'DATE', 'xnat:subjectData.SUBJECT_LABEL', 'xnat:subjectData.GENDER_TEXT', 'AGE', 'TYPE', 'SCANNER', 'MR_SCAN_COUNT_AGG'
]
const core = ['xnat:subjectData.SUBJECT_LABEL', 'LABEL', 'DATE', 'xnat:subjectData.GENDER_TEXT', 'AGE']

/** mrSessionData_display.xml */
export const mrSession: DisplayEntry = {
  element,
  fields: [
    field('SESSION_ID', 'Session', 'ID', { ...text, about: 'MR Session Accession Number', link: report(element, 'SESSION_ID', ['PROJECTS']) }),
    field('VIEW', '', literal('/@WEBAPP/images/v.gif'), { image: true, link: viewer }),
    field('URI', 'uri', concat(literal('/archive/experiments/'), own(element, 'ID')), shown),
    field('SUBJECT_ID', 'Subject', 'subject_ID', { ...text, hidden: true, about: 'Subject Accession Number' }),
    field('SUBJECT_LABEL', 'Subject Label', view('subjectLabel'), { ...text, summary: 'SUBJECT_LABEL.SUBJECT_LABEL' }),
    field('RPT', '', literal('/@WEBAPP/images/r.gif'), { image: true, link: reportWithTitle }),
    field('DATE', 'Date', 'date', { type: 'date', searchable: true, sortOrder: 'DESC', about: 'MR Session Date (DATE)' }),
    field('DATE_CHAR', 'Date', { op: 'concat', of: [own(element, 'date')] }, { sortOrder: 'DESC', about: 'MR Session Date (String)' }),
    field('VISIT', 'Visit ID', 'visit_id', { ...text, about: 'Visit ID' }),
    field('INVEST_SEARCH', 'PI', concat(own(element, 'investigator/firstname'), literal(' '), own(element, 'investigator/lastname')), {
      ...text, about: 'Primary Investigator (first and last name)', summary: `${element}/investigator/firstname || ' ' || ${element}/investigator/lastname`
    }),
    field('INVEST', 'PI', 'investigator/lastname', { ...text, about: 'Primary Investigator (last name)' }),
    field('INVEST_ID', 'PI', 'investigator/xnat_investigatorData_id'),
    field('INVEST_CSV', 'PI', 'investigator/lastname', shown),
    field('MR_NOTES', 'Notes', start('note', 10), shown),
    field('MR_NOTES_CSV', 'Notes', 'note', { ...shown, worked: true }),
    field('OPERATOR', 'Operator', start('operator', 6), shown),
    field('TYPE', 'Type', 'session_type', text),
    field('SCANNER', 'Scanner', 'scanner', shown),
    field('MARKER', 'Marker', start('marker', 6), shown),
    field('STABILIZATION', 'Stabilization', start('stabilization', 6), shown),
    field('OPERATOR_CSV', 'Operator', 'operator', text),
    field('SCANNER_CSV', 'Scanner', 'scanner', text),
    field('MARKER_CSV', 'Marker', 'marker', text),
    field('STABILIZATION_CSV', 'Stabilization', 'stabilization', text),
    field('GEN_AGE', 'Age', general.content, { type: 'float', searchable: true, summary: general.summary }),
    field('AGE', 'Age', age.content, { type: 'float', searchable: true, summary: age.summary }),
    field('DTI_COUNT', 'DTI Count', view('dtiCount'), { type: 'integer', searchable: true, summary: 'DTI_COUNT.DTI_COUNT' }),
    field('INSERT_DATE', 'Inserted', 'meta/insert_date', { type: 'date', searchable: true, about: 'Date session was archived' }),
    field('INSERT_USER', 'Creator', 'meta/insert_user/login', { ...text, about: 'User who archived session' }),
    field('LAST_MODIFIED', 'Modified', coalesce(own(element, 'meta/last_modified'), own(element, 'meta/insert_date')), {
      type: 'date', searchable: true, summary: `COALESCE(${element}/meta/last_modified, ${element}/meta/insert_date)`
    }),
    scanTypes(element, 'MR'),
    field('WORKFLOW_STATUS', 'Process', workflow),
    field('PROJECTS', 'Projects', view('projects'), { ...shown, about: 'All Projects for this session' }),
    field('PROJECT', 'Project', 'project', { ...text, about: 'Primary Project for this session' }),
    field('MR_PROJECT_IDENTIFIER', 'MR ID', { query: 'labelInProject' }, { ...shown, link: projectLink(element, 'SESSION_ID', true) }),
    field('LABEL', 'Label', coalesce(own(element, 'label'), own(element, 'ID')), { ...shown, link: itemLink(element, 'SESSION_ID'), about: 'Session ID' }),
    field('MR_EXPT_COUNT', 'Count', { query: 'assessorsOfType' }, { type: 'integer' }),
    field('XNAT_MRSESSIONDATA_FIELD_MAP', 'Field', { query: 'customField' }, shown),
    ...scanCountFields(element)
  ],
  versions: [
    version('listing', { orderBy: 'DATE', sortOrder: 'DESC', colors: grey }, listing),
    version('listing_csv', { orderBy: 'DATE', sortOrder: 'DESC', colors: grey }, listing),
    version('project_bundle', { orderBy: 'DATE', sortOrder: 'DESC', colors: grey }, [
      'MR_PROJECT_IDENTIFIER', 'DATE', 'xnat:subjectData.SUB_PROJECT_IDENTIFIER', 'AGE', 'SCANNER', 'MR_SCAN_COUNT_AGG'
    ]),
    version('root', { orderBy: 'DATE', sortOrder: 'DESC', colors: grey }, listing.slice(0, 6)),
    version('brief', { orderBy: 'MR_NOTES', colors: green }, ['MR_NOTES']),
    version('detailed', { orderBy: 'OPERATOR', colors: green }, ['MR_NOTES', 'LABEL', 'OPERATOR', 'SCANNER', 'MARKER', 'STABILIZATION']),
    version('brief_csv', { orderBy: 'MR_NOTES', colors: green }, ['MR_NOTES_CSV']),
    version('detailed_csv', { orderBy: 'MR_NOTES', colors: green }, ['MR_NOTES_CSV', 'OPERATOR_CSV', 'SCANNER_CSV', 'MARKER_CSV', 'STABILIZATION_CSV']),
    version('core', { orderBy: 'SESSION', colors: ['dedede', 'ffffff'] }, core),
    version('core_csv', { orderBy: 'EXPT_DATE', colors: ['', ''] }, core),
    version('meta_data', { orderBy: 'SES', colors: green }, ['RPT', 'VIEW', 'SESSION_ID', 'LAST_MODIFIED', 'INVEST', 'INSERT_USER'])
  ]
}
