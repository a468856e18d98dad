import { daysAge } from './ages.ts'
import { type Expression, own } from './expression.ts'
import { fieldOf, idOf, plainFields, report, version } from './define.ts'
import { experimentFields } from './experiment-fields.ts'
import type { DisplayEntry, DisplayField } from './field.ts'

const newest = { orderBy: 'DATE', sortOrder: 'DESC' } as const

/** A value in words; what has none stays as it is. */
function inWords (
  element: string, id: string, header: string, path: string,
  { words, searchable }: { readonly words: readonly (readonly [string, string])[], readonly searchable: boolean }
): DisplayField {
  const value = own(element, path)
  const content: Expression = { op: 'choose', of: value, when: words, otherwise: value }
  const cases = words.map(([text, word]) => `WHEN '${text}' THEN '${word}' `).join('')
  return fieldOf(element)(id, header, content, {
    type: 'string', searchable, summary: `CASE ${element}/${path} ${cases}ELSE ${element}/${path} END`
  })
}

const yesNo = [['1', 'Yes'], ['0', 'No']] as const
const judgement = [['1', 'Pass'], ['0', 'Fail'], ['2', 'Good'], ['3', 'Fair'], ['4', 'Unusable']] as const

/** xnat_qcManualAssessorData_display.xml */
function manualQc (): DisplayEntry {
  const element = 'xnat:qcManualAssessorData'
  const field = fieldOf(element)
  const common = experimentFields(element)
  const identifier = common.identifier(false)
  const ownPaths = ['stereotacticMarker', 'incidentalFindings']
  const shown = ['DATE', 'RATER', ...ownPaths.map(idOf), 'COMMENTS', 'PASS', 'PAYABLE', 'RESCAN', 'RESOLVABLE', 'RETRAIN']
  return {
    element,
    fields: [
      common.id,
      field(
        'SUBJECT_ID', 'Subject', 'xnat:imageSessionData/subject_ID', { searchable: true, link: report('xnat:subjectData', 'SUBJECT_ID') }
      ),
      field('SESSION_ID', 'Session', 'imageSession_ID', { searchable: true, link: report('xnat:imageSessionData', 'SESSION_ID') }),
      field('SESSION_DATE', 'Session Date', 'xnat:imageSessionData/date', { searchable: true }),
      common.picture, common.date, common.projects, common.label, common.project, identifier,
      common.inserted, common.creator, common.custom,
      field('RATER', 'Reviewer', 'rater', { searchable: true }),
      ...plainFields(element, ownPaths),
      field('COMMENTS', 'Comments', 'comments', { searchable: true }),
      field('PASSABLE', 'Pass/Fail', 'pass', { searchable: true }),
      inWords(element, 'PASS', 'Pass/Fail', 'pass', { words: judgement, searchable: false }),
      ...plainFields(element, ['payable', 'rescan']),
      inWords(element, 'RESOLVABLE', 'resolvable', 'resolvable', { words: yesNo, searchable: true }),
      inWords(element, 'RETRAIN', 'retrain', 'retrain', { words: yesNo, searchable: true })
    ],
    versions: [
      version('listing', newest, ['RPT', 'PROJECT', 'LABEL', ...shown]),
      version('listing_csv', newest, ['PROJECT', 'LABEL', ...shown]),
      version('full', newest, ['EXPT_ID', ...shown]),
      version('detailed', newest, ['EXPT_ID', ...shown]),
      version('project_bundle', newest, [identifier.id, ...shown])
    ]
  }
}

/** xnat_qcAssessmentData_display.xml */
function automaticQc (): DisplayEntry {
  const element = 'xnat:qcAssessmentData'
  const field = fieldOf(element)
  const common = experimentFields(element)
  const identifier = common.identifier(true)
  const age = daysAge('xnat:mrSessionData')
  const beside = ['xnat:mrSessionData.LABEL', 'xnat:subjectData.SUBJECT_LABEL']
  return {
    element,
    fields: [
      field('SESSION_ID', 'Session', 'imageSession_ID', { searchable: true, link: report('xnat:mrSessionData', 'SESSION_ID') }),
      field('SUBJECT_ID', 'Subject', 'xnat:mrSessionData/subject_ID', { searchable: true, link: report('xnat:subjectData', 'SUBJECT_ID') }),
      field('MR_DATE', 'MR Date', 'xnat:mrSessionData/date', { searchable: true }),
      { ...common.id, visible: false }, common.picture, common.date,
      field('AGE', 'Age', age.content, { type: 'integer', searchable: true, summary: age.summary }),
      common.projects, common.label, common.project, identifier, common.custom, common.inserted, common.creator,
      field('TYPE', 'type', 'type', { searchable: true })
    ],
    versions: [
      version('listing', newest, ['RPT', 'LABEL', ...beside, 'TYPE']),
      version('listing_csv', newest, ['EXPT_ID', 'LABEL', ...beside, 'TYPE']),
      version('full', newest, ['EXPT_ID', 'LABEL', ...beside, 'TYPE']),
      version('detailed', newest, ['TYPE']),
      version(
        'project_bundle',
        newest,
        [identifier.id, 'xnat:mrSessionData.MR_PROJECT_IDENTIFIER', 'xnat:subjectData.SUB_PROJECT_IDENTIFIER', 'TYPE']
      )
    ]
  }
}

export const assessors: readonly DisplayEntry[] = [manualQc(), automaticQc()]
