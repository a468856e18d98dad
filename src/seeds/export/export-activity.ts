import type { Store } from '../../store/index.ts'
import { timeText } from '../times.ts'
import type { Tree, TreeObject } from '../write/tree.ts'

const listed = (name: string, list: readonly Tree[]): TreeObject => list.length === 0 ? {} : { [name]: list }

/** What users have done beside the data: favorites, invitations, workflows. */
export function exportActivity ({ records }: Store): TreeObject {
  return {
    ...listed('favorites', records.list('favorite').map(({ login, data_type: dataType, id }) => (
      { login: String(login), dataType: String(dataType), id: String(id) }
    ))),
    ...listed('invitations', records.list('invitation').map(row => ({
      key: Number(row.key),
      guid: String(row.guid),
      project: String(row.project),
      level: String(row.level),
      email: String(row.email),
      created: timeText(Number(row.created)),
      invitedBy: String(row.invited_by),
      ...(row.answered !== null && {
        answered: { login: String(row.login), approved: row.approved === 1, time: timeText(Number(row.answered)) }
      })
    }))),
    ...listed('workflows', records.list('workflow').map(row => ({
      key: Number(row.key),
      item: String(row.item),
      data: JSON.parse(String(row.data)) as Tree,
      modified: timeText(Number(row.modified)),
      inserted: timeText(Number(row.inserted)),
      insertedBy: String(row.inserted_by)
    })))
  }
}
