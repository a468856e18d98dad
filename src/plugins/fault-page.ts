import { STATUS_CODES } from 'node:http'
import { loginPage } from '../serializers/login-form.ts'
import { containerPage, statusPage } from '../serializers/status-page.ts'
import type { FaultRule } from '../spaces/faults/fault-rule.ts'
import { containerHeaders, restletHeaders } from '../http/site-headers.ts'

interface Page {
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

/** What a proxy of nginx answers in place of the server behind it. */
const nginxPage = (status: number): string =>
  `<html>\r\n<head><title>${status} ${STATUS_CODES[status] ?? ''}</title></head>\r\n<body>\r\n<center><h1>${status} ` +
  `${STATUS_CODES[status] ?? ''}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`

const latin1Html = 'text/html;charset=ISO-8859-1'

/** The page that a fault answers with. @param basePath of the space. */
export function faultPage ({ status, message = '', page = 'restlet' }: NonNullable<FaultRule['answer']>, basePath: string): Page {
  switch (page) {
    case 'restlet': return { text: statusPage(status, message), headers: { ...restletHeaders, 'content-type': latin1Html } }
    case 'container': return { text: containerPage(status, message), headers: containerHeaders }
    case 'nginx': return { text: nginxPage(status), headers: { 'content-type': 'text/html', server: 'nginx' } }
    case 'login': return { text: loginPage(basePath), headers: { 'content-type': 'text/html;charset=UTF-8' } }
    case 'text': return { text: message, headers: { 'content-type': 'text/plain;charset=ISO-8859-1' } }
  }
}
