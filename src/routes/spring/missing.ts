/** A feature of XNAT's below /xapi that this server does not have. */
interface Missing {
  readonly base: string
  readonly feature: string
  /** What XNAT has below the base, as templates: `''` is the base itself. Without them it has the base and whatever is below. */
  readonly parts?: readonly string[]
}

export const missing: readonly Missing[] = [
  { base: 'anonymize', feature: 'anonymization', parts: ['default', 'site/**', 'projects/{projectId}/**'] },
  { base: 'archive', feature: "the archive's own services", parts: ['catalogs/**', 'download/**', 'downloadwithsize', 'upload/**'] },
  { base: 'asyncOps', feature: 'asynchronous operations' },
  { base: 'automation', feature: 'automation' },
  { base: 'compute', feature: 'computing', parts: ['environments/**', 'constraints/**', 'hardware/**'] },
  { base: 'custom-fields', feature: 'custom fields', parts: ['{level}/**'] },
  { base: 'customforms', feature: 'custom forms' },
  { base: 'dicom', feature: 'DICOM transactions', parts: ['{id}/**'] },
  { base: 'dicomscp', feature: 'DICOM receivers' },
  { base: 'direct-archive', feature: 'direct archiving' },
  { base: 'eventHandlers', feature: 'event handlers', parts: ['{triggerId}'] },
  { base: 'event_tracking', feature: 'event tracking', parts: ['{key}/**'] },
  { base: 'legacycustomvariable', feature: 'custom variables of old' },
  { base: 'logs', feature: 'logging', parts: ['reset', 'configs/**', 'elements', 'download/**'] },
  { base: 'notifications', feature: 'notifications' },
  { base: 'pipelines', feature: 'pipelines' },
  { base: 'prefs', feature: 'preferences of tools', parts: ['', 'ini/**', 'props/{toolId}/**'] },
  { base: 'processors', feature: 'processors of received files', parts: ['classes', 'site/**'] },
  { base: 'projects', feature: 'event handlers of projects', parts: ['{projectId}/eventHandlers/**', '{projectId}/events/**'] },
  { base: 'resources', feature: 'surveys of resources', parts: ['survey/**', 'mitigate/**'] },
  { base: 'role', feature: 'access by role', parts: ['displays/**', 'projects', 'projectsById'] },
  { base: 'spawner', feature: 'the spawner', parts: ['{part}/**'] },
  { base: 'themes', feature: 'themes', parts: ['', 'current', 'role/{role}', 'theme/{theme}'] },
  { base: 'totalCounts', feature: 'total counts', parts: ['reset'] },
  { base: 'users/authDetails', feature: 'ways to log in', parts: ['{username}'] },
  { base: 'users/authProviders', feature: 'ways to log in', parts: [''] },
  { base: 'users/changeRequest', feature: 'requests for changes', parts: ['{type}'] },
  { base: 'xnatTask', feature: 'tasks', parts: ['checkNodeConfigurationStatus', 'taskList'] },
  { base: 'schemas/datatypes/elements', feature: 'definitions of data types' }
]
