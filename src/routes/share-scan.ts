import { Failure, failures } from '../failures.ts'
import type { Document } from '../model/document.ts'
import { newItem } from '../model/item.ts'
import { representItem } from './represent-item.ts'
import type { Call } from './resource.ts'
import type { ScanPlace } from './scan.ts'
import { saved } from './save-scan.ts'

/** PUT …/scans/{id}/projects/{P}: the file path branch of ScanResource.handlePut. There is no way to take it back. */
export function shareScan (call: Call, { session, scanId }: ScanPlace): Document | Failure {
  const { store, viewer, rest } = call
  if (!rest.startsWith('projects/')) throw failures.unexpectedPath()
  const target = rest.slice('projects/'.length)
  const project = store.projects.byId(target)
  if (project === undefined || !store.access.canSeeProject(viewer, project.id)) throw viewer.guest ? failures.guestWrites() : failures.noProjectToShareWith(target)
  if (session === undefined) throw failures.noSessionToShare()
  const row = store.scans.find(session.id, scanId)
  if (store.shares.find('experiment', session.id, project.id) === undefined) {
    if (!store.access.can(viewer, 'create', project.id)) throw failures.mayNotShareInto(project.id)
    store.shares.add('experiment', session.id, project.id, session.label)
  }
  // XNAT meets a null pointer here; the session stays shared, so this failure is returned, not thrown
  if (row === undefined) return failures.missingScanShared()
  const item = store.scans.item(row)
  if (item.children['sharing/share']?.some(({ values }) => values['project'] === project.id)) return failures.alreadyShared(project.id)
  if (!store.access.can(viewer, 'create', project.id)) throw failures.mayNotShareInto(project.id)
  const share = newItem(item.type.childType(sharingOf(item.type)))
  Object.assign(share.values, { project: project.id, label: row.id })
  const submitted = newItem(item.type)
  submitted.children['sharing/share'] = [share]
  return representItem(call, saved(() => store.scans.save(submitted, row, viewer)))
}

function sharingOf (type: Parameters<typeof newItem>[0]) {
  const field = type.field('sharing/share')
  if (field === undefined || field.form === 'value') throw new Error(`${type.xsiType} cannot be shared`)
  return field
}
