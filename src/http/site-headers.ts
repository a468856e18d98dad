/** What every answer of XNAT has (Spring Security, with XNAT's settings). */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '1; mode=block',
  'x-frame-options': 'SAMEORIGIN',
  'content-security-policy': "frame-ancestors 'self'"
} as const

/** What Restlet's answers have besides. */
export const restletHeaders = { server: 'Noelios-Restlet-Engine/1.1.10', 'accept-ranges': 'bytes' } as const
