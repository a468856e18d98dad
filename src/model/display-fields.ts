import type { DataType } from './data-type.ts'
import type { Kind } from './types.ts'

/** A field by which data can be searched and shown: XNAT's DisplayField. */
export interface DisplayField {
  readonly id: string
  readonly header: string
  /** Full path of the value, which may lead into a type that the searched one is joined to; `type.ID` for a view. */
  readonly path: string
  readonly type: string
  /** Where the value is worked out from more than one field: full path of the key that it is worked out for. */
  readonly key?: string
}

type Row = readonly [id: string, header: string, path: string, type?: string]

type View = readonly [id: string, header: string, type?: string]

const demographics = 'demographics[@xsi:type=xnat:demographicData]'

const ofSubject: readonly Row[] = [
  ['SUBJECT_ID', 'Subject', 'ID'],
  ['ID', 'ID', 'ID'],
  ['SUBJECTID', 'Subject', 'ID'],
  ['SUBJECT_LABEL', 'Subject', 'label'],
  ['LABEL', 'Label', 'label'],
  ['PROJECT', 'Project', 'project'],
  ['INSERT_DATE', 'Inserted', 'meta/insert_date', 'date'],
  ['INSERT_USER', 'Creator', 'meta/insert_user/login'],
  ['GENDER', 'M/F', `${demographics}/gender`],
  ['GENDER_TEXT', 'M/F', `${demographics}/gender`],
  ['HANDEDNESS', 'Hand', `${demographics}/handedness`],
  ['HANDEDNESS_TEXT', 'Hand', `${demographics}/handedness`],
  ['DOB', 'YOB', `${demographics}/yob`, 'integer'],
  ['BIRTH_DATE', 'DOB', `${demographics}/dob`, 'date'],
  ['AGE', 'Age', `${demographics}/age`, 'integer'],
  ['EDUC', 'Educ', `${demographics}/education`, 'integer'],
  ['SES', 'SES', `${demographics}/ses`, 'integer'],
  ['RACE', 'Race', `${demographics}/race`],
  ['ETHNICITY', 'Ethnicity', `${demographics}/ethnicity`],
  ['HEIGHT', 'Height', `${demographics}/height`, 'float'],
  ['WEIGHT', 'Weight', `${demographics}/weight`, 'float'],
  ['SUB_GROUP', 'Group', 'group'],
  ['INVEST_CSV', 'Investigator', 'investigator/lastname'],
  ['SOURCE', 'Source', 'src']
]

const ofProject: readonly Row[] = [
  ['ID', 'ID', 'ID'],
  ['NAME', 'Title', 'name'],
  ['SECONDARY_ID', 'Running Title', 'secondary_ID'],
  ['DESCRIPTION', 'Description', 'description'],
  ['KEYWORDS', 'Keywords', 'keywords'],
  ['NAME_CSV', 'Title', 'name'],
  ['DESCRIPTION_CSV', 'Description', 'description'],
  ['INSERT_DATE', 'Inserted', 'meta/insert_date'],
  ['INSERT_USER', 'Creator', 'meta/insert_user/login']
]

const ofExperiment: readonly Row[] = [
  ['SESSION_ID', 'Session', 'ID'],
  ['EXPT_ID', 'ID', 'ID'],
  ['LABEL', 'Label', 'label'],
  ['PROJECT', 'Project', 'project'],
  ['INSERT_DATE', 'Inserted', 'meta/insert_date', 'date'],
  ['INSERT_USER', 'Creator', 'meta/insert_user/login']
]

const ofScan: readonly Row[] = [
  ['IMAGE_SCANDATA_ID', 'imagescandata_id', 'xnat_imagescandata_id'],
  ['SESSION_ID', 'image_session_id', 'image_session_ID'],
  ['SESSION_LABEL', 'Session Label', 'xnat:imageSessionData/label'],
  ['SUBJECT_ID', 'Subject', 'xnat:imageSessionData/subject_ID'],
  ['MR_DATE', 'MR Date', 'xnat:imageSessionData/date', 'date'],
  ['DATE', 'Date', 'xnat:imageSessionData/date', 'date'],
  ['INSERT_DATE', 'Inserted', 'meta/insert_date', 'date'],
  ['INSERT_USER', 'Creator', 'meta/insert_user/login']
]

