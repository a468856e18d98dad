import { failures } from '../../../failures/index.ts'
import { text } from '../../../model/document.ts'
import type { Accessibility } from '../../../store/accounts/access.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { readableProject } from '../items/lookup.ts'
import type { Call, Resource } from '../resource.ts'

const mime = 'text/plain;charset=ISO-8859-1'

/** ProjectAccessibilityResource: whether others may see the project. */
export const accessibility: Resource<ProjectRow> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}/accessibility', '/projects/{PROJECT_ID}/accessibility/{ACCESS_LEVEL}'],
  archive: true,
  offers: ['text/plain'],
  find: findProject,
  get: {
    id: 'getAccessibility',
    summary: 'Read who may see the project',
    responses: { 200: 'private, protected or public', 404: 'No such project' },
    handle: (call, { accessibility }) => text(accessibility, { mime })
  },
  put: {
    id: 'putAccessibility',
    summary: 'Set who may see the project',
    description: 'The level is compared exactly: any text but `public` and `protected` means private.',
    responses: {
      200: 'The new level',
      400: 'No level',
      403: 'Not an owner, or a site without projects that others see',
      404: 'No such project'
    },
    handle: (call, { id }) => {
      const { store, viewer, params } = call
      if (!store.access.ownsProject(viewer, id) || !store.preferences.read().securityAllowNonPrivateProjects) throw failures.forbidden()
      const level = levelOf(params['ACCESS_LEVEL'] ?? '')
      store.projects.setAccessibility(id, level)
      return text(level, { mime })
    }
  }
}

/** PermissionsServiceImpl.setDefaultAccessibility */
export const levelOf = (level: string): Accessibility => level === 'public' || level === 'protected' ? level : 'private'

function findProject (call: Call): ProjectRow {
  const { PROJECT_ID: idOrAlias = '', ACCESS_LEVEL: level } = call.params
  if (level === undefined && call.method === 'PUT') throw failures.noAccessLevel()
  const found = readableProject(call, idOrAlias)
  if (found === undefined) throw failures.noProjectForAccess(idOrAlias)
  return found
}
