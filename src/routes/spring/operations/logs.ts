import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { loggingElements } from '../../../model/tools/logging.ts'
import { type Endpoint, type XapiCall, json, objectBody } from '../endpoint.ts'

const primary = 'primary'

/** A zip that has nothing in it: its end of central directory. */
const emptyZip = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])

/** LoggingApi.downloadLogFiles: this server writes no log files. */
function download ({ now }: XapiCall): Document {
  return {
    kind: 'stream',
    mime: 'application/zip',
    open: async function * () { yield emptyZip },
    headers: { 'content-disposition': `attachment; filename="xnat-logs-${now()}.zip"` }
  }
}

/** LoggingService.getConfigurationResource. What this server writes to its log does not go by a document of logback's. */
function configuration ({ params: { resourceId = '' } }: XapiCall): Document {
  if (resourceId !== primary) throw failures.noSuchThing(`The requested resource does not exist: ${resourceId}`)
  return {
    kind: 'text',
    text: '<?xml version="1.0" encoding="UTF-8"?>\n<configuration/>\n',
    mime: 'application/xml;charset=ISO-8859-1'
  }
}

const administered = { tag: 'operations', access: 'admin' } as const
const refused = { 403: 'Not an administrator' }
const zip = { ...administered, produces: 'application/zip' } as const

/** LoggingApi */
export const logEndpoints: readonly Endpoint[] = [
  {
    ...administered,
    id: 'resetLogs',
    summary: 'Have the documents of logging read again: there is one',
    method: 'POST',
    url: '/logs/reset',
    responses: { 200: 'A list of what was read', ...refused },
    handle: () => json(['file:/usr/local/tomcat/webapps/ROOT/WEB-INF/classes/logback.xml'])
  },
  {
    ...administered,
    id: 'logConfigurations',
    summary: 'List the documents by which XNAT logs',
    method: 'GET',
    url: '/logs/configs',
    responses: { 200: 'A map of addresses', ...refused },
    handle: () => json({ [primary]: 'file:/usr/local/tomcat/webapps/ROOT/WEB-INF/classes/logback.xml' })
  },
  {
    ...administered,
    id: 'logConfiguration',
    summary: 'Read a document by which XNAT logs: an empty one',
    method: 'GET',
    url: '/logs/configs/{resourceId}',
    produces: 'application/xml',
    responses: { 200: 'The document', ...refused, 404: 'No such document' },
    handle: configuration
  },
  {
    ...administered,
    id: 'logElements',
    summary: 'List what is logged, and where to',
    method: 'GET',
    url: '/logs/elements',
    responses: { 200: 'Two lists', ...refused },
    handle: () => json(loggingElements)
  },
  {
    ...zip,
    id: 'downloadLogs',
    summary: 'Download all log files: none',
    method: 'GET',
    url: '/logs/download',
    responses: { 200: 'An empty zip', ...refused },
    handle: download
  },
  {
    ...zip,
    id: 'downloadNamedLogs',
    summary: 'Download log files whose names fit: none',
    method: 'GET',
    url: '/logs/download/{logFileSpec}',
    responses: { 200: 'An empty zip', ...refused },
    handle: download
  },
  ...(['POST', 'PUT'] as const).map((method): Endpoint => ({
    ...zip,
    id: `${method.toLowerCase()}LogDownload`,
    summary: 'Download log files of a folder: none',
    method,
    url: '/logs/download',
    consumes: ['application/json'],
    responses: { 200: 'An empty zip', ...refused, 500: 'No map' },
    handle: call => {
      objectBody(call, {
        method: 'public org.springframework.http.ResponseEntity<org.springframework.web.servlet.mvc.method.annotation.' +
          'StreamingResponseBody> org.nrg.xapi.rest.settings.LoggingApi.downloadLogFiles' +
          '(java.util.Map<java.lang.String, java.lang.String>) throws java.io.IOException',
        type: 'java.util.LinkedHashMap<java.lang.String,java.lang.String>'
      })
      return download(call)
    }
  }))
]
