import type { MountedOperation } from '../../http/description.ts'
import { filled } from '../../http/template.ts'
import type { Aspect } from './coverage.ts'
import { quoted } from '../../model/escape.ts'

/** Something that is there, for lines to speak of. */
export interface Place {
  /** Scheme, authority and what the space's addresses begin with. */
  readonly site: string
  readonly project: string
  readonly subject: string
  readonly session: string
  readonly sessionId: string
  readonly scan: string
  /** Another project, to share with. */
  readonly other: string
}

/** What a line says beside the operation's own address. */
interface Line {
  /** In place of what stands in an address for a variable. */
  readonly named?: Readonly<Record<string, string>>
  /** Whether the first of the addresses is meant, and not the last. */
  readonly first?: boolean
  /** Whether it takes two requests. */
  readonly twice?: boolean
  /** Behind the address. */
  readonly behind?: string
  readonly method?: string
  /** Options of curl. */
  readonly options?: readonly string[]
  /** Who sends it, if not the usual user; null is nobody. */
  readonly user?: string | null
}

/** A line of shell that uses an operation in one way, where one line does. */
export function curlFor (operation: MountedOperation, aspect: Aspect, name: string, place: Place): string | undefined {
  const line = lineFor(operation, aspect, name, place)
  if (line === undefined) return undefined
  const {
    named = {},
    first = false,
    twice = false,
    behind = '',
    method = operation.method,
    options = [],
    user = '"$XNAT_USER:$XNAT_PASSWORD"'
  } = line
  const address = aspect === 'addresses' ? name : operation.addresses.at(first ? 0 : -1) ?? ''
  const path = filled(address, name => encodeURIComponent(named[name] ?? values(operation, place)[name] ?? name))
  const url = quoted(`${place.site}/data${path}${behind}`)
  return [
    'curl',
    ...(method === 'GET' ? [] : ['-X', method]),
    ...(user === null ? [] : ['-u', user]),
    ...options,
    ...(twice ? [url, url] : [url])
  ].join(' ')
}

const values = ({ id }: MountedOperation, { project, subject, session, sessionId, scan }: Place): Readonly<Record<string, string>> => ({
  PROJECT_ID: project,
  SUBJECT_ID: subject,
  ASSESSED_ID: sessionId === '' ? session : sessionId,
  SCAN_ID: id === 'putScan' ? 'NEW1' : scan
})

const writes = ['putScan', 'addScan']

function lineFor (operation: MountedOperation, aspect: Aspect, name: string, place: Place): Line | undefined {
  const plain = writes.includes(operation.id) ? { behind: '?xsiType=xnat:mrScanData' } : {}
  switch (aspect) {
    case 'addresses': return plain
    case 'parameters': return { behind: `?${examples[name] ?? `${name}=true`}` }
    case 'formats': return { behind: `?format=${name}` }
    case 'bodies': return bodies[name] ?? plain
    case 'refusals': return refusals[name]?.(place, operation)
  }
}

/** What is sent for a parameter. */
const examples: Readonly<Record<string, string>> = {
  format: 'format=json',
  columns: 'columns=ID,type,quality',
  xsiType: 'xsiType=xnat:mrScanData',
  sortBy: 'sortBy=type',
  sortOrder: 'sortBy=ID&sortOrder=DESC',
  handler: 'handler=values&columns=type',
  asValue: 'handler=values&columns=type&asValue=true',
  type: 'xsiType=xnat:mrScanData&type=T1w',
  req_format: 'xsiType=xnat:mrScanData&req_format=form',
  event_reason: 'xsiType=xnat:mrScanData&event_reason=because'
}

const document = '<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat" type="T1w"/>'
const xml = (text: string, type = 'text/xml'): Line => ({ options: ['-H', quoted(`Content-Type: ${type}`), '--data-binary', quoted(text)] })

const bodies: Readonly<Record<string, Line>> = {
  xml: xml(document),
  form: { options: ['--data', quoted('xsiType=xnat:mrScanData&xnat:mrScanData/type=T1w')] },
  multipart: { options: ['-F', quoted(`scan=${document};filename=scan.xml`)] }
}

const nowhere = { ASSESSED_ID: 'NONE' }
const typed = '?xsiType=xnat:mrScanData'

