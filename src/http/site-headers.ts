/** What every answer of XNAT has (Spring Security, with XNAT's settings). */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '1; mode=block',
  'x-frame-options': 'SAMEORIGIN',
  'content-security-policy': "frame-ancestors 'self'"
} as const

/**
 * What Restlet's answers have besides: its name is set where a request comes in (ServerServlet), the ranges where an answer
 * goes out (RangeFilter.afterHandle), which is not called for what is thrown.
 */
export const restletHeaders = { server: 'Noelios-Restlet-Engine/1.1.10', 'accept-ranges': 'bytes' } as const

/** What the container's own pages have (ErrorReportValve.report). */
export const containerHeaders = { 'content-type': 'text/html;charset=utf-8', 'content-language': 'en' } as const

/** What pages of XNAT's site have that must not be shown again (TurbineUtils.setNoCache). */
export const pageHeaders = {
  'content-type': 'text/html;charset=ISO-8859-1',
  'cache-control': 'no-store, no-cache, must-revalidate, max-age=0, post-check=0, pre-check=0'
} as const
