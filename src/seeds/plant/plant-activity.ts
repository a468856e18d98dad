import type { Store } from '../../store/index.ts'
import { timeOf } from '../times.ts'
import type { SeedDocument } from '../schema.ts'

/** What users have done beside the data: favorites, invitations, workflows. */
export function plantActivity ({ records }: Store, { favorites = [], invitations = [], workflows = [] }: SeedDocument): void {
  for (const { login, dataType, id } of favorites) records.write('favorite', { login, data_type: dataType, id })
  invitations.forEach(({ key, guid, project, level, email, created, invitedBy, answered }, at) => {
    records.write('invitation', {
      key: key ?? at + 1,
      guid,
      project,
      level,
      email,
      created: timeOf(created) ?? 0,
      invited_by: invitedBy,
      login: answered?.login ?? null,
      approved: answered === undefined ? null : Number(answered.approved),
      answered: timeOf(answered?.time) ?? null
    })
  })
  for (const { key, item, data, modified, inserted, insertedBy } of workflows) {
    const times = { modified: timeOf(modified) ?? 0, inserted: timeOf(inserted) ?? 0 }
    records.write('workflow', { key, item, data: JSON.stringify(data), event: 0, ...times, inserted_by: insertedBy })
  }
}
