import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { type Endpoint, type XapiCall, empty204, emptyStatus, objectBody } from '../endpoint.ts'

type Wanted = Readonly<Record<string, unknown>>

const wanted = (call: XapiCall, method: string): Wanted => objectBody(call, {
  method: `public ${method}(java.util.Map<java.lang.String, java.util.List<java.lang.String>>) throws ` +
    'org.nrg.xapi.exceptions.InsufficientPrivilegesException,org.nrg.xapi.exceptions.NoContentException',
  type: 'java.util.LinkedHashMap<java.lang.String,java.util.List<java.lang.String>>'
})

/** AbstractXapiAuthorization.getAnnotatedParameters: the projects that the map names. @throws requestFailed for none */
function projectsIn (map: Wanted, method: string): string[] {
  const named = ['projects', 'projectIds', 'project', 'projectId'].map(name => map[name]).find(value => value !== undefined)
  if (named === undefined) {
    throw failures.requestFailed('Found parameter at index 0 annotated with @Project for the method ' +
      `org.nrg.xapi.rest.data.CatalogApi.${method}() but the annotated parameter is not a String, List of strings, ` +
      'or a map containing a key named project or projects.')
  }
  return [named].flat().map(String)
}

/** Whether one may read all projects that a body names. @throws noSuchThing, to an administrator, for those that there are not */
const mayReadAll = (method: string, signature: string) => (call: XapiCall): boolean => {
  const { store, viewer } = call
  const projects = projectsIn(wanted(call, signature), method)
  const missing = projects.filter(project => store.projects.byId(project) === undefined)
  if (missing.length > 0 && viewer.administrator) throw failures.noSuchThing(`The following item(s) don't exist: ${missing.join(', ')}`)
  return missing.length === 0 && projects.every(project => store.access.can(viewer, 'read', project))
}

/** CatalogApi.validateResourceRequest; what it would make is not in this server. */
const make = (signature: string) => (call: XapiCall): Document => {
  if (wanted(call, signature)['sessions'] === undefined) return empty204
  throw failures.notImplementedInXapi('downloading several sessions at once')
}

const kinds = [
  ['download', 'createDownloadSessionsCatalog', 'java.lang.String', 'application/xml'],
  ['downloadwithsize', 'createDownloadSessionsCatalogWithSize', 'java.util.Map<java.lang.String, java.lang.String>', 'application/json']
] as const

const documents = [['', 'application/xml'], ['/xml', 'application/xml'], ['/zip', 'application/zip'], ['/test', 'application/zip']] as const

/** The downloads of CatalogApi, of which none is ever made: whoever asks for one is refused, as for another user's. */
export const downloadEndpoints: readonly Endpoint[] = [
  ...kinds.map(([url, method, type, produces]): Endpoint => {
    const signature = `${type} org.nrg.xapi.rest.data.CatalogApi.${method}`
    return {
      tag: 'downloads',
      id: method,
      summary: 'Have files of several sessions made ready for a download: not in this server',
      method: 'POST',
      url: `/archive/${url}`,
      access: mayReadAll(method, signature),
      consumes: ['application/json'],
      produces,
      responses: {
        204: 'No sessions named',
        403: 'A project that one may not read',
        500: 'No projects named',
        501: 'This server does not have it'
      },
      handle: make(signature)
    }
  }),
  ...documents.map(([part, produces]): Endpoint => ({
    tag: 'downloads',
    id: `download${part.slice(1)}`,
    summary: 'Read a download that was made ready: there is none',
    method: 'GET',
    url: `/archive/download/{catalogId}${part}`,
    access: 'anyone',
    produces,
    responses: { 403: 'No such download of one\'s own' },
    handle: () => emptyStatus(403)
  }))
]
