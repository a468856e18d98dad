import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { deleteProject } from './delete-project.ts'
import { withResources } from '../items/item-files.ts'
import { type ProjectPlace, findProjectPlace } from './place.ts'
import { creatableTypes } from './project-rights.ts'
import { settingOf } from './project-settings.ts'
import { putProject } from './put-project.ts'
import { representItem } from '../items/represent-item.ts'
import type { Call, Resource } from '../resource.ts'

/** ProjectResource: one project. */
export const project: Resource<ProjectPlace> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}'],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: findProjectPlace,
  get: {
    id: 'getProject',
    summary: 'Read one project, or with /quarantine_code, /prearchive_code or /current_arc behind its address one of its settings',
    query: { format: 'json, html, xml; goes before Accept', creatableTypes: 'true: list the types that the caller may make here instead' },
    responses: {
      200: 'The project',
      400: 'Another setting',
      404: 'No such project, or no right to see it',
      406: 'Accept fits neither HTML nor XML'
    },
    handle: getProject
  },
  put: {
    id: 'putProject',
    summary: 'Make or change a project, or with /{setting}/{value} behind its address one of its settings',
    description: 'The settings are quarantine_code, prearchive_code, current_arc and scan_type_mapping.',
    query: { accessibility: 'private, protected or public; a new project is protected', name: 'a short name or field path for any field' },
    responses: {
      200: 'Saved; no body',
      400: 'An unknown setting or a value that does not fit it',
      403: 'No right to, or an ID that was used before',
      409: 'A name that another project has',
      417: 'An ID that does not fit',
      422: 'XML that cannot be read',
      500: 'Values that do not fit'
    },
    handle: putProject
  },
  delete: {
    id: 'deleteProject',
    summary: 'Delete a project and everything in it; what other projects\' experiments hang on stays, and the project with it',
    query: { removeFiles: 'remove the files too' },
    responses: {
      200: 'Deleted, or as much of it as could be; no body',
      400: 'No such project',
      403: 'Not an owner',
      500: 'The site prevents deletion'
    },
    handle: deleteProject
  }
}

function getProject (call: Call, { project }: ProjectPlace): Document {
  if (project === undefined) throw failures.experimentNotFound()
  if (call.query.isTrue('creatableTypes')) return creatableTypes(call, project)
  if (call.rest !== '') return settingOf(call, project)
  return representItem(call, withResources(call.store, call.store.projects.item(project), { kind: 'project', id: project.id }))
}
