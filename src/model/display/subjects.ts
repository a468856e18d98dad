import { coalesce, concat, floor, literal, own, view, year } from './expression.ts'
import { fieldOf, itemLink, plainLink, projectLink, report, version } from './define.ts'
import type { DisplayEntry } from './field.ts'

const element = 'xnat:subjectData'
const field = fieldOf(element)
const demographics = (path: string) => own('xnat:demographicData', path)
const search = { searchable: true } as const
const text = { type: 'string', searchable: true } as const
const colors = ['DEDEDE', 'FFFFFF'] as const

const gender = {
  op: 'choose', of: demographics('gender'), when: [['male', 'M'], ['female', 'F']], otherwise: literal('U')
} as const

const handedness = {
  op: 'choose', fold: true, of: demographics('handedness'), when: [['left', 'L'], ['right', 'R'], ['ambidextrous', 'A'], ['r', 'R'], ['l', 'L'], ['a', 'A']]
} as const

const summaries = {
  gender: "CASE xnat:demographicData/gender WHEN 'male' THEN 'M' WHEN 'female' THEN 'F' ELSE 'U' END",
  handedness: "CASE LOWER(xnat:demographicData/handedness) WHEN 'left' THEN 'L' WHEN 'right' THEN 'R' WHEN 'ambidextrous' THEN 'A' " +
    "WHEN 'r' THEN 'R' WHEN 'l' THEN 'L' WHEN 'a' THEN 'A' END",
  birth: 'CAST(FLOOR(COALESCE(xnat:demographicData/yob,EXTRACT(YEAR FROM xnat:demographicData/dob))) AS INTEGER)',
  bracket: "CASE WHEN xnat:demographicData/age > 89 THEN '90+' ELSE (xnat:demographicData/age / 5) * 5 || '-' || (xnat:demographicData/age / 5) * 5 + 4 END"
}

/** subjectData_display.xml */
export const subjects: DisplayEntry = {
  element,
  fields: [
    field('SUBJECT_ID', 'Subject', 'ID', { type: 'string', link: report(element, 'SUBJECT_ID') }),
    field('SUBJECTID', 'Subject', 'ID', { link: report(element, 'SUBJECT_ID') }),
    field('URI', 'uri', concat(literal('/archive/subjects/'), own(element, 'ID')), { type: 'string' }),
    field('INSERT_DATE', 'Inserted', 'meta/insert_date', { type: 'date', ...search }),
    field('INSERT_USER', 'Creator', 'meta/insert_user/login', search),
    field('GENDER', 'Gender', 'xnat:demographicData/gender'),
    field('GENDER_TEXT', 'M/F', gender, { type: 'string', ...search, summary: summaries.gender }),
    field('HANDEDNESS', 'Hand', 'xnat:demographicData/handedness'),
    field('HANDEDNESS_TEXT', 'Hand', handedness, { type: 'string', ...search, summary: summaries.handedness }),
    field('DOB', 'YOB', floor(coalesce(demographics('yob'), year(demographics('dob')))), { type: 'integer', ...search, summary: summaries.birth }),
    field('AGE', 'Age', 'xnat:demographicData/age', { type: 'integer', ...search }),
    field('AGE_BRACKET', 'Age bracket', { op: 'bracket', of: demographics('age') }, { ...text, summary: summaries.bracket }),
    field('EDUC', 'Education', 'xnat:demographicData/education', search),
    field('SES', 'Ses', 'xnat:demographicData/ses', search),
    field('MR_COUNT', 'MR Count', { op: 'count', element: 'xnat:mrSessionData' }, { type: 'integer' }),
    field('INVEST_CSV', 'PI', 'investigator/lastname', search),
    field('PROJECTS', 'Projects', view('subjectProjects'), { ...text, summary: 'SUB_PROJECTS.PROJECTS', about: 'All projects tied to a subject' }),
    field('PROJECT', 'Project', 'project', { ...text, about: "Subject's primary project" }),
    field('SUB_GROUP', 'Group', 'group', text),
    field('SUBJECT_LABEL', 'Subject', coalesce(own(element, 'label'), own(element, 'ID')), { type: 'string', link: itemLink(element, 'SUBJECTID') }),
    field('SHARED_LABEL', 'Subject', 'sharing/share/label', { type: 'string' }),
    field('SUB_PROJECT_IDENTIFIER', 'Subject', { query: 'labelInProject' }, { type: 'string', link: projectLink(element, 'SUBJECTID', true) }),
    field('SUB_EXPT_COUNT', 'Count', { query: 'experimentsOfType' }, { type: 'integer' }),
    field('XNAT_SUBJECTDATA_FIELD_MAP', 'Field', { query: 'customField' }, { type: 'string' }),
    field('ADD_IDS', 'Labels', view('subjectIds'), { ...text, summary: 'SUBJECT_IDS.ADDIDS', link: plainLink(element, 'SUBJECTID') }),
    field('RACE', 'Race', 'xnat:demographicData/race', text),
    field('ETHNICITY', 'Ethnicity', 'xnat:demographicData/ethnicity', text)
  ],
  versions: [
    version('listing', { orderBy: 'SUBJECT_ID', colors }, ['SUBJECT_LABEL', 'GENDER', 'HANDEDNESS', 'DOB', 'EDUC', 'SES', 'MR_COUNT']),
    version('brief', { orderBy: 'SUBJECT_ID', colors }, ['SUBJECT_LABEL', 'GENDER', 'HANDEDNESS', 'DOB', 'EDUC', 'SES']),
    version('project_bundle', { orderBy: 'SUBJECTID', colors }, ['SUB_PROJECT_IDENTIFIER', 'GENDER_TEXT', 'HANDEDNESS_TEXT', 'DOB'])
  ]
}
