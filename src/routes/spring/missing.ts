import { failures } from '../../failures/index.ts'
import type { Access, Endpoint } from './endpoint.ts'
import { mayDo } from './data-access.ts'
import { selfOrAdmin } from './users.ts'

/** A feature of XNAT's below /xapi that this server does not have: what may be done at which address, and who may. */
interface Missing {
  readonly feature: string
  readonly access: keyof typeof accesses
  /** Methods and templates; an address alone is for GET. */
  readonly mappings: readonly string[]
}

/** XapiRequestMapping.restrictTo */
const accesses = {
  anyone: 'anyone',
  authenticated: 'authenticated',
  admin: 'admin',
  user: selfOrAdmin,
  read: mayDo('read'),
  edit: mayDo('edit'),
  delete: mayDo('delete')
} as const satisfies Readonly<Record<string, Access>>

const missing: readonly Missing[] = [
  { feature: 'anonymization', access: 'authenticated', mappings: ['GET /anonymize/default', 'GET /anonymize/site', 'GET /anonymize/site/enabled'] },
  { feature: 'anonymization', access: 'admin', mappings: ['PUT /anonymize/site', 'PUT /anonymize/site/enabled'] },
  { feature: 'anonymization', access: 'read', mappings: ['GET /anonymize/projects/{projectId}', 'GET /anonymize/projects/{projectId}/enabled'] },
  { feature: 'anonymization', access: 'delete', mappings: ['PUT /anonymize/projects/{projectId}', 'PUT /anonymize/projects/{projectId}/enabled'] },
  { feature: 'processors of received files', access: 'authenticated', mappings: ['GET /processors/site/canRemap/receiver/{aeAndPort}'] },
  { feature: "the archive's own services", access: 'anyone', mappings: ['PUT /archive/catalogs/refresh', 'PUT /archive/catalogs/refresh/{operations}'] },
  { feature: "the archive's own services", access: 'authenticated', mappings: ['PUT /archive/upload/xml', 'POST /archive/upload/xml'] },
  { feature: 'computing', access: 'admin', mappings: ['GET /compute/environments/{id}', 'POST /compute/environments', 'PUT /compute/environments/{id}', 'DELETE /compute/environments/{id}', 'GET /compute/constraints/{id}', 'POST /compute/constraints', 'PUT /compute/constraints/{id}', 'DELETE /compute/constraints/{id}', 'GET /compute/hardware/{id}', 'POST /compute/hardware', 'PUT /compute/hardware/{id}', 'DELETE /compute/hardware/{id}'] },
  { feature: 'custom forms', access: 'anyone', mappings: ['POST /customforms/displayfields/reload', 'POST /customforms/optin/{rowId}', 'POST /customforms/optout/{formId}', 'GET /customforms/hasdata/{rowId}'] },
  { feature: 'custom forms', access: 'admin', mappings: ['PUT /customforms/save', 'POST /customforms/enable', 'POST /customforms/formId/{formId}', 'POST /customforms/promote', 'POST /customforms/disable', 'DELETE /customforms'] },
  { feature: 'direct archiving', access: 'anyone', mappings: ['POST /direct-archive', 'DELETE /direct-archive/{id}', 'POST /direct-archive/{project}/{tag}/{name}'] },
  { feature: 'direct archiving', access: 'read', mappings: ['GET /direct-archive/{project}/{tag}/{name}'] },
  { feature: 'event handlers', access: 'edit', mappings: ['GET /projects/{projectId}/eventHandlers/automationEventClasses'] },
  { feature: 'event handlers', access: 'admin', mappings: ['GET /eventHandlers/automationEventClasses'] },
  { feature: 'event handlers', access: 'anyone', mappings: ['GET /eventHandlers/{triggerId}'] },
  { feature: 'the event service', access: 'admin', mappings: ['GET /events/subscription/filter', 'GET /events/event/properties'] },
  { feature: 'the event service', access: 'authenticated', mappings: ['POST /events/subscription/filter/validate'] },
  { feature: 'changing investigators', access: 'anyone', mappings: ['POST /investigators', 'PUT /investigators/{investigatorId}', 'DELETE /investigators/{investigatorId}'] },
  { feature: 'custom variables of old', access: 'admin', mappings: ['POST /legacycustomvariable/migratetoformio/{field_definition_id}'] },
  { feature: 'pipelines', access: 'admin', mappings: ['POST /pipelines', 'PUT /pipelines/autoRun/overrides'] },
  { feature: 'pipelines', access: 'authenticated', mappings: ['GET /pipelines/project/{projectId}', 'GET /pipelines/parameters'] },
  { feature: 'pipelines', access: 'edit', mappings: ['POST /pipelines/launch/{pipelineNameOrStep}', 'POST /pipelines/terminate/{pipelineNameOrStep}/project/{projectId}', 'PUT /pipelines/autoRun', 'POST /pipelines/autoRun', 'PUT /pipelines/autoRun/projects/{projectId}', 'POST /pipelines/autoRun/projects/{projectId}'] },
  { feature: 'pipelines', access: 'read', mappings: ['GET /pipelines/autoRun/projects/{projectId}'] },
  { feature: 'surveys of resources', access: 'delete', mappings: ['POST /resources/survey/project/{projectId}', 'GET /resources/survey/project/{projectId}/{status}', 'DELETE /resources/survey/project/{projectId}', 'GET /resources/survey/project/{projectId}/status', 'GET /resources/survey/report/download', 'GET /resources/survey/project/{projectId}/report/summary', 'GET /resources/survey/report/summary', 'GET /resources/survey/project/{projectId}/report', 'POST /resources/mitigate/project/{projectId}', 'GET /resources/mitigate/project/{projectId}/report'] },
  { feature: 'surveys of resources', access: 'anyone', mappings: ['POST /resources/survey/resource/{resourceId}', 'GET /resources/survey/project/{projectId}', 'GET /resources/survey/resource/{resourceId}', 'GET /resources/survey/request/{requestId}', 'DELETE /resources/survey/request/{requestId}', 'DELETE /resources/survey/request', 'DELETE /resources/survey/resource/{resourceId}', 'DELETE /resources/survey/resource', 'POST /resources/survey/resource/status', 'GET /resources/survey/resource/{resourceId}/status', 'GET /resources/survey/request/{requestId}/status', 'GET /resources/survey/resource/{resourceId}/report', 'GET /resources/survey/request/{requestId}/report', 'DELETE /resources/survey/resource/{resourceId}/report', 'DELETE /resources/survey/request/{requestId}/report', 'POST /resources/mitigate/resource/{resourceId}', 'POST /resources/mitigate/resources', 'POST /resources/mitigate/resources/csv', 'POST /resources/mitigate/request/{requestId}', 'GET /resources/mitigate/resource/{resourceId}/report', 'GET /resources/mitigate/request/{requestId}/report'] }
]

/** Who may not do it at XNAT may not do it here; everybody else gets 501. */
export const missingEndpoints: readonly Endpoint[] = missing.flatMap(({ feature, access, mappings }) => mappings.map(mapping => {
  const [method = '', url = ''] = mapping.split(' ')
  return {
    tag: 'missing',
    id: mapping,
    summary: `${feature}: not in this server`,
    method: method as Endpoint['method'],
    url,
    access: accesses[access],
    missing: feature,
    responses: { 501: 'This server does not have it' },
    handle: () => { throw failures.notImplementedInXapi(feature) }
  }
}))
