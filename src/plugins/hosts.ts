import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { failures } from '../failures/index.ts'

/** What a Host header may be: a name or an address, and a port (org.apache.tomcat.util.http.parser.Host). */
const wellFormed = /^(?:[\w.~-]*|\[[\da-f:.]+\])(?::\d{0,5})?$/i

/**
 * Names that no stranger can make lead here, because nobody sells them: addresses, names without a dot such as a
 * container's, and the domains that stand for what is near.
 */
const near = /^(?:[^.]*|\d+\.\d+\.\d+\.\d+|.*\.(?:localhost|local|internal|lan|home\.arpa|test|example|invalid))$/i

/**
 * Refuses requests in an unknown coding and those whose Host header is missing, doubled or no host, as Tomcat does
 * (Http11Processor.prepareRequest), and, where the list is given, those for a name that is not allowed: a page of a
 * stranger's site can have its own name lead here, and would then be let in as one of ours.
 * @param allowed names beside the near ones; `.example.org` stands for all below it, `*` for any. Without it all are.
 */
export default fp<{ allowed: readonly string[] | undefined }>(async (app, { allowed }) => {
  app.addHook('onRequest', function refuseHosts (request, reply, done) {
    // the parser finds out only after the request has begun, and would refuse what is then done
    if (!/^(?:chunked)?$/i.test(request.headers['transfer-encoding'] ?? '')) throw failures.unknownCoding()
    const host = hostOf(request)
    if (host === undefined || !wellFormed.test(host)) throw failures.badHost()
    if (allowed !== undefined && !isAllowed(host, allowed)) throw failures.strangeHost()
    done()
  })
}, { name: 'hosts' })

/** The one Host header; HTTP/1.0 needs none. */
function hostOf ({ raw }: FastifyRequest): string | undefined {
  const { headers, rawHeaders, httpVersion } = raw
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === 'host') hosts++
  if (hosts > 1) return undefined
  return headers.host ?? (httpVersion === '1.0' ? '' : undefined)
}

function isAllowed (host: string, allowed: readonly string[]): boolean {
  const name = host.replace(/:\d*$/, '').toLowerCase()
  return (
    name.startsWith('[') ||
    near.test(name) ||
    allowed.some(one => one === '*' || (one.startsWith('.') ? name.endsWith(one) || name === one.slice(1) : name === one))
  )
}
