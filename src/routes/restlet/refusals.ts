/** What the coverage of a client's tests reports alike of several operations: by which rules they refuse, and in which forms they speak. */

/** By these every resource refuses. */
export const everywhere = ['badCredentials', 'loginRequired', 'malformedQuery'] as const

/** By these whatever can be read. */
export const reading = ['notAcceptable', 'preconditionFailed'] as const

/** By these whatever takes an item. */
export const loading = ['unknownType', 'malformedXml', 'unfitXml', 'partWithoutFileName', 'unknownCharset', 'uploadFailed'] as const

export const tableFormats = ['json', 'xml', 'csv', 'html', 'xList'] as const

export const itemFormats = ['json', 'xml', 'html'] as const

/** How a client may bring an item's fields. */
export const itemBodies = ['query', 'xml', 'multipart', 'form'] as const
