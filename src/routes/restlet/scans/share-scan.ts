import { Failure, failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { readableProject } from '../items/lookup.ts'
import { representItem } from '../items/represent-item.ts'
import type { Call } from '../resource.ts'
import type { ScanPlace } from './place.ts'
import { isShared, shareRow } from '../items/share-row.ts'

/** PUT …/scans/{id}/projects/{P}: the file path branch of ScanResource.handlePut. There is no way to take it back. */
export function shareScan (call: Call, { session, scanId }: ScanPlace): Document | Failure {
  const { store, viewer, rest } = call
  if (!rest.startsWith('projects/')) throw failures.unexpectedPath()
  const target = rest.slice('projects/'.length)
  const project = readableProject(call, target)
  if (project === undefined) throw viewer.guest ? failures.guestWrites() : failures.projectNotIdentified(target)
  if (session === undefined) throw failures.noSessionToShare()
  const row = store.scans.find(session.id, scanId)
  if (store.shares.find('experiment', session.id, project.id) === undefined) {
    if (!store.access.can(viewer, 'create', project.id)) throw failures.mayNotShareInto(project.id)
    store.shares.add('experiment', session.id, project.id, session.label)
  }
  // XNAT meets a null pointer here; the session stays shared, so this failure is returned, not thrown
  if (row === undefined) return failures.missingScanShared()
  if (isShared(store.scans.item(row), project.id)) return failures.alreadyShared(project.id)
  if (!store.access.can(viewer, 'create', project.id)) throw failures.mayNotShareInto(project.id)
  return representItem(call, shareRow(call, row, project.id))
}
