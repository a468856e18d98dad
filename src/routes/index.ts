import type { FastifyInstance } from 'fastify'
import type { Rewriter } from '../plugins/rewrite.ts'
import { catalog } from './catalog.ts'
import { catalogList } from './catalog-list.ts'
import { experiment, subjectExperiment } from './experiment.ts'
import { experimentList } from './experiment-list.ts'
import { fileList } from './file-list.ts'
import { jsession } from './jsession.ts'
import { memberList, membership } from './members.ts'
import { accessibility, project } from './project.ts'
import { projectList } from './project-list.ts'
import { attach } from './resource.ts'
import { scan } from './scan.ts'
import { scanList } from './scan-list.ts'
import { scanTypes, scanners } from './scan-tables.ts'
import { subject } from './subject.ts'
import { subjectList } from './subject-list.ts'

/** Every resource, in the order in which XNATApplication attaches them: of two equal matches the first wins. */
export function attachAll (app: FastifyInstance, rewriter: Rewriter): void {
  attach(app, rewriter, memberList)
  attach(app, rewriter, membership)
  attach(app, rewriter, subjectList)
  attach(app, rewriter, subject)
  attach(app, rewriter, subjectExperiment)
  attach(app, rewriter, scanList)
  attach(app, rewriter, scan)
  attach(app, rewriter, accessibility)
  attach(app, rewriter, project)
  attach(app, rewriter, projectList)
  attach(app, rewriter, scanTypes)
  attach(app, rewriter, scanners)
  attach(app, rewriter, experimentList)
  attach(app, rewriter, experiment)
  attach(app, rewriter, catalogList)
  attach(app, rewriter, catalog)
  attach(app, rewriter, fileList)
  attach(app, rewriter, jsession)
}
