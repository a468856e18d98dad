import { failures } from '../../../failures/index.ts'
import type { PrearchiveStatus } from '../../../store/files/prearchive.ts'

/** PrearcUtils.PrearcStatus, without those that XNAT sets alone. */
const statuses: readonly PrearchiveStatus[] = [
  'ARCHIVING', 'BUILDING', 'CONFLICT', 'DELETING', 'ERROR', 'MOVING', 'READY', 'RECEIVING', 'RECEIVING_INTERRUPT', 'SEPARATING',
  'QUEUED_ARCHIVING', 'QUEUED_BUILDING', 'QUEUED_DELETING', 'QUEUED_MOVING', 'QUEUED_SEPARATING'
]

const inProcess = new Set([
  '_ARCHIVING', '_BUILDING', '_CONFLICT', '_DELETING', '_MOVING', '_RECEIVING', '_RECEIVING_INTERRUPT', '_SEPARATING'
])

/** PrearcDatabase.setStatus of a status by its name. @throws notImported with the words of Enum.valueOf */
export function knownStatus (name: string | undefined): PrearchiveStatus {
  if (name === undefined) throw failures.notImported('Name is null')
  const known = statuses.find(status => status === name)
  if (known !== undefined) return known
  throw failures.notImported(
    inProcess.has(name)
      ? `Cannot set session status to ${name}`
      : `No enum constant org.nrg.xnat.helpers.prearchive.PrearcUtils.PrearcStatus.${name}`
  )
}