const viewsOfProject: readonly View[] = [
  ['URI', 'uri'],
  ['PI', 'PI'],
  ['PROJECT_INVS', 'Investigators'],
  ['PROJECT_ACCESS', 'Accessibility'],
  ['PROJECT_USERS', 'Users'],
  ['PROJECT_OWNERS', 'Owners'],
  ['PROJECT_MEMBERS', 'Members'],
  ['PROJECT_COLLABS', 'Collaborators'],
  ['PROJ_MR_COUNT', 'MR Count', 'integer'],
  ['PROJ_CT_COUNT', 'CT Count', 'integer'],
  ['PROJ_PET_COUNT', 'PET Count', 'integer'],
  ['PROJ_UT_COUNT', 'UT Count', 'integer'],
  ['PROJ_QUARANTINE', 'Quarantine Code', 'integer'],
  ['PROJ_PREARCHIVE_CODE', 'Prearchive Code', 'integer']
]

/** Values that XNAT reads from views of its database. */
const views: readonly (readonly [xsiType: string, rows: readonly View[], key: string])[] = [
  ['xnat:projectData', viewsOfProject, 'ID'],
  ['xnat:subjectData', [['PROJECTS', 'Projects'], ['ADD_IDS', 'Additional IDs']], 'ID'],
  ['xnat:mrSessionData', [['MR_SCAN_COUNT_AGG', 'Scans']], 'ID'],
  ['xnat:petSessionData', [['PET_SCAN_COUNT_AGG', 'Scans']], 'ID'],
  ['xnat:ctSessionData', [['CT_SCAN_COUNT_AGG', 'Scans']], 'ID'],
  ['xnat:subjectAssessorData', [['AGE', 'Age', 'integer']], 'ID'],
  ['xnat:experimentData', [['URI', 'uri'], ['PROJECTS', 'Projects']], 'ID'],
  ['xnat:imageScanData', [['URI', 'URI']], 'xnat_imagescandata_id']
]

/** XNAT writes these by hand for each type; what they have alike stands here. */
const written: readonly (readonly [xsiType: string, rows: readonly Row[]])[] = [
  ['xnat:subjectData', ofSubject], ['xnat:projectData', ofProject], ['xnat:imageScanData', ofScan], ['xnat:experimentData', ofExperiment]
]

/** The fields of a type, by ID: those written by hand, then one for each value, called by its path in capitals. */
export function displayFields (type: DataType): ReadonlyMap<string, DisplayField> {
  const known = kept.get(type)
  if (known) return known
  const fields = new Map<string, DisplayField>()
  const add = ([id, header, path, kind = 'string']: Row) => {
    if (!fields.has(id)) fields.set(id, { id, header, path: /^\w+:/.test(path) ? path : `${type.xsiType}/${path}`, type: kind })
  }
  for (const [xsiType, rows] of written) if (type.isA(xsiType)) for (const row of rows) add(row)
  for (const [xsiType, rows, key] of views) {
    if (type.isA(xsiType)) {
      for (const [id, header, kind = 'string'] of rows) {
        fields.set(id, { id, header, path: `${type.xsiType}.${id}`, type: kind, key: `${type.xsiType}/${key}` })
      }
    }
  }
  for (const field of type.fields) {
    if (field.form === 'value' && field.path !== 'custom_fields') {
      add([field.path.toUpperCase().replaceAll('/', '_'), field.path.split('/').at(-1) ?? '', field.path, shownAs[field.kind] ?? 'string'])
    }
  }
  kept.set(type, fields)
  return fields
}

const kept = new WeakMap<DataType, ReadonlyMap<string, DisplayField>>()

/** DisplayField.getDataType */
const shownAs: Partial<Record<Kind, string>> = {
  integer: 'integer',
  int: 'integer',
  long: 'integer',
  float: 'float',
  double: 'float',
  date: 'date',
  dateTime: 'date',
  boolean: 'boolean'
}

/** A field by which a type may be searched, XNAT's ID for it in any case. */
export const displayField = (type: DataType, id: string): DisplayField | undefined => displayFields(type).get(id.toUpperCase())
