import { coalesce, concat, literal, own, view } from './expression.ts'
import { fieldOf, itemLink, projectLink, report } from './define.ts'
import type { DisplayField } from './field.ts'

/** Fields that the documents of nearly all experiments have, each under its ID. `sqlName` is the type's name in SQL. */
export function experimentFields (element: string) {
  const field = fieldOf(element)
  const sqlName = element.replace(':', '_').toUpperCase()
  const text = { type: 'string', searchable: true } as const
  return {
    uri: field('URI', 'uri', concat(literal('/archive/experiments/'), own(element, 'ID')), { type: 'string' }),
    id: field('EXPT_ID', 'ID', 'ID', { searchable: true, link: report(element, 'EXPT_ID') }),
    picture: field('RPT', 'ID', literal('/@WEBAPP/images/r.gif'), { image: true, link: report(element, 'EXPT_ID') }),
    subject: field('SUBJECT_ID', 'Subject', 'subject_ID', { searchable: true, link: report('xnat:subjectData', 'SUBJECT_ID') }),
    date: field('DATE', 'Date', 'date', { searchable: true }),
    projects: field('PROJECTS', 'Projects', view('projects'), { type: 'string' }),
    label: field(
      'LABEL', 'Label', coalesce(own(element, 'label'), own(element, 'ID')), { type: 'string', link: itemLink(element, 'EXPT_ID') }
    ),
    project: field('PROJECT', 'Project', 'project', text),
    identifier: (withPopup: boolean) => field(`${sqlName}_PROJECT_IDENTIFIER`, `${sqlName} ID`, { query: 'labelInProject' }, {
      type: 'string', link: projectLink(element, 'EXPT_ID', withPopup)
    }),
    inserted: field('INSERT_DATE', 'Inserted', 'meta/insert_date', text),
    creator: field('INSERT_USER', 'Creator', 'meta/insert_user/login', text),
    custom: field(`${sqlName}_FIELD_MAP`, 'Field', { query: 'customField' }, { type: 'string' })
  }
}

const scanCounts = [
  ['SCAN_COUNT_TYPE', 'Scan Count By Type', 'type', false],
  ['SCAN_COUNT_DESC', 'Scan Count By Series Description', 'series_description', false],
  ['SCAN_COUNT_CLASS', 'Scan Count By Series Classification', 'series_class', false],
  ['SCAN_COUNT_L_TYPE', 'Scan Count Like Type', 'type', true],
  ['SCAN_COUNT_L_DESC', 'Scan Count Like Series Description', 'series_description', true],
  ['SCAN_COUNT_L_CLASS', 'Scan Count Like Series Classification', 'series_class', true]
] as const

/** How many scans of a session have a value. */
export const scanCountFields = (element: string): DisplayField[] => scanCounts.map(([id, header, field, anywhere]) =>
  fieldOf(element)(id, header, { query: 'scansWith', field, anywhere }, { type: 'integer', searchable: true, summary: 'TYPE_COUNT' }))

/** All types of a session's scans, each with its number. */
export const scanTypes = (
  element: string, modality: string
): DisplayField => fieldOf(element)(`${modality}_SCAN_COUNT_AGG`, 'Scans', view('scanCounts'), {
  type: 'string', searchable: true, summary: `${modality}_SCAN_COUNT_AGG.TYPE_COUNT`, about: 'Aggregated Scan Counts'
})
