import { failures } from '../../../failures/index.ts'
import { empty } from '../../../model/document.ts'
import type { Resource } from '../resource.ts'
import { arcDocument } from './archive-spec.ts'
import { type ProjectPlace, findProjectPlace } from './place.ts'

/** ProjectPipelineListResource: the pipelines of a project. There are none, for nothing here would run them. */
export const pipelines: Resource<ProjectPlace> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}/pipelines'],
  archive: true,
  offers: ['application/json', 'text/xml'],
  find: findProjectPlace,
  get: {
    id: 'listPipelines',
    summary: 'List the pipelines of a project: none; as XML, how the archive keeps the project',
    query: { format: 'json, xml', additional: 'true: pipelines that the project does not use yet; there are none of these either' },
    responses: { 200: 'An empty table, or the document', 403: 'Not an owner; no such project', 404: 'Another format' },
    handle: (call, { project }) => {
      if (project === undefined || !call.store.access.ownsProject(call.viewer, project.id)) throw failures.forbidden()
      if (call.mime === 'text/xml') return arcDocument(call, project)
      if (call.mime !== 'application/json') throw failures.placeNotFound()
      return { kind: 'table', columns: [], rows: [] }
    }
  },
  delete: {
    id: 'removePipeline',
    summary: 'Take a pipeline from a project: there is none',
    query: { path: 'the path of the pipeline', datatype: 'the data type that it is for' },
    responses: {
      200: 'Nothing was named, and nothing is done',
      403: 'Not an owner',
      417: 'No such project',
      501: 'This server has no pipelines'
    },
    handle: (call, { project }) => {
      if (project === undefined) throw failures.needPipeline()
      if (!call.query.names('path') || !call.query.names('datatype')) return empty
      if (!call.store.access.ownsProject(call.viewer, project.id)) throw failures.mayNotRemovePipeline()
      throw failures.notImplemented('pipelines')
    }
  }
}
