import type { Document } from '../../../model/document.ts'
import { bodyText } from '../../../entity/body.ts'
import { failures } from '../../../failures/index.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { type Endpoint, type XapiCall, json } from '../endpoint.ts'
import { creatable } from './element-displays.ts'

/** CustomFormUserXapiAuthorization */
export const managesForms = ({ viewer, store }: XapiCall): boolean =>
  !viewer.guest && (viewer.administrator || store.users.roles(viewer.login).includes('CustomFormManager'))

/** A row of RoleBasedDataAccessApi's SQL. */
function described ({ store }: XapiCall, row: ProjectRow): Record<string, unknown> {
  const { values, children } = store.projects.item(row)
  const { firstname, lastname } = children['PI']?.[0]?.values ?? {}
  return {
    id: row.id,
    name: values['name'] ?? null,
    description: values['description'] ?? null,
    secondary_id: values['secondary_ID'] ?? null,
    investigator: firstname === undefined || lastname === undefined ? null : `${firstname} ${lastname}`
  }
}

const allProjects = (call: XapiCall): ProjectRow[] => call.store.projects.visible({ ...call.viewer, administrator: true })

/** RoleBasedDataAccessApi.getSelectedProjects: IDs separated by commas. */
function selected (call: XapiCall): Document {
  if (call.body === undefined) {
    const method = 'public java.util.List<java.util.Map<java.lang.String, java.lang.Object>> ' +
      'org.nrg.xnat.customforms.api.RoleBasedDataAccessApi.getSelectedProjects(java.lang.String) throws ' +
      'org.nrg.xdat.security.user.exceptions.UserInitException,org.nrg.xdat.security.user.exceptions.UserNotFoundException'
    throw failures.unreadableBody(`Required request body is missing: ${method}`)
  }
  const ids = bodyText(call.body).split(/\s*,\s*/)
  return json(allProjects(call).filter(({ id }) => ids.includes(id)).map(row => described(call, row)))
}

const refused = { 403: 'Neither an administrator nor a manager of custom forms' }

/** RoleBasedDataAccessApi */
export const roleEndpoints: readonly Endpoint[] = [
  {
    tag: 'access',
    id: 'creatableTypes',
    summary: 'List the data types that the site\'s administrator may create',
    method: 'GET',
    url: '/role/displays/createable',
    access: 'anyone',
    responses: { 200: 'A list of types' },
    handle: creatable
  },
  {
    tag: 'access',
    id: 'allProjects',
    summary: 'List all projects, for those who manage custom forms',
    method: 'GET',
    url: '/role/projects',
    access: managesForms,
    responses: { 200: 'A list of projects', ...refused },
    handle: call => json(allProjects(call).map(row => described(call, row)))
  },
  {
    tag: 'access',
    id: 'projectsByID',
    summary: 'List the projects whose IDs are in the body, separated by commas',
    method: 'POST',
    url: '/role/projectsById',
    access: managesForms,
    consumes: ['text/plain'],
    responses: { 200: 'A list of those that there are', ...refused },
    handle: selected
  }
]
