import { customFieldCases } from './custom-fields.ts'
import { settingCases } from './settings.ts'
import { addressCases } from './addresses.ts'
import { authCases } from './auth.ts'
import type { Case } from './case.ts'
import { configurationCases } from './configurations.ts'
import { drawingCases } from './drawing.ts'
import { dumpCases } from './dump.ts'
import { experimentSubjectCases } from './experiment-subjects.ts'
import { experimentCases } from './experiments.ts'
import { listCases } from './lists.ts'
import { downloadCases } from './downloads.ts'
import { fileListCases } from './file-lists.ts'
import { headerCases } from './headers.ts'
import { importCases, prearchiveCases } from './import.ts'
import { itemFileCases } from './item-files.ts'
import { movingCases } from './moving.ts'
import { parameterCases } from './parameters.ts'
import { permissionCases } from './permissions.ts'
import { placeCases } from './places.ts'
import { deleteScanCases, postScanCases } from './post-scan.ts'
import { projectListCases } from './project-lists.ts'
import { projectCases } from './projects.ts'
import { assessorCases } from './assessors.ts'
import { studyProtocolCases } from './study-protocols.ts'
import { putScanCases } from './put-scan.ts'
import { scanDocumentCases } from './scan-documents.ts'
import { scanItemCases } from './scan-item.ts'
import { scanListCases } from './scan-list.ts'
import { scanPathCases } from './scan-paths.ts'
import { scanValueCases } from './scan-values.ts'
import { refreshCases } from './refresh.ts'
import { resourceCases } from './resources.ts'
import { savedSearchCases } from './saved-searches.ts'
import { schemaCases } from './schemas.ts'
import { searchCriteriaCases } from './search-criteria.ts'
import { searchElementCases } from './search-elements.ts'
import { searchResultCases } from './search-results.ts'
import { searchCases } from './search.ts'
import { sessionCases } from './sessions.ts'
import { sharingCases } from './sharing.ts'
import { siteCases } from './site.ts'
import { snapshotCases } from './snapshots.ts'
import { subjectCases } from './subjects.ts'
import { deleteFileCases, uploadCases } from './uploads.ts'
import { tokenCases } from './tokens.ts'
import { xapiCases } from './xapi.ts'

export interface Group {
  readonly title: string
  readonly cases: readonly Case[]
}

/** Every case, in the order of the report. */
export const groups: readonly Group[] = [
  { title: 'Addresses, methods and headers', cases: addressCases },
  { title: 'Parameters', cases: parameterCases },
  { title: 'Scan lists', cases: scanListCases },
  { title: 'One scan', cases: scanItemCases },
  { title: 'Making and changing scans', cases: putScanCases },
  { title: 'Paths of fields', cases: scanPathCases },
  { title: 'Values of fields', cases: scanValueCases },
  { title: 'Documents', cases: scanDocumentCases },
  { title: 'Adding scans to a list, sharing them', cases: postScanCases },
  { title: 'Deleting scans', cases: deleteScanCases },
  { title: 'Resources', cases: resourceCases },
  { title: 'Lists of files', cases: fileListCases },
  { title: 'Downloads', cases: downloadCases },
  { title: 'Uploads', cases: uploadCases },
  { title: 'Deleting files', cases: deleteFileCases },
  { title: 'Refreshing catalogs', cases: refreshCases },
  { title: 'Headers of images as a table', cases: dumpCases },
  { title: 'Files of items', cases: itemFileCases },
  { title: 'Fields from DICOM headers', cases: headerCases },
  { title: 'Importing DICOM', cases: importCases },
  { title: 'The prearchive', cases: prearchiveCases },
  { title: 'Pictures of scans', cases: snapshotCases },
  { title: 'How images are drawn', cases: drawingCases },
  { title: 'Login and sessions', cases: sessionCases },
  { title: 'Logging in by a form', cases: authCases },
  { title: 'Alias tokens', cases: tokenCases },
  { title: 'The site\'s own addresses', cases: xapiCases },
  { title: 'Custom fields', cases: customFieldCases },
  { title: 'Settings of the site', cases: settingCases },
  { title: 'Schemas', cases: schemaCases },
  { title: 'Types that can be searched', cases: searchElementCases },
  { title: 'Columns and rows of searches', cases: searchResultCases },
  { title: 'Searches', cases: searchCases },
  { title: 'Conditions of searches', cases: searchCriteriaCases },
  { title: 'Saved searches', cases: savedSearchCases },
  { title: 'Users and lists of the site', cases: siteCases },
  { title: 'Configurations', cases: configurationCases },
  { title: 'Permissions', cases: permissionCases },
  { title: 'Projects, subjects and experiments', cases: placeCases },
  { title: 'Assessors', cases: assessorCases },
  { title: 'Projects', cases: [...projectCases, ...studyProtocolCases] },
  { title: 'Lists of projects and of their users', cases: projectListCases },
  { title: 'Subjects', cases: subjectCases },
  { title: 'Experiments', cases: experimentCases },
  { title: 'Experiments and their subjects', cases: experimentSubjectCases },
  { title: 'Sharing', cases: sharingCases },
  { title: 'Moving', cases: movingCases },
  { title: 'Lists of subjects and experiments', cases: listCases }
]
