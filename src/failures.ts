import type { Document } from './model/document.ts'

/** Who writes an error's page: Restlet's StatusFilter; the servlet container, where nothing else has; or nobody, and the text is the body. */
export type Page = 'restlet' | 'container' | 'text'

/** An answer of 4xx or 5xx, with the rule that it follows. */
export class Failure extends Error {
  readonly status: number
  /** The rule's name, from the table below. */
  readonly rule: string
  /** Where XNAT decides so: class and method. */
  readonly source: string
  readonly page: Page
  readonly headers: Readonly<Record<string, string>>
  /** What stands in place of the page. */
  readonly document: Document | undefined

  constructor (rule: string, { status, source, page = 'restlet', headers = {}, document }: FailureOptions, text: string) {
    super(text)
    this.rule = rule
    this.status = status
    this.source = source
    this.page = page
    this.headers = headers
    this.document = document
  }
}

interface FailureOptions {
  readonly status: number
  readonly source: string
  readonly page?: Page
  readonly headers?: Readonly<Record<string, string>>
  readonly document?: Document
}

type Rule<Args extends unknown[]> = (rule: string) => (...args: Args) => Failure

const always = (status: number, source: string, text = '', page: Page = 'restlet'): Rule<[]> =>
  rule => () => new Failure(rule, { status, source, page }, text)

const about = (status: number, source: string, text: (...args: string[]) => string, page: Page = 'restlet'): Rule<string[]> =>
  rule => (...args) => new Failure(rule, { status, source, page }, text(...args))

