import type { FastifyInstance } from 'fastify'
import type { Rewriter } from './rewrite.ts'
import { accessibility } from './projects/accessibility.ts'
import { auth, authentication } from './accounts/auth.ts'
import { catalog } from './files/catalog.ts'
import { catalogList } from './files/catalog-list.ts'
import { config } from './accounts/config.ts'
import { assessor, assessorList, reconstruction, reconstructionList } from './experiments/derived-lists.ts'
import { dicomDump } from './imports/dicom-dump.ts'
import { experiment, subjectExperiment } from './experiments/experiment.ts'
import { experimentList, projectExperimentList } from './experiments/experiment-list.ts'
import { fileList } from './files/file-list.ts'
import { importer } from './imports/import.ts'
import { importStatus } from './imports/import-status.ts'
import { jsession } from './accounts/jsession.ts'
import { memberList, membership } from './projects/members.ts'
import { attachMissing } from './not-implemented.ts'
import { prearchive, prearchiveSession } from './imports/prearchive.ts'
import { archiver, prearchiveServices } from './imports/prearchive-services.ts'
import { project } from './projects/project.ts'
import { projectList } from './projects/project-list.ts'
import { refreshCatalog } from './files/refresh-catalog.ts'
import { attach } from './dispatch.ts'
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
import { favorites, investigatorList, userList, userSessions } from './accounts/site-tables.ts'
import { subject } from './subjects/subject.ts'
import { projectSubjectList, subjectList } from './subjects/subject-list.ts'
import { tokens } from './accounts/tokens.ts'

/** Every resource, in the order in which XNATApplication attaches them: of two equal matches the first wins. */
export function attachAll (app: FastifyInstance, rewriter: Rewriter): void {
  attach(app, rewriter, memberList)
  attach(app, rewriter, membership)
  attach(app, rewriter, projectSubjectList)
  attach(app, rewriter, subject)
  attach(app, rewriter, subjectExperiment)
  attach(app, rewriter, projectExperimentList)
  attach(app, rewriter, scanList)
  attach(app, rewriter, scan)
  attach(app, rewriter, accessibility)
  attach(app, rewriter, project)
  attach(app, rewriter, projectList)
  attach(app, rewriter, scanTypes)
  attach(app, rewriter, scanners)
  attach(app, rewriter, subjectList)
  attach(app, rewriter, experimentList)
  attach(app, rewriter, experiment)
  attachFiles(app, rewriter)
  attachSearches(app, rewriter)
  attach(app, rewriter, jsession)
  attach(app, rewriter, auth)
  attach(app, rewriter, tokens)
  attach(app, rewriter, authentication)
  attach(app, rewriter, investigatorList)
  attach(app, rewriter, assessorList)
  attach(app, rewriter, assessor)
  attach(app, rewriter, reconstructionList)
  attach(app, rewriter, reconstruction)
  attach(app, rewriter, userList)
  attach(app, rewriter, favorites)
  attach(app, rewriter, userSessions)
  attachImporting(app, rewriter)
  attach(app, rewriter, config)
  attachMissing(app, rewriter)
}

/** Resources, their files, and what is done with them. */
function attachFiles (app: FastifyInstance, rewriter: Rewriter): void {
  attach(app, rewriter, catalogList)
  attach(app, rewriter, catalog)
  attach(app, rewriter, fileList)
  attach(app, rewriter, refreshCatalog)
  attach(app, rewriter, dicomDump)
}

/** Searches, and what they may be made of. */
function attachSearches (app: FastifyInstance, rewriter: Rewriter): void {
  attach(app, rewriter, searchElements)
  attach(app, rewriter, searchFields)
  attach(app, rewriter, displayVersions)
  attach(app, rewriter, search)
  attach(app, rewriter, savedSearches)
  attach(app, rewriter, savedSearch)
  attach(app, rewriter, projectSearch)
  attach(app, rewriter, cachedSearch)
  attach(app, rewriter, cachedColumn)
}

/** What comes in as DICOM, and waits to be archived. */
function attachImporting (app: FastifyInstance, rewriter: Rewriter): void {
  attach(app, rewriter, importer)
  attach(app, rewriter, importStatus)
  attach(app, rewriter, archiver)
  attach(app, rewriter, prearchive)
  attach(app, rewriter, prearchiveSession)
  for (const service of prearchiveServices) attach(app, rewriter, service)
}