/** How a refusal is had. One that takes more than a line has none. */
const refusals: Readonly<Record<string, (place: Place, operation: MountedOperation) => Line>> = {
  'bad-credentials': () => ({ user: '"$XNAT_USER:wrong"' }),
  'login-required': () => ({ user: null }),
  'malformed-query': () => ({ behind: '?type=%zz' }),
  'not-acceptable': () => ({ options: ['-H', quoted('Accept: image/png')] }),
  'precondition-failed': () => ({ options: ['-H', quoted('If-Match: "1"')] }),
  'unknown-type': () => ({ behind: '?xsiType=xnat:noSuchData' }),
  'malformed-xml': () => xml('<'),
  'unfit-xml': () => xml('<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat"><xnat:none>1</xnat:none></xnat:MRScan>'),
  'part-without-file-name': () => ({ options: ['-F', quoted('scan=none')] }),
  'unknown-charset': () => xml(document, 'text/xml; charset=none'),
  'upload-failed': () => xml('none', 'multipart/form-data'),
  'no-such-listing': () => ({ named: nowhere }),
  'listed-place-not-found': () => ({ named: nowhere, first: true }),
  'bad-listing': () => ({ behind: '?columns=none' }),
  'endless-listing': () => ({ behind: '?xsiType=xnat:MRScan' }),
  'not-a-scan-posted': () => ({ behind: '?xsiType=xnat:subjectData' }),
  'may-not-create-scan': () => ({ named: { SCAN_ID: 'NEW3' }, user: '"$XNAT_COLLABORATOR:$XNAT_COLLABORATOR_PASSWORD"', behind: typed }),
  'scan-exists': ({ scan }) => ({ behind: `${typed}&ID=${scan}` }),
  'scan-not-found': () => ({ named: { SCAN_ID: 'NONE' } }),
  'bad-handler': () => ({ behind: '?handler=none' }),
  'no-such-value': () => ({ behind: '?handler=values&columns=none/none' }),
  'values-without-columns': () => ({ behind: '?handler=values' }),
  'values-as-one': () => ({ behind: '?handler=values&columns=ID,type&asValue=true' }),
  'need-put-contents': () => ({ named: { SCAN_ID: 'NEW2' } }),
  'not-a-scan': () => ({ behind: '?xsiType=xnat:subjectData' }),
  'scan-without-modality': () => ({ behind: '?xsiType=xnat:imageScanData' }),
  'scan-without-session': () => ({ named: nowhere, behind: typed }),
  'no-such-image-session': () => ({ named: nowhere, behind: `${typed}&xnat:mrScanData/image_session_ID=NONE` }),
  'may-not-edit-scan': ({ scan }) => ({
    named: { SCAN_ID: scan },
    user: '"$XNAT_COLLABORATOR:$XNAT_COLLABORATOR_PASSWORD"',
    behind: '?quality=usable'
  }),
  'scan-type-differs': ({ scan }) => ({ named: { SCAN_ID: scan }, behind: '?xsiType=xnat:xaScanData' }),
  invalid: () => ({ behind: `${typed}&quality=${'x'.repeat(300)}` }),
  'unfit-value': () => xml('<xnat:MRScan xmlns:xnat="http://nrg.wustl.edu/xnat"><xnat:note>&lt;script&gt;</xnat:note></xnat:MRScan>'),
  'bad-scan-id': (place, { id }) => id === 'putScan' ? { named: { SCAN_ID: 'a b' }, behind: typed } : { behind: `${typed}&ID=a%20b` },
  'save-failed': () => ({ behind: `${typed}&event_id=none` }),
  'unexpected-path': ({ scan }) => ({ named: { SCAN_ID: scan }, behind: '/none' }),
  'project-not-identified': ({ scan }) => ({ named: { SCAN_ID: scan }, behind: '/projects/NONE' }),
  'no-session-to-share': ({ project }) => ({ named: nowhere, behind: `/projects/${project}` }),
  'missing-scan-shared': ({ other }) => ({ named: { SCAN_ID: 'NONE' }, behind: `/projects/${other}` }),
  'already-shared': ({ scan, other }) => ({ named: { SCAN_ID: scan }, twice: true, behind: `/projects/${other}` }),
  'may-not-modify-session': () => ({ user: '"$XNAT_COLLABORATOR:$XNAT_COLLABORATOR_PASSWORD"' })
}
