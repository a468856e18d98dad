/** By whom a path is refused: Spring Security's firewall, or the container, of which this is the message. */
export type RefusedPath = 'firewall' | `Invalid URI${string}`

/**
 * What keeps a path from every servlet: first the container decodes it, then the firewall looks at it.
 * @param path as the client wrote it, with the context path.
 */
export function refusalOf (path: string): RefusedPath | undefined {
  return plain.test(path) ? undefined : undecodable(path.replace(/;[^/]*/g, '')) ?? rejected(path)
}

/** Most paths have nothing that anybody looks at. */
const plain = /^(?:\/[\w~!$&'()*+,=:@-][\w.~!$&'()*+,=:@-]*)+\/?$/

/** CoyoteAdapter.postParseRequest, without parameters of the path: UDecoder.convert, then normalize. */
function undecodable (path: string): RefusedPath | undefined {
  for (let at = path.indexOf('%'); at !== -1; at = path.indexOf('%', at + 3)) {
    if (at + 2 >= path.length) return 'Invalid URI: [End of file (EOF)]'
    const digits = path.slice(at + 1, at + 3)
    if (!/^[\da-f]{2}$/i.test(digits)) return 'Invalid URI: [The hexadecimal encoding is invalid]'
    if (/^2f$/i.test(digits)) return 'Invalid URI: [The encoded slash character is not allowed]'
  }
  return /%00|%5c|\\/i.test(path) || leavesRoot(path) ? 'Invalid URI' : undefined
}

function leavesRoot (path: string): boolean {
  let depth = 0
  for (const segment of path.replace(/%2e/gi, '.').split('/')) {
    depth += segment === '..' ? -1 : segment === '.' || segment === '' ? 0 : 1
    if (depth < 0) return true
  }
  return false
}

/** StrictHttpFirewall: encoded characters that could mean something else later, and paths that are not normal. */
const rejected = (path: string): RefusedPath | undefined =>
  /;|%3b|%25|%2e|\/\/|\/\.{1,2}(?:\/|$)/i.test(path) ? 'firewall' : undefined
