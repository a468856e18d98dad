import type { Document } from '../../../model/document.ts'
import { toolDefaults } from '../../../model/tools/defaults.ts'
import { type Endpoint, type XapiCall, bare, json, nothing, objectBody } from '../endpoint.ts'
import { parameter } from '../request-parameters.ts'
import { flag } from '../values.ts'
import { givenEntries, valueText } from './tools.ts'

/** Texts of mails: the word in the address, and the preference that has the text. */
const messages: readonly (readonly [word: string, preference: string])[] = [
  ['help', 'helpContactInfo'],
  ['registration', 'emailMessageUserRegistration'],
  ['forgotusername', 'emailMessageForgotUsernameRequest'],
  ['passwordreset', 'emailMessageForgotPasswordReset'],
  ['newuserverification', 'emailMessageNewUserVerification'],
  ['projectaccessrequest', 'emailMessageProjectRequestAccess'],
  ['approveprojectaccess', 'emailMessageProjectAccessApproval'],
  ['denyprojectaccess', 'emailMessageProjectAccessDenial'],
  ['inviteprojectacess', 'emailMessageInviteProjectAccess'],
  ['diableduseraccountverification', 'emailMessageDisabledUserVerification'],
  ['error', 'emailMessageErrorMessage'],
  ['newusernotification', 'emailMessageNewUserNotification'],
  ['newuserrequest', 'emailMessageNewUserRequest'],
  ['pipelinesuccessdefault', 'emailMessagePipelineDefaultSuccess'],
  ['pipelinefailure', 'emailMessagePipelineDefaultFailure'],
  ['pipelinesuccessautorun', 'emailMessagePipelineAutorunSuccess'],
  ['batchtransfer', 'emailMessageBatchWorkflowComplete'],
  ['unauthorizeddataattempt', 'emailMessageUnauthorizedDataAttempt'],
  ['emailchangerequest', 'emailMessageEmailAddressChangeRequest'],
  ['emailchangeverification', 'emailMessageVerifyEmailChangeRequest'],
  ['emailadresschangedconfirmation', 'emailMessageAddressChanged'],
  ['systempatherror', 'emailMessageSystemPathError'],
  ['uploadbyreference', 'emailMessageUploadByReferenceSuccess'],
  ['uploadbyreferencefailure', 'emailMessageUploadByReferenceFailure'],
  ['dataalertcustom', 'emailMessageDataAlertCustom']
]

/** Whom notifications go to: the word in the address, and the name in the map of all preferences. */
const subscribers: readonly (readonly [word: string, preference: string])[] = [
  ['error', 'emailRecipientErrorMessages'],
  ['issue', 'emailRecipientIssueReports'],
  ['newuser', 'emailRecipientNewUserAlert'],
  ['update', 'emailRecipientUpdate']
]

/** What administrators hear of. */
const notices: readonly (readonly [word: string, preference: string])[] = [
  ['registration', 'notifyAdminUserRegistration'],
  ['pipeline', 'notifyAdminPipelineEmails'],
  ['par', 'notifyAdminProjectAccessRequest'],
  ['transfer', 'notifyAdminSessionTransfer']
]

const tool = 'notifications'

const valueOf = ({ store }: XapiCall, name: string): string => store.toolPreferences.read(tool)[name] ?? ''

function set ({ store }: XapiCall, name: string, value: string): Document {
  store.toolPreferences.set(tool, name, value)
  return nothing
}

function setAll (call: XapiCall): Document {
  const entries = givenEntries(call, {
    method: 'public org.springframework.http.ResponseEntity<java.lang.Void> ' +
      'org.nrg.xapi.rest.notifications.NotificationsApi.setNotificationsProperties(java.util.Properties)',
    type: 'java.util.Properties'
  })
  for (const [name, value] of Object.entries(entries)) if (name !== 'smtpServer') set(call, name, valueText(value))
  const { smtpServer } = entries
  if (typeof smtpServer === 'string') setServer(call, smtpServer)
  return nothing
}

