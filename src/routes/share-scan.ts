import { Failure, failures } from '../failures.ts'
import type { Document } from '../model/document.ts'
import { type Item, newItem } from '../model/item.ts'
import type { ScanRow } from '../store/scan-row.ts'
import { readableProjectById } from './lookup.ts'
import { representItem } from './represent-item.ts'
import type { Call } from './resource.ts'
import type { ScanPlace } from './scan.ts'
import { saved } from './save-scan.ts'

/** PUT …/scans/{id}/projects/{P}: the file path branch of ScanResource.handlePut. There is no way to take it back. */
export function shareScan (call: Call, { session, scanId }: ScanPlace): Document | Failure {
  const { store, viewer, rest } = call
  if (!rest.startsWith('projects/')) throw failures.unexpectedPath()
  const target = rest.slice('projects/'.length)
  const project = readableProjectById(call, target)
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

const isShared = (scan: Item, project: string): boolean => scan.children['sharing/share']?.some(({ values }) => values['project'] === project) === true

/** Adds a share of the scan under its own ID; one that is there stays (SecureResource.shareScanToProject). @returns the scan. */
export function shareRow ({ store, viewer }: Call, row: ScanRow, project: string): Item {
  const item = store.scans.item(row)
  if (isShared(item, project)) return item
  const field = item.type.field('sharing/share')
  if (field === undefined || field.form === 'value') return item
  const share = newItem(item.type.childType(field))
  Object.assign(share.values, { project, label: row.id })
  const submitted: Item = { ...newItem(item.type), children: { [field.path]: [share] } }
  return saved(() => store.scans.save(submitted, row, viewer))
}
