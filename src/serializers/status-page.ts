import { escapeHtml } from '../model/escape.ts'

/** Restlet's default descriptions (org.restlet.data.Status.getDescription). */
const descriptions: Readonly<Record<number, string>> = {
  400: 'The request could not be understood by the server due to malformed syntax',
  401: 'The request requires user authentication',
  403: 'The server understood the request, but is refusing to fulfill it',
  404: 'The server has not found anything matching the request URI',
  405: 'The method specified in the request is not allowed for the resource identified by the request URI',
  409: 'The request could not be completed due to a conflict with the current state of the resource',
  410: 'The requested resource is no longer available at the server and no forwarding address is known',
  412: 'The precondition given in one or more of the request header fields evaluated to false when it was tested on the server',
  413: 'The server is refusing to process a request because the request entity is larger than the server is willing or able to process',
  415: 'The server is refusing to service the request because the entity of the request is in a format not supported by the requested ' +
    'resource for the requested method',
  417: 'The expectation given in the request header could not be met by this server',
  422: 'The server understands the content type of the request entity and the syntax of the request entity is correct but was unable to ' +
    'process the contained instructions',
  424: 'The method could not be performed on the resource because the requested action depended on another action and that action failed',
  500: 'The server encountered an unexpected condition which prevented it from fulfilling the request',
  501: 'The server does not support the functionality required to fulfill the request'
}

export const descriptionOf = (status: number): string => descriptions[status] ?? ''

/** Where the page's "here" leads: Status.getUri. */
function explanationOf (status: number): string {
  if (status === 422 || status === 424) return `http://www.webdav.org/specs/rfc2518.html#STATUS_${status}`
  return `http://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec10.${Math.trunc(status / 100)}.${status % 100 + 1}`
}

/** The page of Restlet's StatusFilter. The text is not escaped, as in XNAT. */
export function statusPage (status: number, text: string): string {
  const shown = text === '' ? descriptionOf(status) : text
  return `<html>
<head>
   <title>Status page</title>
</head>
<body>
<h3>${shown}</h3><p>You can get technical details <a href="${explanationOf(status)}">here</a>.<br>
Please continue your visit at our <a href="/">home page</a>.
</p>
</body>
</html>
`
}

/** Tomcat's names and explanations of statuses (LocalStrings of its ErrorReportValve). */
const container: Readonly<Record<number, readonly [name: string, explanation: string]>> = {
  400: [
    'Bad Request',
    'The server cannot or will not process the request due to something that is perceived to be a client error (e.g., malformed request ' +
    'syntax, invalid request message framing, or deceptive request routing).'
  ],
  401: [
    'Unauthorized',
    'The request has not been applied to the target resource because it lacks valid authentication credentials for that resource.'
  ],
  403: ['Forbidden', 'The server understood the request but refuses to authorize it.'],
  404: [
    'Not Found',
    'The origin server did not find a current representation for the target resource or is not willing to disclose that one exists.'
  ],
  405: [
    'Method Not Allowed',
    'The method received in the request-line is known by the origin server but not supported by the target resource.'
  ],
  406: [
    'Not Acceptable',
    'The target resource does not have a current representation that would be acceptable to the user agent, according to the proactive ' +
    'negotiation header fields received in the request, and the server is unwilling to supply a default representation.'
  ],
  408: ['Request Timeout', 'The server did not receive a complete request message within the time that it was prepared to wait.'],
  409: ['Conflict', 'The request could not be completed due to a conflict with the current state of the target resource.'],
  412: ['Precondition Failed', 'One or more conditions given in the request header fields evaluated to false when tested on the server.'],
  413: [
    'Payload Too Large',
    'The server is refusing to process a request because the request payload is larger than the server is willing or able to process.'
  ],
  415: [
    'Unsupported Media Type',
    'The origin server is refusing to service the request because the payload is in a format not supported by this method on the target ' +
    'resource.'
  ],
  417: [
    'Expectation Failed',
    'The expectation given in the Expect request header field could not be met by at least one of the inbound servers.'
  ],
  422: [
    'Unprocessable Entity',
    'The server understood the content type and syntax of the request but was unable to process the contained instructions.'
  ],
  500: ['Internal Server Error', 'The server encountered an unexpected condition that prevented it from fulfilling the request.'],
  501: ['Not Implemented', 'The server does not support the functionality required to fulfill the request.']
}

const style =
  'body {font-family:Tahoma,Arial,sans-serif;} h1, h2, h3, b {color:white;background-color:#525D76;} h1 {font-size:22px;} h2 ' +
  '{font-size:16px;} ' +
  'h3 {font-size:14px;} p {font-size:12px;} a {color:black;} .line {height:1px;background-color:#525D76;border:none;}'

/** XNAT's page of an error that no servlet has caught. */
export const errorPage = (status: number): string => `<!DOCTYPE html>\r
<html>\r
<head><title>XNAT</title></head>\r
<body><h1>Error ${status}</h1><p>An error has occurred.</p></body>\r
</html>\r
`

/**
 * The servlet container's own page, which stands wherever Restlet has no entity to send. Its texts escape slashes
 * (Escape.htmlElementContent).
 */
export function containerPage (status: number, message: string): string {
  const [name, explanation] = container[status] ?? ['', '']
  const title = `HTTP Status ${status} – ${name}`
  const shown = message === '' ? '' : `<p><b>Message</b> ${escapeHtml(message).replaceAll('/', '&#47;')}</p>`
  return `<!doctype html><html lang="en"><head><title>${title}</title><style type="text/css">${style}</style></head>` +
    `<body><h1>${title}</h1><hr class="line" /><p><b>Type</b> Status Report</p>${shown}<p><b>Description</b> ${explanation}</p>` +
    '<hr class="line" /><h3>Apache Tomcat/9.0.85</h3></body></html>'
}
