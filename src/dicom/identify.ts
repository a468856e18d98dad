import type { Header } from './header.ts'
import { at } from './index-of.ts'

const comments = [at('00104000', 'long text'), at('00324000', 'long text'), at('001021b0', 'long text')] as const

/** ContainedAssignmentExtractor: `Session: value` somewhere in a comment. */
function assigned (header: Header, name: string): string | undefined {
  const pattern = new RegExp(`(?:^|\\W)${name}\\s*:\\s*([\\w-]+)`, 'i')
  return comments.map(index => pattern.exec(header.text(index) ?? '')?.[1]).find(value => value !== undefined)
}

/** Labels.toLabelChars */
const label = (text: string | undefined): string | undefined => text?.replace(/[^\w-]/g, '_')

/** What the header says of project, by the names that it may have (Xnat15DicomProjectIdentifier). */
export const projectNames = (header: Header): string[] =>
  [assigned(header, 'Project'), header.value('00081030'), header.value('00080050')].filter(name => name !== undefined)

/** XnatDefaultDicomObjectIdentifier.subjectExtractors */
export const subjectLabel = (header: Header): string | undefined => label(assigned(header, 'Subject') ?? header.value('00100010'))

/** XnatDefaultDicomObjectIdentifier.sessionExtractors */
export const sessionLabel = (header: Header): string | undefined => label(assigned(header, 'Session') ?? header.value('00100020'))

/** Whether the header itself asks for archiving, or against it. */
export function requestsArchiving (header: Header): boolean | undefined {
  const requested = assigned(header, 'AA')
  return requested === undefined ? undefined : requested.toLowerCase() === 'true'
}
