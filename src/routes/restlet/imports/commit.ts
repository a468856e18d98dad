import type { Header } from '../../../dicom/header.ts'
import { Failure, failures } from '../../../failures/index.ts'
import type { PrearchiveRow } from '../../../store/files/prearchive.ts'
import { type Archiving, archiveStudy } from './archive-study.ts'
import type { Call } from '../resource.ts'

/** What a request says of a session that is to be archived, as PrearcSessionArchiver reads it (fixSessionLabel, fixSubject). */
export const namesIn = (get: (name: string) => string | undefined): Pick<Archiving, 'label' | 'subject'> => ({
  label: given(get('session'), get('EXPT_LABEL'), get('label')),
  subject: given(get('subject'), get('SUBJECT_ID'))
})

const given = (...texts: readonly (string | undefined)[]): string | undefined =>
  texts.find(text => text !== undefined && text.trim() !== '')

/**
 * QueueBasedImageCommit.call: archives a session. What speaks against it is the server's failure, and the session waits
 * on, marked as XNAT marks it (PrearcDatabase.LockAndSync.run).
 * @returns its address below /data.
 */
export function committed (call: Call, row: PrearchiveRow, archiving: Archiving): string | Failure {
  const { store } = call
  if (row.archived !== null) {
    store.prearchive.remove(row)
    return row.archived
  }
  const archived = attempted(call, row, archiving)
  return archived instanceof Failure
    ? failures.prearchiveFailed(`FAILED: Unable to archive ${row.folder}: Operation Failed: ${archived.message}`)
    : archived
}

/**
 * PrearcDatabase.archive: what is refused waits on, as CONFLICT or as ERROR, and its subject stays.
 * @param headers of its files, where they have been read already, by path.
 */
export function attempted (
  call: Call,
  row: PrearchiveRow,
  archiving: Archiving,
  headers?: ReadonlyMap<string, Header>
): string | Failure {
  const { store } = call
  try {
    return archiveStudy(call, row, archiving, headers)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    store.prearchive.update({ ...row, status: error.rule === 'import-conflict' ? 'CONFLICT' : 'ERROR' })
    return error
  }
}
