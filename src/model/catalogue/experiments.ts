import { attribute, content, element, list, one, type TypeEntry } from '../types.ts'

/** xnat:experimentData and what stands between it and a session. */
export const experiments: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:experimentData_share',
    displayIdentifiers: ['project'],
    description: 'Row type XFT creates for xnat:experimentData sharing/share.',
    fields: [
      content('share', 'string'),
      attribute('label', 'string'),
      attribute('project', 'string', { unique: 'PROJECT_EXPT', refersTo: 'xnat:projectData' }),
      attribute('visit', 'string', { refersTo: 'xnat:pVisitData' }),
      attribute('protocol', 'string')
    ]
  },
  {
    xsiType: 'xnat:experimentData_field',
    displayIdentifiers: ['name'],
    description: 'Row type XFT creates for xnat:experimentData fields/field.',
    fields: [
      content('field', 'longText'),
      attribute('name', 'string', { unique: 'NAME' })
    ]
  },
  {
    xsiType: 'xnat:experimentData',
    displayIdentifiers: ['label'],
    description: 'A single event at which primary data is collected; root of sessions and assessors.',
    fields: [
      list('sharing/share', 'xnat:experimentData_share', { unique: 'PROJECT_EXPT' }),
      element('date', 'date'),
      element('time', 'time'),
      element('duration', 'duration'),
      element('delay', 'integer'),
      attribute('delay/ref_expt_id', 'string'),
      element('note', 'string', { maxLength: 2500 }),
      one('investigator', 'xnat:investigatorData'),
      one('validation', 'xnat:validationData'),
      list('resources/resource', 'xnat:abstractResource', { manyToMany: true }),
      list('fields/field', 'xnat:experimentData_field', { unique: 'NAME' }),
      element('acquisition_site', 'string'),
      element('custom_fields', 'json', { since: '1.8' }),
      attribute('ID', 'string', { required: true }),
      attribute('project', 'string', { unique: 'PROJ_LABEL', refersTo: 'xnat:projectData' }),
      attribute('visit_id', 'string'),
      attribute('visit', 'string', { refersTo: 'xnat:pVisitData' }),
      attribute('version', 'integer'),
      attribute('original', 'string'),
      attribute('protocol', 'string'),
      attribute('label', 'string', { unique: 'PROJ_LABEL' })
    ]
  },
  {
    xsiType: 'xnat:genericData',
    extends: 'xnat:experimentData',
    element: 'Generic',
    description: 'Experiment with no fields of its own.',
    fields: []
  },
  {
    xsiType: 'xnat:pVisitData',
    extends: 'xnat:genericData',
    element: 'PVisit',
    display: { singular: 'Visit', plural: 'Visits', code: 'V' },
    description: 'A protocol visit that experiments can point to.',
    fields: [
      element('subject_ID', 'string', { refersTo: 'xnat:subjectData' }),
      element('visit_type', 'string'),
      element('visit_name', 'string'),
      element('notes', 'string', { maxLength: 10000, since: '1.8' }),
      element('start_date', 'dateTime', { since: '1.8' }),
      element('end_date', 'dateTime', { since: '1.8' }),
      attribute('closed', 'boolean'),
      attribute('terminal', 'boolean'),
      attribute('status', 'string', { since: '1.8' }),
      attribute('protocolVersion', 'integer'),
      attribute('protocolId', 'string')
    ]
  },
  {
    xsiType: 'xnat:subjectAssessorData',
    extends: 'xnat:experimentData',
    description: 'Experiment carried out on one subject.',
    fields: [
      element('subject_ID', 'string', { required: true, refersTo: 'xnat:subjectData' }),
      element('age', 'float')
    ]
  },
  {
    xsiType: 'xnat:subjectVariablesData_variable',
    description: 'Row type XFT creates for xnat:subjectVariablesData variables/variable.',
    fields: [
      content('variable', 'string'),
      attribute('name', 'string', { unique: 'FK_NAME' })
    ]
  },
  {
    xsiType: 'xnat:subjectVariablesData',
    extends: 'xnat:subjectAssessorData',
    element: 'SubjectVariables',
    description: 'Named free variables recorded for a subject.',
    fields: [
      list('variables/variable', 'xnat:subjectVariablesData_variable', { unique: 'FK_NAME' })
    ]
  }
]
