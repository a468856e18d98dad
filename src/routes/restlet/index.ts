import type { FastifyInstance } from 'fastify'
import type { Rewriter } from './rewrite.ts'
import { accessibility } from './projects/accessibility.ts'
import { auth, authentication } from './accounts/auth.ts'
import { archiveSpec } from './projects/archive-spec.ts'
import { catalog } from './files/catalog.ts'
import { catalogList } from './files/catalog-list.ts'
import { config } from './accounts/config.ts'
import { assessor } from './experiments/assessor.ts'
import { assessorList } from './experiments/assessor-list.ts'
import { reconstruction, reconstructionList } from './experiments/reconstructions.ts'
import { workflow, workflowsOfPipeline } from './experiments/workflow.ts'
import { dicomDump } from './imports/dicom-dump.ts'
import { experiment, subjectExperiment } from './experiments/experiment.ts'
import { experimentList, projectExperimentList } from './experiments/experiment-list.ts'
import { favorite, favorites } from './accounts/favorites.ts'
import { fileList } from './files/file-list.ts'
import { groups } from './projects/groups.ts'
import { importer } from './imports/import.ts'
import { importStatus } from './imports/import-status.ts'
import { invitation, invitations, projectInvitations } from './projects/invitations.ts'
import { jsession } from './accounts/jsession.ts'
import { memberList, membership } from './projects/members.ts'
import { attachMissing } from './not-implemented.ts'
import { pipelines } from './projects/pipelines.ts'
import { prearchive } from './imports/prearchive.ts'
import { prearchiveSession } from './imports/prearchive-session.ts'
import { archiver, prearchiveServices } from './imports/prearchive-services.ts'
import { project } from './projects/project.ts'
import { projectList } from './projects/project-list.ts'
import { protocol } from './projects/protocols.ts'
import { refreshCatalog } from './files/refresh-catalog.ts'
import { attachEach } from './dispatch.ts'
import { scan } from './scans/scan.ts'
import { scanList } from './scans/scan-list.ts'
import { scanTypes, scanners } from './scans/scan-tables.ts'
import { cachedColumn, cachedSearch } from './searches/cached-search.ts'
import { savedSearches } from './searches/list-saved-searches.ts'
import { projectSearch } from './searches/project-search.ts'
import { savedSearch } from './searches/saved-searches.ts'
import { search } from './searches/search.ts'
import { displayVersions } from './searches/display-versions.ts'
import { searchElements, searchFields } from './searches/search-elements.ts'
import { investigatorList, userList, userSessions } from './accounts/site-tables.ts'
import { subject } from './subjects/subject.ts'
import { projectSubjectList, subjectList } from './subjects/subject-list.ts'
import { tokens } from './accounts/tokens.ts'

/** Every resource, in the order in which XNATApplication attaches them: of two equal matches the first wins. */
const resources = [
  pipelines,
  archiveSpec,
  memberList,
  membership,
  groups,
  projectSubjectList,
  subject,
  subjectExperiment,
  projectExperimentList,
  scanList,
  scan,
  accessibility,
  project,
  projectList,
  scanTypes,
  scanners,
  protocol,
  subjectList,
  experimentList,
  experiment,
  catalogList,
  catalog,
  fileList,
  refreshCatalog,
  dicomDump,
  searchElements,
  searchFields,
  displayVersions,
  search,
  savedSearches,
  savedSearch,
  projectSearch,
  cachedSearch,
  cachedColumn,
  jsession,
  auth,
  tokens,
  authentication,
  investigatorList,
  assessorList,
  assessor,
  reconstructionList,
  reconstruction,
  projectInvitations,
  userList,
  workflow,
  workflowsOfPipeline,
  favorites,
  favorite,
  invitations,
  invitation,
  userSessions,
  importer,
  importStatus,
  archiver,
  prearchive,
  prearchiveSession,
  ...prearchiveServices,
  config
] as const

export function attachAll (app: FastifyInstance, rewriter: Rewriter): void {
  attachEach(app, rewriter, resources)
  attachMissing(app, rewriter)
}
