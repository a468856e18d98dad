import Type from 'typebox'
import { siteOfServer } from '../plugins/site.ts'
import { coverageReport } from '../spaces/coverage/coverage-report.ts'
import { coveragePage, coverageText } from '../spaces/coverage/coverage-text.ts'
import { type ControlCall, operation } from './operation.ts'
import { Refusal } from '../failures/refusal.ts'

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
  missing: Type.Array(
    Type.Object({ operation: Type.String(), aspect: Type.String(), name: Type.String(), curl: Type.Optional(Type.String()) })
  ),
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

function getCoverage ({ space, spaces, query, request, reply }: ControlCall) {
  const report = coverageReport(spaces.coverage, request.server.operations.values(), space, siteOfServer(request))
  const format = query.get('format') ?? (/^text\/html/.test(request.headers.accept ?? '') ? 'html' : 'json')
  if (format === 'json') return report
  if (format === 'text') return reply.header('content-type', 'text/plain; charset=utf-8').send(coverageText(report))
  if (format === 'html') return reply.header('content-type', 'text/html; charset=utf-8').send(coveragePage(report))
  throw new Refusal(400, `the coverage cannot be written as '${format}'`, ['json', 'text', 'html'])
}
