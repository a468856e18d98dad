import { concat, literal, own } from './expression.ts'
import { fieldOf, plainFields, projectLink, report, version } from './define.ts'
import { experimentFields } from './experiment-fields.ts'
import type { DisplayEntry, Version } from './field.ts'

const newest = { orderBy: 'DATE', sortOrder: 'DESC' } as const

const listings = (own: readonly string[]): Version[] => [
  version('listing', newest, ['RPT', 'LABEL', 'DATE', ...own]),
  version('listing_csv', newest, ['LABEL', 'DATE', ...own]),
  version('full', newest, ['EXPT_ID', 'DATE', ...own]),
  version('detailed', newest, ['EXPT_ID', 'DATE', ...own])
]

/** xnat_pVisitData_display.xml */
function visit (): DisplayEntry {
  const element = 'xnat:pVisitData'
  const common = experimentFields(element)
  const identifier = common.identifier(true)
  const subject = fieldOf(element)('SUB_PROJECT_IDENTIFIER', 'Subject', { query: 'subjectLabelInProject' }, {
    type: 'string', link: projectLink('xnat:subjectData', 'SUBJECT_ID', true, [])
  })
  const ownPaths = ['visit_type', 'visit_name', 'closed', 'terminal', 'protocolVersion', 'protocolId']
  const ownIds = ownPaths.map(path => path.toUpperCase())
  return {
    element,
    fields: [
      common.subject, subject, common.id, common.picture, common.date, common.projects, common.label, common.project, identifier,
      { ...common.inserted, type: 'date' }, common.creator, common.custom, ...plainFields(element, ownPaths)
    ],
    versions: [...listings(ownIds), version('project_bundle', newest, [identifier.id, 'DATE', subject.id, ...ownIds])]
  }
}

/** Experiments that belong to nobody but their project (xnat_genericData_display.xml, val_protocolData_display.xml). */
function ofProject (element: string, ownPaths: readonly string[]): DisplayEntry {
  const common = experimentFields(element)
  const identifier = common.identifier(false)
  const ownIds = ownPaths.map(path => path.toUpperCase().replace('/', '_'))
  return {
    element,
    fields: [
      common.id, common.picture, common.date, common.projects, common.label, common.project, identifier, common.inserted, common.creator,
      common.custom, ...plainFields(element, ownPaths)
    ],
    versions: [...listings(ownIds), version('project_bundle', newest, [identifier.id, 'DATE', ...ownIds])]
  }
}

/** xnat_investigatorData_display.xml */
function investigator (): DisplayEntry {
  const element = 'xnat:investigatorData'
  const field = fieldOf(element)
  return {
    element,
    fields: [
      field('INVESTIGATOR_ID', 'Investigator Id', 'xnat_investigatorData_id'),
      field('RPT', '', literal('/@WEBAPP/images/r.gif'), { image: true, link: report(element, 'INVESTIGATOR_ID') }),
      field('INVESTIGATOR_NAME', 'Name', concat(own(element, 'firstname'), literal(' '), own(element, 'lastname'))),
      field('EMAIL', 'Email', 'email'),
      field('PHONE', 'Phone', 'phone')
    ],
    versions: [
      version(
        'listing',
        { orderBy: 'INVESTIGATOR_ID', colors: ['99FF99', 'CCFFCC'] },
        ['RPT', 'INVESTIGATOR_ID', 'INVESTIGATOR_NAME', 'EMAIL', 'PHONE']
      )
    ]
  }
}

export const others: readonly DisplayEntry[] = [
  visit(), ofProject('xnat:genericData', []), ofProject('val:protocolData', ['check/status']), investigator()
]
