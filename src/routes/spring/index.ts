import type { FastifyInstance } from 'fastify'
import { accessEndpoints } from './permissions/access.ts'
import { attachEndpoints } from './dispatch.ts'
import { eventEndpoints } from './events/event-service.ts'
import { eventTrackingEndpoints } from './events/event-tracking.ts'
import { customFieldEndpoints } from './fields/custom-fields.ts'
import { missingEndpoints } from './missing.ts'
import type { Endpoint } from './endpoint.ts'
import { descriptionEndpoints } from './operations/api-docs.ts'
import { downloadEndpoints } from './operations/downloads.ts'
import { freshSiteEndpoints } from './operations/fresh-site.ts'
import { logEndpoints } from './operations/logs.ts'
import { siteOperationEndpoints } from './operations/site-operations.ts'
import { themeEndpoints } from './operations/themes.ts'
import { permissionEndpoints } from './permissions/permissions.ts'
import { roleEndpoints } from './permissions/role.ts'
import { operationEndpoints } from './preferences/async.ts'
import { notificationEndpoints } from './preferences/notifications.ts'
import { preferenceEndpoints } from './preferences/prefs.ts'
import { mailServerEndpoints } from './preferences/smtp.ts'
import { processorEndpoints } from './receivers/processors.ts'
import { receiverEndpoints } from './receivers/receivers.ts'
import { schemaEndpoints } from './schemas.ts'
import { siteConfigEndpoints } from './site-config.ts'
import { siteEndpoints } from './site.ts'
import { snapshotEndpoints } from './snapshots/endpoints.ts'
import { dataTypeEndpoints } from './types/data-types.ts'
import { userGroupEndpoints } from './user-groups.ts'
import { userLoginEndpoints } from './user-logins.ts'
import { userRoleEndpoints } from './user-roles.ts'
import { userSessionEndpoints } from './user-sessions.ts'
import { userEndpoints } from './users.ts'

const described: readonly Endpoint[] = [
  ...schemaEndpoints,
  ...dataTypeEndpoints,
  ...siteEndpoints,
  ...siteConfigEndpoints,
  ...userEndpoints,
  ...userSessionEndpoints,
  ...userLoginEndpoints,
  ...userRoleEndpoints,
  ...userGroupEndpoints,
  ...accessEndpoints,
  ...snapshotEndpoints,
  ...customFieldEndpoints,
  ...permissionEndpoints,
  ...roleEndpoints,
  ...preferenceEndpoints,
  ...operationEndpoints,
  ...notificationEndpoints,
  ...mailServerEndpoints,
  ...logEndpoints,
  ...themeEndpoints,
  ...siteOperationEndpoints,
  ...eventEndpoints,
  ...eventTrackingEndpoints,
  ...receiverEndpoints,
  ...processorEndpoints,
  ...freshSiteEndpoints,
  ...downloadEndpoints,
  ...missingEndpoints
]

export const endpoints: readonly Endpoint[] = [...described, ...descriptionEndpoints(described)]

/** Everything that Spring serves in XNAT. */
export function attachXapi (app: FastifyInstance): void {
  attachEndpoints(app, endpoints)
}
