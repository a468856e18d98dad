import { failures } from '../failures.ts'
import { projectShortcuts } from '../model/catalogue/shortcuts.ts'
import { type Document, empty, text } from '../model/document.ts'
import type { Item } from '../model/item.ts'
import { FieldMapping } from '../model/shortcuts.ts'
import { validate } from '../model/validation.ts'
import type { Accessibility } from '../store/access.ts'
import type { NameClash, ProjectRow } from '../store/projects.ts'
import { loadItem } from './load-item.ts'
import { readableProject } from './lookup.ts'
import { representItem } from './represent-item.ts'
import type { Call, Resource } from './resource.ts'
import { saved } from './save-scan.ts'

const writable = new FieldMapping(projectShortcuts, false)

export interface ProjectPlace {
  /** As the URL has it: an ID or an alias. */
  readonly named: string
  readonly project: ProjectRow | undefined
}

/** ProjectResource: one project. */
export const project: Resource<ProjectPlace> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}'],
  archive: true,
  offers: ['text/html', 'text/xml'],
  find: findProjectPlace,
  get: {
    id: 'getProject',
    summary: 'Read one project',
    query: { format: 'json, html, xml' },
    responses: { 200: 'The project', 404: 'No such project, or no right to see it' },
    handle: (call, { project }) => {
      if (project === undefined) throw failures.experimentNotFound()
      return representItem(call, call.store.projects.item(project))
    }
  },
  put: {
    id: 'putProject',
    summary: 'Make or change a project',
    query: { accessibility: 'private, protected or public', name: 'a short name or field path for any field' },
    responses: { 200: 'Saved; no body', 403: 'No right to, or an ID that was used before', 409: 'A name that another project has', 417: 'An ID that does not fit' },
    handle: putProject
  },
  delete: {
    id: 'deleteProject',
    summary: 'Delete a project and everything in it',
    query: { removeFiles: 'remove the files too' },
    responses: { 200: 'Deleted; no body', 400: 'No such project', 403: 'Not an owner' },
    handle: (call, { project }) => {
      if (project === undefined || call.rest !== '') throw failures.noSuchProject()
      if (!call.store.access.ownsProject(call.viewer, project.id)) throw failures.forbidden()
      call.store.projects.remove(project.id)
      return empty
    }
  }
}

/** ProjectAccessibilityResource: whether others may see the project. */
export const accessibility: Resource<ProjectRow> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}/accessibility', '/projects/{PROJECT_ID}/accessibility/{ACCESS_LEVEL}'],
  archive: true,
  offers: ['text/plain'],
  find: call => {
    const named = call.params['PROJECT_ID'] ?? ''
    const found = readableProject(call, named)
    if (found === undefined) throw failures.noProjectForAccess(named)
    return found
  },
  get: {
    id: 'getAccessibility',
    summary: 'Read who may see the project',
    responses: { 200: 'private, protected or public', 404: 'No such project' },
    handle: (call, { accessibility }) => text(accessibility, { mime: 'text/plain' })
  },
  put: {
    id: 'putAccessibility',
    summary: 'Set who may see the project',
    description: 'The level is compared exactly: any text but `public` and `protected` means private.',
    responses: { 200: 'The new level', 400: 'No level', 403: 'Not an owner', 404: 'No such project' },
    handle: (call, { id }) => {
      const level = call.params['ACCESS_LEVEL']
      if (level === undefined) throw failures.noAccessLevel()
      if (!call.store.access.ownsProject(call.viewer, id)) throw failures.forbidden()
      call.store.projects.setAccessibility(id, levelOf(level))
      return text(levelOf(level), { mime: 'text/plain' })
    }
  }
}

/** PermissionsServiceImpl.setDefaultAccessibility */
const levelOf = (level: string): Accessibility => level === 'public' || level === 'protected' ? level : 'private'

export function findProjectPlace (call: Call): ProjectPlace {
  const named = call.params['PROJECT_ID'] ?? ''
  return { named, project: readableProject(call, named) }
}

/** ProjectResource.handlePut */
function putProject (call: Call, { named, project }: ProjectPlace): Document {
  const { store, viewer, query } = call
  mayPut(call, named, project)
  const { item } = loadItem({ catalogue: call.catalogue, query, body: call.body, shortcuts: writable, defaultType: 'xnat:projectData' })
  if (item === undefined) throw failures.needPutContents()
  if (!item.type.isA('xnat:projectData')) return empty
  const id = item.values['ID'] === undefined ? project?.id ?? named : String(item.values['ID'])
  if (id.toLowerCase() !== named.toLowerCase() && project?.id !== id) throw failures.projectIdDiffers()
  if (!/^[A-Za-z0-9_-]+$/.test(id)) throw failures.badProjectId()
  item.values['ID'] = id
  if (project === undefined && store.projects.retired(id)) throw failures.projectIdRetired(id)
  if (project === undefined) nameLikeId(item, id)
  const clashes = store.projects.clashes(id, item)
  // an unreadable project is as good as none up to here, but its ID is taken
  if (project === undefined && store.projects.byId(id)) clashes.unshift({ kind: 'id', name: id })
  if (clashes.length > 0) throw failures.projectClashes(...clashes.map(clashText))
  if (validate(item).length > 0) throw failures.saveFailed()
  const level = query.get('accessibility')
  saved(() => store.projects.save(item, project, level === undefined ? 'protected' : levelOf(level), viewer))
  if (project === undefined) store.access.setRole(id, viewer.login, 'owner')
  else if (level !== undefined) store.projects.setAccessibility(id, levelOf(level))
  return empty
}

function mayPut ({ store, viewer, rest }: Call, named: string, project: ProjectRow | undefined): void {
  if (viewer.guest) throw failures.forbidden()
  if (project === undefined && !viewer.administrator && !store.preferences.read().uiAllowNonAdminProjectCreation) throw failures.mayNotCreateProjects(viewer.login)
  if (project === undefined && rest !== '') throw failures.attributeOfNoProject(rest.split('/', 1)[0] ?? '')
  if (project === undefined || store.access.ownsProject(viewer, project.id)) return
  if (store.access.role(viewer, project.id) === 'member') throw failures.memberMayNotEditProject()
  throw failures.mayNotEditProject(viewer.login, named)
}

/** BaseXnatProjectdata.initNewProject: names default to the ID. */
function nameLikeId ({ values }: Item, id: string): void {
  values['secondary_ID'] ??= id
  values['name'] ??= id
}

const clashNames: Readonly<Record<NameClash['kind'], string>> = { id: 'ID', title: 'Title', running: 'Running Title', alias: 'Alias' }

const clashText = ({ kind, name }: NameClash): string => `Invalid ${clashNames[kind]}: '${name}' is already being used.`
