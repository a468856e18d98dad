import type { FastifyReply } from 'fastify'

/**
 * What XNAT writes into its pages without escaping it stays text under this policy: no script runs, nothing but the site's
 * stylesheet is loaded, and nothing is sent. The last part is all that XNAT itself says.
 */
const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** The media type of an answer, and the policy where it is a page. A page with scripts or forms of its own sets its policy afterwards. */
export function guardPage (reply: FastifyReply, mime: string): void {
  reply.header('content-type', mime)
  if (mime.startsWith('text/html')) reply.header('content-security-policy', policy)
}

/** The same for a file that somebody has uploaded, where a browser would run what stands in it. */
export function guardFile (reply: FastifyReply, mime: string): void {
  reply.header('content-type', mime)
  if (/html|xml|svg/i.test(mime)) reply.header('content-security-policy', policy)
}
