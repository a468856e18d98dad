/** Events of XNAT's event service, in the order of their names, and what the service can do with one. */
interface EventKind {
  readonly name: string
  readonly displayName: string
  readonly description: string
  readonly statuses: readonly string[]
  /** Whether projects have it, and not the site alone. */
  readonly ofProjects: boolean
  /** Whether it is about an item of a data type. */
  readonly ofItems: boolean
}

const item = { ofProjects: true, ofItems: true } as const

const kinds: readonly EventKind[] = [
  { ...item, name: 'ImageAssessor', displayName: 'Image Assessor', description: 'Image assessor created.', statuses: ['CREATED', 'UPDATED'] },
  { name: 'Project', displayName: 'Project', description: 'Project created or deleted.', statuses: ['CREATED', 'DELETED'], ofProjects: false, ofItems: true },
  { ...item, name: 'ProjectAsset', displayName: 'Project Asset', description: 'Project Asset created.', statuses: ['CREATED'] },
  { ...item, name: 'Resource', displayName: 'Resource', description: 'Resource created.', statuses: ['CREATED', 'UPDATED'] },
  { ...item, name: 'Scan', displayName: 'Scan', description: 'Scan Created.', statuses: ['CREATED'] },
  { name: 'Scheduled', displayName: 'Scheduled Event', description: 'Scheduled Event', statuses: ['CRON'], ofProjects: false, ofItems: false },
  { ...item, name: 'Session', displayName: 'Session', description: 'Session created, merged, or deleted.', statuses: ['CREATED', 'MERGED', 'DELETED'] },
  { ...item, name: 'Subject', displayName: 'Subject', description: 'Subject created, updated, or deleted.', statuses: ['CREATED', 'DELETED'] },
  { ...item, name: 'SubjectAssessor', displayName: 'Subject Assessor', description: 'Subject Assessor created or deleted.', statuses: ['CREATED', 'DELETED'] }
]

/** SimpleEvent */
const written = ({ name, statuses, displayName, description, ofProjects, ofItems }: EventKind) => ({
  type: `org.nrg.xnat.eventservice.events.${name}Event`,
  statuses,
  'display-name': displayName,
  description,
  'event-scope': ofProjects ? ['PROJECT', 'SITE'] : ['SITE'],
  'is-xsi-type': ofItems
})

export const siteEvents = kinds.map(written)

export const projectEvents = kinds.filter(({ ofProjects }) => ofProjects).map(written)

/** Whom a mail may go to. */
interface Recipient {
  readonly login: string
  readonly firstname: string
  readonly lastname: string
  readonly email: string
}

const variables = 'Can include #ID#, #LABEL#, and #URL# variables. Note: Only ID variable is available for Delete events'

function mailAttributes (recipients: readonly Recipient[] | undefined) {
  const people = recipients && Object.fromEntries(recipients.map(({ login, firstname, lastname, email }) => [login, [
    { type: 'string', label: 'Email', value: email },
    { type: 'string', label: 'Name', value: `${firstname} ${lastname}` },
    { type: 'string', label: 'User', value: login }
  ]]))
  const list = { description: 'Comma separated list of users.', type: 'string' }
  const only = people === undefined ? {} : { 'restrict-to-list': people }
  return {
    cc: { ...list, 'default-value': '', required: false, ...only },
    bcc: { ...list, 'default-value': '', required: false, ...only },
    subject: { description: `Email message subject. ${variables}`, type: 'string', required: true },
    includeSender: { description: 'Send email to the user who triggers the event.', type: 'boolean', 'default-value': 'false' },
    to: { ...list, required: true, ...only },
    body: { description: `Textual body of email. ${variables}`, type: 'text', required: true }
  }
}

const keyOf = (name: string): string => Array(2).fill(`org.nrg.xnat.eventservice.actions.${name}`).join(':')

const example = (description: string) => ({ description, type: 'string', 'default-value': 'default-value', required: false })

/** What may be done with an event. @param recipients whom a mail may go to; anybody where left out */
export const actions = (recipients?: readonly Recipient[]) => [
  {
    'action-key': keyOf('EventServiceEmailAction'),
    'display-name': 'Email Action',
    description: 'Project owners and site administrators can send an email in response to events.',
    attributes: mailAttributes(recipients)
  },
  {
    'action-key': keyOf('EventServiceLoggingAction'),
    'display-name': 'Logging Action',
    description: 'Simple action for EventService Event that logs event detection.',
    attributes: {
      param1: example('Sample description of attribute.'),
      param2: example('Another description of attribute.')
    }
  }
]
