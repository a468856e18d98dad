import type { Document } from '../model/document.ts'
import { Failure, type Rule, about, always } from './failure.ts'

/** What Spring answers, which serves XNAT's newer interface below /xapi. */
export const spring = {
  noSuchEndpoint: always(404, 'org.springframework.web.servlet.DispatcherServlet.noHandlerFound', '', 'container'),
  noSuchPage: about(404, 'org.apache.catalina.servlets.DefaultServlet.serveResource', path => `The requested resource [${path}] is not available`, 'container'),
  methodNotSupported: rule => (method: string, allow: string) => new Failure(rule, {
    status: 405, source: 'org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver', page: 'container', headers: { Allow: allow }
  }, `Request method '${method}' not supported`),
  mediaTypeNotSupported: always(415, 'org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver', '', 'container'),
  notProduced: always(406, 'org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver', '', 'container'),
  notAuthenticated: rule => (realm: string) => new Failure(rule, {
    status: 401, source: 'XapiRequestMappingAspect.processXapiRequest', page: 'text', headers: { 'WWW-Authenticate': `Basic realm="${realm}"` }
  }, ''),
  insufficientPrivileges: rule => (document?: Document) => new Failure(rule, {
    status: 403, source: 'XapiRequestMappingAspect.processXapiRequest', page: 'text', ...(document && { document })
  }, ''),
  unreadableBody: about(500, 'XapiRestControllerAdvice.handleDataFormatException', text => text, 'text'),
  badData: about(400, 'XapiRestControllerAdvice.handleDataFormatException', text => text, 'text'),
  badFields: rule => (missing: readonly string[], invalid: readonly string[]) => new Failure(rule, { status: 400, source: 'DataFormatException.getMessage', page: 'text' },
    `There was an error with the submitted data\n${missing.length === 0 ? '' : ` * Missing fields: ${missing.join(', ')}\n`}` +
    (invalid.length === 0 ? '' : ` * Invalid fields:\n${invalid.map(name => `    - ${name}: Invalid ${name} format\n`).join('')}`)),
  noSuchUser: always(404, 'UserNotFoundException', 'There was an error in the request : Invalid username and/or password', 'text'),
  userNotInitialized: about(500, 'UsersApi.getUser', login => `There was an error in the request : An error occurred initializing the user ${login}`, 'text'),
  conflict: about(409, 'XapiRestControllerAdvice.handleConflictedStateException', text => text, 'text'),
  noSuchThing: about(404, 'XapiRestControllerAdvice.handleNotFoundException', text => `Unable to find requested file or resource: ${text}`, 'text'),
  exists: about(409, 'XapiRestControllerAdvice.handleDataFormatException', text => text, 'text'),
  notModified: about(304, 'XapiRestControllerAdvice.handleThrowable', text => text, 'text'),
  eventServiceDisabled: always(405, 'EventServiceImpl.throwIfDisabled', 'There was an error in the request : Event Service disabled.', 'text'),
  noSuchEntity: about(404, 'AbstractHibernateEntityService.get', id => `There was an error in the request : Could not find entity with ID ${id}`, 'text'),
  parameterMissing: about(400, 'org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver.handleMissingServletRequestParameter', text => text, 'container'),
  bindingFailed: about(500, 'XapiRestControllerAdvice.handleServletRequestBindingException', text => `There was an error in the request: ${text}`, 'text'),
  requestFailed: about(500, 'XapiRestControllerAdvice.handleThrowable', text => `There was an error in the request : ${text}`, 'text')
} satisfies Record<string, Rule<never>>