/** A mail server as JSON in a text; what cannot be read does nothing. */
function setServer (call: XapiCall, server: string): void {
  const body = { type: 'application/json', header: 'application/json', bytes: Buffer.from(server), parts: [] }
  try {
    for (const [name, value] of Object.entries(objectBody({ body }, { method: '', type: 'org.nrg.xdat.preferences.SmtpServer' }))) {
      set(call, `smtp${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, valueText(value))
    }
  } catch { /* XNAT logs it */ }
}

/** Gives a mail its text of a fresh site again. */
function resetMessage (call: XapiCall): Document {
  const word = parameter(call, 'apiToReset').replace(/.*\//, '')
  const [, preference] = messages.find(([name]) => name === word) ?? []
  if (preference !== undefined) call.store.toolPreferences.reset(tool, preference)
  return nothing
}

const administered = { tag: 'notifications', access: 'admin' } as const
const refused = { 403: 'Not an administrator' }
const missing = { ...refused, 500: 'The parameter is missing' }

const texts = (kind: string, of: string, name: string, rows: typeof messages): Endpoint[] => rows.flatMap(([word, preference]) => [
  {
    ...administered,
    id: preference,
    summary: `Read ${of}: ${preference}`,
    method: 'GET',
    url: `/notifications/${kind}/${word}`,
    responses: { 200: 'The text as it is', ...refused },
    handle: call => bare(valueOf(call, preference), 'application/json')
  },
  {
    ...administered,
    id: `set-${preference}`,
    summary: `Set ${of}: ${preference}`,
    method: 'POST',
    url: `/notifications/${kind}/${word}`,
    query: { [name]: 'The text' },
    answers: [],
    responses: { 200: 'Set; no body', ...missing },
    handle: call => set(call, preference, parameter(call, name))
  }
])

const flags: readonly Endpoint[] = notices.flatMap(([word, preference]): Endpoint[] => [
  {
    ...administered,
    id: preference,
    summary: `Return whether administrators hear of it: ${preference}`,
    method: 'GET',
    url: `/notifications/notify/${word}`,
    responses: { 200: 'true or false', ...refused },
    handle: call => json(valueOf(call, preference) === 'true')
  },
  {
    ...administered,
    id: `set-${preference}`,
    summary: `Set whether administrators hear of it: ${preference}`,
    method: 'POST',
    url: `/notifications/notify/${word}`,
    query: { notify: 'true or false' },
    answers: [],
    responses: { 200: 'Set; no body', ...missing },
    handle: call => set(call, preference, String(flag(parameter(call, 'notify', 'boolean'), 'boolean')))
  }
])

/** NotificationsApi, without the mail server. No mail is ever sent. */
export const notificationEndpoints: readonly Endpoint[] = [
  {
    ...administered,
    id: 'notifications',
    summary: 'Read all preferences of notifications',
    method: 'GET',
    url: '/notifications',
    responses: { 200: 'A map of texts', ...refused },
    handle: call => json({
      ...call.store.toolPreferences.read(tool), ...Object.fromEntries(subscribers.map(([, name]) => [name, valueOf(call, name)]))
    })
  },
  {
    ...administered,
    id: 'setNotifications',
    summary: 'Set preferences of notifications',
    method: 'POST',
    url: '/notifications',
    consumes: ['application/x-www-form-urlencoded', 'application/json'],
    answers: [],
    responses: { 200: 'Set; no body', ...refused },
    handle: setAll
  },
  ...texts('messages', 'the text of a mail', 'message', messages),
  ...texts('subscribers', 'the addresses that hear of something', 'subscribers', subscribers),
  ...flags,
  {
    ...administered,
    id: 'resetMessage',
    summary: 'Give a mail its text of a fresh site again',
    method: 'POST',
    url: '/notifications/messages/resetemailmessage',
    query: { apiToReset: `The last word of its address: ${messages.map(([word]) => word).slice(0, 3).join(', ')}, …` },
    answers: [],
    responses: { 200: 'Set; no body', ...missing },
    handle: resetMessage
  },
  {
    ...administered,
    id: 'mayOthersSubscribe',
    summary: 'Return whether those who are no users may have notifications',
    method: 'GET',
    url: '/notifications/allow/nonusersubscribers',
    responses: { 200: 'true or false', ...refused },
    handle: call => json(valueOf(call, 'emailAllowNonuserSubscribers') === toolDefaults.notifications.emailAllowNonuserSubscribers)
  },
  {
    ...administered,
    id: 'setMayOthersSubscribe',
    summary: 'Set whether those who are no users may have notifications',
    method: 'POST',
    url: '/notifications/allow/nonusersubscribers/{setting}',
    answers: [],
    responses: { 200: 'Set; no body', ...refused, 500: 'Neither true nor false' },
    handle: call => set(call, 'emailAllowNonuserSubscribers', String(flag(call.params['setting'] ?? '', 'boolean')))
  }
]
