import { buildInfo } from '../../../model/build-info.ts'
import { type Document, text } from '../../../model/document.ts'
import { escapeXml11 } from '../../../model/escape.ts'
import { namesIn } from '../../../http/template.ts'
import { type Endpoint, type XapiCall, json, xapi } from '../endpoint.ts'

/** An operation as Swagger 2 describes it. */
function operation ({ tag, id, summary, url, consumes, produces = 'application/json', query = {}, responses }: Endpoint) {
  return {
    tags: [tag],
    summary,
    operationId: id,
    ...(consumes && { consumes }),
    produces: [produces],
    parameters: [
      ...namesIn(url).map(name => ({ name, in: 'path', required: true, type: 'string' })),
      ...Object.entries(query).map(([name, description]) => ({ name, in: 'query', description, required: false, type: 'string' }))
    ],
    responses: Object.fromEntries(Object.entries(responses).map(([status, description]) => [status, { description }]))
  }
}

/** What this server has below /xapi: not XNAT's own words, nor what only XNAT has. */
function description (endpoints: readonly Endpoint[], host: string) {
  const described = endpoints.filter(({ missing, servlet }) => missing === undefined && servlet === undefined)
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of described) (paths[endpoint.url] ??= {})[endpoint.method.toLowerCase()] = operation(endpoint)
  return {
    swagger: '2.0',
    info: { title: 'XNAT REST API', version: buildInfo.version },
    host,
    basePath: xapi,
    tags: [...new Set(described.map(({ tag }) => tag))].sort().map(name => ({ name })),
    paths
  }
}

/** A page with a line for each operation; XNAT's is a program that runs in the browser. */
function page (endpoints: readonly Endpoint[]): Document {
  const lines = endpoints.filter(({ missing }) => missing === undefined)
    .map(({ method, url, summary, servlet = xapi }) => `<dt><code>${method} ${servlet}${url}</code></dt><dd>${escapeXml11(summary)}</dd>`)
  return text([
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="UTF-8"><title>XNAT REST API</title></head>',
    '<body><h1>XNAT REST API</h1><p><a href="v2/api-docs">As JSON</a></p>',
    `<dl>${lines.join('\n')}</dl>`,
    '</body></html>'
  ].join('\n'), { mime: 'text/html', headers: { 'accept-ranges': 'bytes', 'last-modified': 'Wed, 01 Jan 2025 00:00:00 GMT' } })
}

const described = { tag: 'description', method: 'GET', access: 'anyone' } as const

/** Springfox: what there is below /xapi. @param endpoints all that this server has beside these */
export const descriptionEndpoints = (endpoints: readonly Endpoint[]): readonly Endpoint[] => [
  {
    ...described,
    id: 'apiDocs',
    summary: 'Describe what this server has below /xapi (Swagger 2)',
    url: '/v2/api-docs',
    responses: { 200: 'A description' },
    handle: ({ host }: XapiCall) => json(description(endpoints, host))
  },
  {
    ...described,
    id: 'apiPage',
    summary: 'Read a page about what this server has below /xapi',
    url: '/swagger-ui.html',
    produces: 'text/html',
    responses: { 200: 'A page' },
    handle: () => page(endpoints)
  }
]
