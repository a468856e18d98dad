import { attribute, content, element, list, one, type TypeEntry } from '../types.ts'

/** xnat:subjectData, its demographics and rows. */
export const subjects: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:projectParticipant',
    displayIdentifiers: ['project'],
    description: 'Membership of a subject in a further project (a share).',
    fields: [
      attribute('label', 'string'),
      attribute('project', 'string', { unique: 'PROJ_SUBJ', refersTo: 'xnat:projectData' }),
      attribute('subject_ID', 'string', { unique: 'PROJ_SUBJ', refersTo: 'xnat:subjectData' }),
      attribute('group', 'string')
    ]
  },
  {
    xsiType: 'xnat:subjectData_addID',
    displayIdentifiers: ['name'],
    description: 'Row type XFT creates for xnat:subjectData addID.',
    fields: [
      content('addID', 'string', { unique: 'UNIQUE_NAME_VALUE' }),
      attribute('name', 'string', { unique: 'UNIQUE_NAME_VALUE,UNIQUE_SUBJECT_NAME' })
    ]
  },
  {
    xsiType: 'xnat:subjectData_field',
    displayIdentifiers: ['name'],
    description: 'Row type XFT creates for xnat:subjectData fields/field.',
    fields: [
      content('field', 'string'),
      attribute('name', 'string', { unique: 'SUBJECT_NAME' })
    ]
  },
  {
    xsiType: 'xnat:subjectData',
    element: 'Subject',
    displayIdentifiers: ['label'],
    display: { singular: 'Subject', plural: 'Subjects', code: '' },
    description: 'One person enrolled in research.',
    fields: [
      list('sharing/share', 'xnat:projectParticipant', { column: 'subject_id' }),
      list('resources/resource', 'xnat:abstractResource', { manyToMany: true }),
      one('investigator', 'xnat:investigatorData'),
      one('demographics', 'xnat:abstractDemographicData'),
      one('metadata', 'xnat:abstractSubjectMetadata'),
      list('addID', 'xnat:subjectData_addID', { unique: 'UNIQUE_SUBJECT_NAME' }),
      list('fields/field', 'xnat:subjectData_field', { unique: 'SUBJECT_NAME' }),
      list('experiments/experiment', 'xnat:subjectAssessorData', { column: 'subject_ID' }),
      element('custom_fields', 'json', { since: '1.8' }),
      attribute('ID', 'string', { required: true }),
      attribute('project', 'string', { unique: 'PROJ_SUBJ', refersTo: 'xnat:projectData' }),
      attribute('group', 'string'),
      attribute('label', 'string', { unique: 'PROJ_SUBJ' }),
      attribute('src', 'string'),
      attribute('initials', 'string')
    ]
  },
  {
    xsiType: 'xnat:abstractSubjectMetadata',
    description: 'Empty base for subject metadata variants.',
    fields: []
  },
  {
    xsiType: 'xnat:subjectMetadata',
    extends: 'xnat:abstractSubjectMetadata',
    description: 'Recruitment information.',
    fields: [
      element('cohort', 'string')
    ]
  },
  {
    xsiType: 'xnat:abstractDemographicData',
    description: 'Empty base for demographic variants.',
    fields: []
  },
  {
    xsiType: 'xnat:demographicData',
    extends: 'xnat:abstractDemographicData',
    description: 'Standard demographics; dob, yob and age are alternatives.',
    fields: [
      element('dob', 'date'),
      element('yob', 'integer'),
      element('age', 'integer'),
      element('gender', 'string', { values: ['male', 'female', 'other', 'unknown', 'M', 'F'] }),
      element('handedness', 'string', { values: ['left', 'right', 'ambidextrous', 'unknown'] }),
      element('ses', 'integer'),
      element('employment', 'integer', { min: 0, max: 3 }),
      element('education', 'integer', { min: 0, max: 30 }),
      element('educationDesc', 'string'),
      element('race', 'string'),
      element('race2', 'string'),
      element('race3', 'string'),
      element('race4', 'string'),
      element('race5', 'string'),
      element('race6', 'string'),
      element('ethnicity', 'string'),
      element('weight', 'float'),
      attribute('weight/units', 'string'),
      element('height', 'float'),
      attribute('height/units', 'string'),
      element('gestational_age', 'float'),
      element('post_menstrual_age', 'float'),
      element('birth_weight', 'float')
    ]
  }
]
