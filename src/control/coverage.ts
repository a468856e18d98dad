import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { siteOfServer } from '../plugins/site.ts'
import type { Space } from '../spaces/space.ts'
import { guest } from '../store/viewer.ts'
import type { Place } from './coverage-lines.ts'
import { type CoverageReport, reportOf } from './coverage-report.ts'
import { coveragePage, coverageText } from './coverage-text.ts'
import { type ControlCall, Refusal, operation } from './operation.ts'

const way = Type.Object({ name: Type.String(), requests: Type.Integer() })
const ways = Type.Array(way)

const report = Type.Object({
  covered: Type.Integer({ description: 'ways that were used' }),
  total: Type.Integer({ description: 'ways that there are' }),
  operations: Type.Array(Type.Object({
    id: Type.String(),
    method: Type.String(),
    summary: Type.String(),
    requests: Type.Integer(),
    covered: Type.Integer(),
    total: Type.Integer(),
    addresses: ways,
    parameters: ways,
    formats: ways,
    bodies: ways,
    refusals: ways
  })),
  missing: Type.Array(Type.Object({ operation: Type.String(), aspect: Type.String(), name: Type.String(), curl: Type.Optional(Type.String()) })),
  others: Type.Record(Type.String(), Type.Integer(), { description: 'requests to other operations' })
}, { title: 'Coverage' })

export const coverageOperations = [
  operation({
    id: 'getCoverage',
    summary: 'Which addresses, parameters, formats, bodies and refusals of the scan endpoints have been used, in all spaces together',
    method: 'GET',
    url: '/coverage',
    query: { format: 'json, text or html' },
    result: report,
    responses: { 200: 'The report, with what is missing as curl lines', 400: 'Another format' },
    run: getCoverage
  }),
  operation({
    id: 'deleteCoverage',
    summary: 'Begin the coverage anew',
    method: 'DELETE',
    url: '/coverage',
    result: Type.Object({}),
    responses: { 200: 'Forgotten' },
    run: ({ spaces }) => {
      spaces.coverage.clear()
      return {}
    }
  })
]

function getCoverage ({ space, query, request, reply }: ControlCall) {
  const report = coverageReport(request.server, space, siteOfServer(request))
  const format = query.get('format') ?? (/^text\/html/.test(request.headers.accept ?? '') ? 'html' : 'json')
  if (format === 'json') return report
  if (format === 'text') return reply.header('content-type', 'text/plain; charset=utf-8').send(coverageText(report))
  if (format === 'html') return reply.header('content-type', 'text/html; charset=utf-8').send(coveragePage(report))
  throw new Refusal(400, `the coverage cannot be told as '${format}'`, ['json', 'text', 'html'])
}

/** @param site scheme and authority that the lines of the report name. */
export const coverageReport = (app: FastifyInstance, space: Space, site: string): CoverageReport =>
  reportOf(app.spaces.coverage, app.operations.values(), placeIn(space, site))

/** A session with a scan, and another project. */
function placeIn ({ store, basePath }: Space, site: string): Place {
  const everything = { ...guest, login: 'admin', administrator: true, guest: false }
  const ids = store.experiments.names(undefined).map(({ name }) => name)
  const session = store.experiments.byId(ids.find(id => store.scans.names(id).length > 0) ?? '')
  const subject = session?.subject === undefined || session.subject === null ? undefined : store.subjects.byId(session.subject)
  return {
    site: site + basePath,
    project: session?.project ?? 'PROJECT',
    subject: subject?.label ?? 'SUBJECT',
    session: session?.label ?? 'SESSION',
    sessionId: session?.id ?? '',
    scan: session === undefined ? 'SCAN' : store.scans.names(session.id)[0] ?? 'SCAN',
    other: store.projects.visible(everything).find(({ id }) => id !== session?.project)?.id ?? 'OTHER'
  }
}
