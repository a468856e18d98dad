import { failures } from '../../../failures/index.ts'
import { type Destination, parseDestination } from './destination.ts'
import type { Call } from '../resource.ts'

/** The importers that there are here (ImporterHandlerA). */
export const handlers = ['DICOM-zip', 'SI', 'gradual-DICOM'] as const
export type Handler = typeof handlers[number]

/** What an import asks for. */
export interface ImportOrder {
  readonly handler: Handler
  readonly destination: Destination | undefined
  readonly project: string | undefined
  readonly subject: string | undefined
  readonly label: string | undefined
  /** `action=commit`, or a destination, which stands for it. */
  readonly commits: boolean
  /** Into the archive: said by AA, auto-archive or the destination. */
  readonly archives: boolean
  readonly direct: boolean
  readonly ignoresUnparsable: boolean
  readonly renames: boolean
  readonly overriding: boolean
  readonly merging: boolean
  readonly overwritingFiles: boolean
  readonly quarantine: boolean
  /** What sends it, as it calls itself (URIManager.SOURCE). */
  readonly source: string | undefined
}

type Parameters = ReadonlyMap<string, string>

/** The parameters of the query and of the form; the query goes first (Importer.handleParam). */
export function importParameters (
  { query }: Pick<Call, 'query'>,
  fields: readonly (readonly [name: string, value: string])[]
): Map<string, string> {
  return new Map([...fields, ...[...query.entries()].map(([name]) => [name, query.raw(name)[0] ?? ''] as const)])
}

const isTrue = (text: string | undefined): boolean => text?.toLowerCase() === 'true'
const given = (...texts: readonly (string | undefined)[]): string | undefined => texts.find(text => text !== undefined && text !== '')

/** What the importers make of the parameters. @throws notImported for a destination that is none. */
export function orderOf (handler: Handler, parameters: Parameters): ImportOrder {
  const of = (name: string): string | undefined => given(parameters.get(name))
  const destination = destinationOf(handler, of('dest'))
  const commits = of('action') === 'commit' || (handler !== 'gradual-DICOM' && destination !== undefined)
  const overwrite = of('overwrite')?.toLowerCase()
  return {
    handler,
    destination,
    project: given(of('project'), destination?.project, of('PROJECT_ID')),
    subject: given(of('subject'), destination?.subject, of('SUBJECT_ID')),
    label: given(of('session'), destination?.session, of('EXPT_LABEL')),
    commits,
    archives: destination?.kind === 'archive' || (destination === undefined && (isTrue(of('AA')) || isTrue(of('auto-archive')))),
    direct: isTrue(of('Direct-Archive')) && handler !== 'SI',
    // looked at before a destination stands for a commit
    ignoresUnparsable: handler === 'SI' || isTrue(of('Ignore-Unparsable') ?? String(of('action')?.toLowerCase() === 'commit')),
    renames: isTrue(of('rename')),
    overriding: overwrite === 'delete' || overwrite === 'override',
    merging: overwrite !== undefined,
    overwritingFiles: isTrue(of('overwrite_files')),
    quarantine: isTrue(of('quarantine')),
    source: of('SOURCE')
  }
}

function destinationOf (handler: Handler, text: string | undefined): Destination | undefined {
  if (text === undefined) return undefined
  const destination = parseDestination(text)
  if (destination === undefined) throw handler === 'SI' ? failures.unexpected() : failures.notImported('Parameter dest format error')
  return destination
}
