import type { FastifyInstance } from 'fastify'
import type { Rewriter } from '../plugins/rewrite.ts'
import { accessibility } from './accessibility.ts'
import { auth, authentication } from './auth.ts'
import { catalog } from './catalog.ts'
import { catalogList } from './catalog-list.ts'
import { config } from './config.ts'
import { assessor, assessorList, reconstruction, reconstructionList } from './derived-lists.ts'
import { dicomDump } from './dicom-dump.ts'
import { experiment, subjectExperiment } from './experiment.ts'
import { experimentList, projectExperimentList } from './experiment-list.ts'
import { fileList } from './file-list.ts'
import { importer } from './import.ts'
import { importStatus } from './import-status.ts'
import { jsession } from './jsession.ts'
import { memberList, membership } from './members.ts'
import { attachMissing } from './not-implemented.ts'
import { prearchive, prearchiveSession } from './prearchive.ts'
import { archiver, prearchiveServices } from './prearchive-services.ts'
import { project } from './project.ts'
import { projectList } from './project-list.ts'
import { refreshCatalog } from './refresh-catalog.ts'
import { attach } from './dispatch.ts'
import { scan } from './scan.ts'
import { scanList } from './scan-list.ts'
import { scanTypes, scanners } from './scan-tables.ts'
import { savedSearch, savedSearches } from './saved-searches.ts'
import { search } from './search.ts'
import { searchElements, searchFields } from './search-elements.ts'
import { favorites, investigatorList, userList, userSessions } from './site-tables.ts'
import { subject } from './subject.ts'
import { projectSubjectList, subjectList } from './subject-list.ts'
import { tokens } from './tokens.ts'

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
  attach(app, rewriter, searchElements)
  attach(app, rewriter, searchFields)
  attach(app, rewriter, search)
  attach(app, rewriter, savedSearches)
  attach(app, rewriter, savedSearch)
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

/** What comes in as DICOM, and waits to be archived. */
function attachImporting (app: FastifyInstance, rewriter: Rewriter): void {
  attach(app, rewriter, importer)
  attach(app, rewriter, importStatus)
  attach(app, rewriter, archiver)
  attach(app, rewriter, prearchive)
  attach(app, rewriter, prearchiveSession)
  for (const service of prearchiveServices) attach(app, rewriter, service)
}
