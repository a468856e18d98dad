import type { Document } from '../../../model/document.ts'
import { type Endpoint, type XapiCall, empty204, json } from '../endpoint.ts'
import { groupPermissions } from './group-permissions.ts'

/** DefaultGroupsAndPermissionsCache.getInitializationStatus, of a cache that was ready at once. */
function cacheStatus ({ store, now }: XapiCall): Document {
  const groups = store.records.list('project').flatMap(({ id }) => ['owner', 'member', 'collaborator'].map(role => `${String(id)}_${role}`))
  const processed = ['ALL_DATA_ADMIN', 'ALL_DATA_ACCESS', ...groups]
  const duration = 'P0Y0M0DT0H0M0.000S'
  const [year = '', month = '', day = ''] = new Date(now()).toISOString().slice(2, 10).split('-')
  const date = `${Number(month)}/${Number(day)}/${year}`
  return json({
    duration,
    processed: processed.join(', '),
    processedCount: String(processed.length),
    start: date,
    completed: date,
    message: `Cache initialization is complete. Processed ${processed.length} groups in ${duration}`
  })
}

const administered = { tag: 'access', access: 'admin' } as const

/** DataAccessApi: what only administrators may see. */
export const permissionEndpoints: readonly Endpoint[] = [
  {
    ...administered,
    id: 'cacheStatus',
    summary: 'Return how far XNAT has read the rights of all groups: always all of them',
    method: 'GET',
    url: '/access/cache/status',
    responses: { 200: 'A map of texts', 403: 'Not an administrator' },
    handle: cacheStatus
  },
  {
    ...administered,
    id: 'groupPermissions',
    summary: 'List what each group of a project may do, by the fields that say so',
    method: 'GET',
    url: '/access/permissions/group/{projectId}',
    responses: { 200: 'A list of groups and rights; empty for no project', 403: 'Not an administrator' },
    handle: ({ store, params }) => json(groupPermissions(store, params['projectId'] ?? ''))
  },
  {
    ...administered,
    id: 'irregularPermissions',
    summary: 'List groups of projects whose rights are not those that XNAT gives them: none',
    method: 'GET',
    url: '/access/permissions/irregular/find',
    responses: { 200: 'An empty list', 403: 'Not an administrator' },
    handle: () => json([])
  },
  {
    ...administered,
    id: 'mendPermissions',
    summary: 'Give groups of projects their usual rights again; here they always have them',
    method: 'POST',
    url: '/access/permissions/irregular/fix',
    answers: [],
    responses: { 204: 'Nothing to do', 403: 'Not an administrator' },
    handle: () => empty204
  },
  {
    ...administered,
    id: 'displaysModifiedOfUser',
    summary: 'Return when the types that a user may see changed last',
    method: 'GET',
    url: '/access/{username}/displays/modified',
    responses: { 200: 'Epoch milliseconds', 403: 'Not an administrator' },
    handle: ({ store, params, now }) => json(store.users.find(params['username'] ?? '')?.modified ?? now())
  }
]