const rules = {
  // Restlet and the container
  noSuchAddress: always(404, 'org.restlet.Router.getNext'),
  methodNotAllowed: rule => (allow: string) => new Failure(rule, { status: 405, source: 'org.restlet.Finder.handle', headers: { Allow: allow } }, ''),
  notAcceptable: always(406, 'org.restlet.resource.Resource.handleGet', 'The resource identified by the request is only capable of generating response entities which have content characteristics not acceptable according to the accept headers sent in the request', 'container'),
  preconditionFailed: always(412, 'org.restlet.data.Conditions.getStatus'),
  severalRanges: always(501, 'com.noelios.restlet.application.RangeFilter.afterHandle'),
  noSuchRange: rule => (size: string) => new Failure(rule, { status: 416, source: 'the server\'s own word', headers: { 'Content-Range': `bytes */${size}` } }, 'There is no such range of bytes.'),
  malformedQuery: about(500, 'org.restlet.data.Reference.decode', text => text),
  malformedCredentials: always(500, 'XnatBasicAuthenticationFilter.doFilterInternal', '', 'container'),
  badHost: always(400, 'org.apache.coyote.http11.Http11Processor.prepareRequest', '', 'container'),
  unknownCoding: rule => () => new Failure(rule, { status: 501, source: 'org.apache.coyote.http11.Http11Processor.addInputFilter', page: 'container', headers: { Connection: 'close' } }, ''),
  badCredentials: about(401, 'XnatBasicAuthenticationFilter.doFilterInternal', message => message, 'container'),
  loginRequired: rule => (realm: string) => new Failure(rule, {
    status: 401, source: 'XnatAuthenticationEntryPoint.commence', page: 'container', headers: { 'WWW-Authenticate': `Basic realm="${realm}"` }
  }, ''),

  // Spring's part of XNAT, below /xapi
  undecodable: always(400, 'org.apache.catalina.connector.CoyoteAdapter.postParseRequest', 'Invalid URI', 'container'),
  noSuchEndpoint: always(404, 'org.springframework.web.servlet.DispatcherServlet.noHandlerFound', '', 'container'),
  methodNotSupported: rule => (method: string, allow: string) => new Failure(rule, {
    status: 405, source: 'org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver', page: 'container', headers: { Allow: allow }
  }, `Request method '${method}' not supported`),
  mediaTypeNotSupported: about(415, 'org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver', type => `Content type '${type}' not supported`, 'container'),
  notProduced: always(406, 'org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver', '', 'container'),
  notAuthenticated: rule => (realm: string) => new Failure(rule, {
    status: 401, source: 'XapiRequestMappingAspect.processXapiRequest', page: 'text', headers: { 'WWW-Authenticate': `Basic realm="${realm}"` }
  }, ''),
  insufficientPrivileges: always(403, 'XapiRequestMappingAspect.processXapiRequest', '', 'text'),
  unreadableBody: about(400, 'XapiRestControllerAdvice.handleDataFormatException', text => text, 'text'),
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
  requestFailed: about(500, 'XapiRestControllerAdvice.handleThrowable', text => `There was an error in the request : ${text}`, 'text'),

  // the server's own
  ignored: about(400, '--strict', text => text),

  // sessions and tokens
  authenticationFailed: always(401, 'AuthenticationRestlet.fail', 'Authentication failed.'),
  noSuchAuthenticator: about(400, 'AuthenticationRestlet.runAuthenticate', id => `Authentication failed: No authentication provider identified by id ${id} found.`),
  invalidCsrf: about(500, 'XnatSecureGuard.authenticate', text => `org.nrg.xdat.security.user.exceptions.InvalidCsrfException: Invalid CSRF: ${text}`),
  foreignForm: always(403, 'the site\'s own forms', 'The form does not have the token of this session.', 'container'),
  noSuchAlias: about(404, 'AliasTokenRestlet', alias => `Can't find an alias token with the alias ${alias}`),
  noSuchToken: about(404, 'AliasTokenRestlet', id => `Can't find an alias token with the ID ${id}`),
  guestToken: always(403, 'AliasTokenRestlet', "The guest user can't request alias tokens"),
  foreignToken: always(403, 'AliasTokenRestlet', 'Non-admin users can only request operations on alias tokens for their own account'),
  noUserForToken: about(400, 'AliasTokenRestlet.represent', login => `An error occurred retrieving the user: ${login}`),
  tokenWithoutSecret: always(401, 'AliasTokenRestlet.represent', 'You must specify both token and secret to validate a token.'),
  unknownTokenOperation: about(400, 'AliasTokenRestlet.represent', operation => `Unknown operation: ${operation}`),

  // users, configuration, derived data
  mayNotListSiteUsers: always(403, 'UserListResource', 'Access Denied: Only site managers can access site-level user resources.'),
  foreignSessions: always(403, 'UserSessionId', 'Only administrators can get the session list for users other than themselves.'),
  noProjectForConfig: about(404, 'ConfigResource.represent', project => `The requested project ${project} does not exist.`),
  mayNotReadConfig: about(403, 'ConfigResource.represent', (login, project) => `User ${login} can not access project ${project}`),
  noConfig: about(404, 'ConfigResource.represent', (said, login, project, tool, path) => `${said} for user ${login} and project ${project} on tool [${tool}] path [${path}]`),
  mayNotWriteConfig: always(403, 'ConfigResource.handlePut', 'User does not have privileges to modify config for this project'),
  emptyConfig: always(400, 'ConfigResource.handlePut', 'You must specify either the status querystring parameter or a configuration object in the request body.'),
  badConfigStatus: about(400, 'ConfigResource.handlePut', status => `Only valid values for the status flag are enabled or true and disabled or false: ${status}`),
  mayNotDisableConfig: about(403, 'ConfigResource.handleDelete', (login, path, tool) => `User ${login} is not an administrator and can't disable the configuration setting ${path} for the tool ${tool}`),
  mayNotDisableProjectConfig: about(403, 'ConfigResource.handleDelete', (login, project, path, tool) => `User ${login} can not access project ${project} to modify configuration setting ${path} for the tool ${tool}`),
  noAssessedProject: always(404, 'ProjSubExptAsstList', 'Unable to find project.'),
  noAssessedSubject: always(404, 'ProjSubExptAsstList', 'Unable to find subject.'),
  noAssessedExperiment: always(404, 'ProjSubExptAsstList', 'Unable to find experiment.'),
  reconstructionNotFound: always(404, 'ReconResource.represent', 'Unable to find the specified reconstruction.'),

  // importing
  notImported: about(400, 'Importer.handlePost', text => text),
  importConflict: about(409, 'PrearcSessionArchiver.checkForConflicts', text => text),
  noSuchImporter: about(404, 'ImporterHandlerA.buildImporter', handler => `Unknown importer implementation specified: ${handler}`),
  prearchiveForbidden: about(403, 'the prearchive\'s permission check', text => text),
  prearchiveNotFound: about(404, 'the prearchive\'s lookup', text => text),
  prearchiveFailed: about(500, 'PrearcSessionResource', text => text),

  // searching
  noSuchElement: always(400, 'SearchFieldListResource.represent'),
  notASearch: always(422, 'SearchResource.handlePost'),
  searchFailed: always(500, 'SearchResource.handlePost'),

  unexpected: always(500, 'com.noelios.restlet.StatusFilter.doHandle'),
  thrown: about(500, 'com.noelios.restlet.StatusFilter.doHandle', text => text),
  constructorThrew: always(404, 'org.restlet.Finder.createTarget'),
  cutOff: always(500, 'org.apache.commons.fileupload.FileUploadBase.parseRequest', 'Processing of multipart/form-data request failed. Stream ended unexpectedly'),
  noBoundary: always(500, 'org.apache.commons.fileupload.FileUploadBase.getItemIterator', 'the request was rejected because no multipart boundary was found'),
  notMultipart: about(500, 'org.apache.commons.fileupload.FileUploadBase.getItemIterator', type => `the request doesn't contain a multipart/form-data or multipart/mixed stream, content type header is ${type}`),
  bodyTooLarge: always(413, 'the server\'s own limit', 'The request entity is larger than this server takes.'),
  strangeHost: always(403, 'the server\'s own rule', 'This server does not answer to that name; xnat-mock --allowed-hosts lets it.', 'container'),
  tooManySpaces: always(503, 'the server\'s own limit', 'There are as many spaces as this server takes.', 'container'),
  notImplemented: about(501, 'a feature that this server does not have', feature => `xnat-mock does not have this feature of XNAT: ${feature}`),

  notImplementedInXapi: about(501, 'a feature that this server does not have', feature => `xnat-mock does not have this feature of XNAT: ${feature}`, 'text'),

  // loading an item (SecureResource.loadItem)
  unknownType: about(400, 'SecureResource.loadItem', type => `org.nrg.xft.exception.ElementNotFoundException: Element not found: '${type}'`),
  malformedXml: about(422, 'SecureResource.loadItem', (line, column, message) => `org.xml.sax.SAXParseException; lineNumber: ${line}; columnNumber: ${column}; ${message}`),
  unfitXml: about(422, 'SAXReader', message => `org.xml.sax.SAXException: ${message}`),
  partWithoutFileName: always(500, 'SecureResource.loadItem'),
  unknownCharset: about(500, 'SecureResource.loadItem', charset => `java.io.UnsupportedEncodingException: ${charset}`),
  uploadFailed: always(500, 'SecureResource.loadItem', 'Error during file upload'),
  invalid: about(400, 'XFTValidator.Validate', (...lines) => `${lines.join('\n')}\n`),
  unfitValue: always(400, 'DBAction.ValueParser'),
  saveFailed: always(500, 'SaveItemHelper.save'),
  pullFailed: about(500, 'ExperimentResource.handlePut', text => text),
  badHandler: about(400, 'SecureResource.representItem', name => `Invalid handler definition: ${name}`),
  noSuchValue: about(400, 'ItemValuesRepresentation', path => `Field not found: '${path}'`),
  valuesWithoutColumns: always(400, 'ItemValuesRepresentation', 'Please include a list of columns to return.'),
  valuesAsOne: always(400, 'ItemValuesRepresentation', 'asValue can only be used on single-column queries'),

  // projects, subjects, experiments
  experimentNotFound: always(404, 'ExperimentResource.represent', 'Unable to find the specified experiment.'),
  subjectNotFound: about(404, 'SubjectResource.represent', explanation => `Unable to find the specified subject.${explanation}`),
  forbidden: always(403, 'the resource\'s permission check'),
  mayNotEditProject: about(403, 'ProjectResource.handlePut', (login, project) => `User ${login} doesn't have permission to edit the project ${project}`),
  memberMayNotEditProject: always(403, 'ProjectResource.handlePut', "User account doesn't have permission to edit this project."),
  mayNotCreateProjects: about(403, 'ProjectResource.handlePut', login => `User ${login} doesn't have permission to create projects on this system`),
  attributeOfNoProject: about(400, 'ProjectResource.handlePut', name => `You can't set the '${name}' attribute without specifying the project on which you want to set it.`),
  projectIdDiffers: always(417, 'ProjectResource.handlePut', 'The project ID for the REST call must match the value in submitted request body.'),
  badProjectId: always(417, 'ProjectResource.handlePut', 'Invalid character in project ID.'),
  projectIdRetired: about(403, 'ProjectResource.handlePut', project => `Project '${project}' was used in a previously deleted project and cannot be reused.`),
  projectClashes: about(409, 'BaseXnatProjectdata.validateProjectFields', (...clashes) => `Requested new project conflicts with existing projects: ${clashes.join(', ')}`),
  badSetting: always(400, 'ProjectResource'),
  badCode: about(400, 'ProjectResource.translateArcProjectCode', code => `The submitted code ${code} is invalid: must be an integer.`),
  badNumber: about(403, 'ProjectResource.translateArcProjectCode', text => `For input string: "${text}"`),
  needProjectId: always(417, 'ProjectListResource.handlePost', 'Requires XNAT ProjectData ID'),
  projectExists: always(409, 'ProjectListResource.handlePost', 'Project already exists.'),
  noSuchProject: always(400, 'ProjectResource.handleDelete'),
  placeNotFound: always(404, 'the resource\'s constructor'),
  noAccessLevel: always(400, 'ProjectAccessibilityResource', 'You must specify the ACCESS_ID parameter for this PUT call'),
  noProjectForAccess: about(404, 'ProjectAccessibilityResource', project => `Could not find the project with ID '${project}'`),
  noProjectForUsers: about(404, 'ProjectUserListResource', project => `The project ID ${project} does not appear to be a valid project ID. Please verify your information.`),
  mayNotListProjectUsers: always(403, 'ProjectUserListResource', 'Access Denied: Only project owners and site managers can access user resources.'),
  guestIsNoMember: rule => (document: Document) => new Failure(rule, { status: 412, source: 'ProjectMemberResource', document }, ''),
  notAnOwner: rule => (document: Document) => new Failure(rule, { status: 403, source: 'ProjectMemberResource', document }, ''),
  mayNotTouchSubject: always(403, 'SubjectResource.handlePut', 'Specified user account has insufficient privileges for subjects in this project.'),
  mayNotShareSubjectInto: about(403, 'SubjectResource.handlePut', project => `Specified user account has insufficient create privileges for subjects in the ${project} project.`),
  badSubjectId: always(417, 'SecureResource.validateSubject', 'Invalid character in subject label.'),
  idIsFixed: always(400, 'SubjectResource.handlePut', 'ID cannot be modified'),
  labelIsFixed: always(400, 'SubjAssessmentResource.handlePut', 'Label must be modified through separate URI.'),
  mayNotDeleteSubjectsOf: about(403, 'BaseXnatSubjectdata.canDelete', project => `User cannot delete subjects for project ${project}`),
  subjectElsewhere: about(403, 'BaseXnatSubjectdata.canDelete', project => `Subject is not assigned to specified project ${project}`),
  subjectsAreKept: always(403, 'BaseXnatSubjectdata.delete', 'User account cannot delete subjects'),
  subjectExists: always(409, 'ProjectSubjectList.handlePost', 'Subject already exists.'),
  subjectWithExperiments: always(422, 'ProjectSubjectList.handlePost', 'Submitted subject record must not include subject assessors.'),
  subjectWithoutProject: always(422, 'SubjectResource.handlePut', 'Submitted subject record must include the project attribute.'),
  notASubject: always(422, 'SubjectResource.handlePut', 'Only xnat:Subject documents can be PUT to this address.'),
  mayNotCreateSubject: always(403, 'SubjectResource.handlePut', 'Specified user account has insufficient create privileges for subjects in this project.'),
  mayNotEditSubject: always(403, 'SubjectResource.handlePut', 'Specified user account has insufficient edit privileges for subjects in this project.'),
  mayNotReadSubjects: about(403, 'ProjectSubjectList', project => `Unable to read subjects for Project: ${project}`),
  experimentWithoutProject: always(422, 'SubjAssessmentResource.handlePut', 'Submitted experiment record must include the project attribute.'),
  userMayNotCreateSubject: about(403, 'SubjAssessmentResource.handlePut', login => `User ${login} has insufficient create privileges for subjects in this project.`),
  mayNotCreateExperiment: always(403, 'SubjAssessmentResource.handlePut', 'Specified user account has insufficient create privileges for experiments in this project.'),
  mayNotEditExperiment: always(403, 'SubjAssessmentResource.handlePut', 'Specified user account has insufficient edit privileges for experiments in this project.'),
  mayNotDeleteExperimentsOf: about(403, 'BaseXnatExperimentdata.canDelete', project => `User cannot delete experiments for project ${project}`),
  deletesRatherThanUnshares: about(403, 'BaseXnatExperimentdata.delete', id => `This operation would delete an experiment (rather than un-share).  Please move experiment (${id}) to another project or manually delete.`),
  experimentsAreKept: always(403, 'BaseXnatExperimentdata.delete', 'User account cannot delete experiments'),
  experimentWithoutSubject: always(422, 'SubjAssessmentResource.handlePut', 'Submitted experiment record must include the subject.'),
  badExperimentId: always(417, 'SubjAssessmentResource.handlePut', 'Invalid character in experiment label.'),
  duplicateLabel: always(409, 'BaseXnatExperimentdata.checkUniqueLabel', 'Conflict: Duplicate experiment label'),
  duplicateSubjectLabel: always(409, 'BaseXnatSubjectdata.checkUniqueLabel', 'Conflict: Duplicate subject label'),
  projectUnknown: about(404, 'ProjSubExptList', project => `Unable to identify project ${project}`),
  subjectUnknown: about(404, 'ProjSubExptList', subject => `Unable to identify subject ${subject}`),
  experimentExists: always(409, 'ProjSubExptList.handlePost', 'Specified experiment already exists.'),
  mayNotReadShared: always(404, 'SubjAssessmentResource.handlePut', 'Specified user account has insufficient privileges for experiments in this project.'),
  mayNotTouchExperiment: always(403, 'SecureResource.changeExperimentPrimaryProject', 'Specified user account has insufficient privileges for experiments in this project.'),
  mayNotActivate: always(403, 'SecureResource.postSaveManageStatus', 'Specified user account has insufficient activation privileges for experiments in this project.'),
  mayNotDeleteExperiment: always(403, 'BaseXnatExperimentdata.delete', "User account doesn't have permission to delete this experiment."),
  mayNotReadExperiments: about(403, 'ProjSubExptList', project => `Unable to read experiments for Project: ${project}`),
  projectElsewhere: always(409, 'SubjAssessmentResource.handlePut', 'Project must be modified through separate URI.'),
  notASharePath: about(400, 'SecureResource.getProjectFromFilePath', path => `Illegal file path '${path}' does not start with 'projects/'.`),
  sharedLabelInUse: about(409, 'SubjectResource.handlePut', label => `Label already in use:${label}`),
  alreadySharedOwned: about(409, 'SubjectResource.handlePut', project => `Already assigned to project:${project}`),
  projectNotIdentified: about(404, 'SecureResource.getProjectFromFilePath', project => `Unable to identify project: ${project}`),
  eventRefused: about(403, 'SecureResource.deleteItem', text => text),
  folderInUse: always(409, 'SecureResource.rename', 'File system destination contains pre-existing files'),
  outsideArchive: about(500, 'BaseXnatExperimentdata.preSave', message => message),
  labelInUse: always(409, 'SecureResource.rename', 'Specified label is already in use.'),

  // scans
  scanNotFound: always(404, 'ScanResource.represent', 'Unable to find the specified scan.'),
  notAnImageSession: about(500, 'ScanResource', message => message),
  guestWrites: always(403, 'ScanResource.handlePut', 'No authenticated user found.'),
  needPutContents: always(417, 'ScanResource.handlePut', 'Need PUT Contents'),
  needPostContents: always(417, 'ScanList.handlePost', 'Need POST Contents'),
  notAScan: about(400, 'ScanResource.handlePut', type => `Only Scan documents can be PUT to this address. Expected: xnat:imageScanData Received: ${type}`),
  notAScanPosted: always(422, 'ScanList.handlePost', 'Only Scan documents can be PUT to this address.'),
  scanWithoutModality: always(400, 'ScanResource.handlePut', 'Multiple scan modalities can be associated here.  Please retry with the specification of a particular modality (i.e. ?xsiType=xnat:mrScanData).'),
  scanWithoutSession: always(417, 'ScanResource.handlePut', 'Specified scan must reference a valid image session.'),
  noSuchImageSession: always(404, 'ScanResource.handlePut', "Specified image session doesn't exist."),
  mayNotCreateScan: always(403, 'ScanResource.handlePut', 'Specified user account has insufficient create privileges for sessions in this project.'),
  mayNotEditScan: always(403, 'ScanResource.handlePut', 'Specified user account has insufficient edit privileges for sessions in this project.'),
  scanTypeDiffers: always(409, 'ScanResource.handlePut', 'Specified xsiType differs from existing xsiType'),
  scanExists: always(409, 'ScanList.handlePost', 'Specified scan already exists.'),
  unexpectedPath: always(400, 'the resource\'s file path'),
  mayNotModifySession: always(403, 'ScanResource.handleDelete', "User account doesn't have permission to modify this session."),
  badScanId: always(500, 'BaseXnatImagescandata.preSave'),
  badListing: always(500, 'ScanList.getRepresentation'),
  noSuchListing: always(500, 'ScanList'),
  listedPlaceNotFound: always(404, 'ScanList'),
  noSessionToShare: always(417, 'ScanResource.handlePut', 'Could not load session'),
  mayNotShareInto: about(403, 'ScanResource.handlePut', project => `Specified user account has insufficient create privileges for experiments in the ${project} project.`),
  alreadyShared: about(409, 'ScanResource.handlePut', project => `Already assigned to project: ${project}`),
  missingScanShared: always(500, 'ScanResource.handlePut'),
  // resources and files
  noProjectForFiles: always(404, 'XNATTemplate', 'Unable to identify project'),
  noSubjectForFiles: always(404, 'XNATTemplate', 'Unable to identify subject'),
  noSessionForFiles: always(404, 'XNATTemplate', 'Unable to identify image session'),
  noExperimentForFiles: always(404, 'XNATTemplate', 'Unable to identify experiment'),
  noScanForFiles: always(404, 'XNATTemplate', 'Unable to identify scan'),
  noPlaceForFiles: always(404, 'CatalogResourceList'),
  mayNotAddResource: about(403, 'DefaultCatalogService.insertResourceCatalog', (login, uri) => `The user ${login} does not have permission to edit the resource ${uri}.`),
  catalogExists: always(409, 'CatalogResource.handlePost', 'Specified catalog already exists.'),
  resourceExists: always(409, 'CatalogResource.handlePost', 'Specified resource already exists.'),
  generatedFields: always(422, 'CatalogResource.handlePost', 'Contains erroneous generated fields (xnat_abstractresource_id).'),
  notACatalog: always(422, 'CatalogResource.handlePost', 'Only ResourceCatalog documents can be PUT to this address.'),
  catalogNotFound: always(404, 'CatalogResource.represent', 'Unable to find the specified catalog.'),
  severalCatalogs: always(404, 'CatalogResource.represent'),
  noFilePaths: always(400, 'CatalogResource.failFastDueToNonEmptyFilePath', "This resource works at the catalog level only and does not accept file paths.  To work with the resource files, append '/files' after the resource ID."),
  itemLocked: about(403, 'CatalogResource.checkPermissionsAndStatus', (type, id) => `Item ${type}/ID=${id} is locked, resource deletion not allowed.`),
  itemInactive: about(403, 'CatalogResource.checkPermissionsAndStatus', (type, id) => `Item ${type}/ID=${id} is not active or quarantined, resource deletion not allowed.`),
  nothingSent: about(400, 'FileList.handlePost', method => `You tried to ${method} to this service, but didn't provide any data (found request entity size of 0). Please check the format of your service request.`),
  nothingTaken: about(400, 'FileList.handlePost', (method, size) => `You tried to ${method} a payload of ${size} to this service, but didn't provide any data. If you think you sent data to upload, you can try to ${method} with the query-string parameter inbody=true or use multipart/form-data encoding.`),
  noLength: about(500, 'SecureResource.getFileWritersAndLoadParams', size => `In-body File posts must include the file directly as the body of the message. In this case, the request entity size is ${size} but the media type is not application/zip (i.e. streaming compressed upload).`),
  referenceInForm: always(500, 'SecureResource.getFileWritersAndLoadParams', 'multi-part form posts may not be used to upload files via reference.'),
  noSuchReference: about(500, 'FileList.getReferenceWrapper', path => `The resource referenced does not exist: ${path}`),
  noFilesToDelete: always(400, 'FileList.handleDelete', 'Unable to determine resource, parent, or security.'),
  noMatchedFiles: always(404, 'FileList.handleDelete', 'No matched files'),

  // reading the headers of images
  noDumpSource: always(400, 'DicomDump', 'Please set the src parameter'),
  noSuchField: about(400, 'DicomDump.getFields', name => `not a valid DICOM attribute tag: ${name}`),
  dumpFailed: always(404, 'DicomDump.represent', 'There was an error rendering Dicom Header'),

  // refreshing catalogs
  malformedUri: about(400, 'DefaultCatalogService.getResourceDataFromUri', uri => `Malformed URI: ${uri}`),
  invalidUri: about(400, 'DefaultCatalogService.getResourceDataFromUri', uri => `Invalid URI: ${uri}`),
  noArchivableItem: about(400, 'DefaultCatalogService.getResourceDataFromUri', uri => `Cannot locate archivable item securing ${uri}`),
  resourceUriIsFile: about(400, 'DefaultCatalogService.getResourceDataFromUri', uri => `Resource URI: ${uri} is a file; you should provide the path to a resource (leave off the *_catalog.xml).`),
  mayNotRefresh: about(403, 'DefaultCatalogService.checkPermissionsOnItem', (login, uri, id) => `The user ${login} does not have permission to edit the resource ${uri} for item ${id}`),
  refreshFailed: always(500, 'DefaultCatalogService._refreshCatalog', 'An error occurred trying to save the workflow for the refresh operation.'),
  fileNotFound: always(404, 'FileList.handleMultipleCatalogs', 'Unable to find file.'),
  fileMissing: always(404, 'FileList.handleSingleCatalog', 'Unable to find file.', 'container'),
  entryNotFound: always(404, 'FileList.handleSingleCatalog', 'Unable to find catalog entry for given uri.', 'container'),
  nothingToShow: always(404, 'FileList.represent'),
  badZip: about(415, 'FileList.handleSingleCatalog', text => text, 'container'),
  badCompression: always(500, 'com.noelios.restlet.http.HttpServerConverter.commit', 'An exception occured writing the response entity', 'container'),
  notANumber: about(400, 'SecureResource.identifyCompression', text => `For input string: "${text}"`),
  badArchive: about(400, 'the server\'s own word', why => `The archive cannot be read: ${why}`),
  tooManyEntries: about(413, 'the server\'s own limit', limit => `The archive has more than ${limit} files.`),
  tooDeep: always(413, 'the server\'s own limit', 'Archives lie too deep in archives.'),
  unpacksTooLarge: always(413, 'the server\'s own limit', 'The archive unpacks to more than this server takes.'),
  unsafePath: about(400, 'the server\'s own word', why => why),
  onlyKnownScanTables: always(403, 'ScanTypeListing'),
  noSuchProjectListing: always(404, 'ScanTypeListing')
} satisfies Record<string, Rule<never[]>>

type Rules = typeof rules
type Failures = { readonly [Name in keyof Rules]: ReturnType<Rules[Name]> }

/** Every failure that the server answers, by the name of its rule. */
export const failures = Object.fromEntries(Object.entries(rules).map(([name, rule]) =>
  [name, (rule as Rule<never[]>)(name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`))])) as unknown as Failures
