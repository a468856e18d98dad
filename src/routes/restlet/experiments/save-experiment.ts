import { type Failure, failures } from '../../../failures/index.ts'
import { type Document, empty, text } from '../../../model/document.ts'
import { type Item, newItem } from '../../../model/item.ts'
import { withoutValuesOf } from '../../../model/merge.ts'
import { validId, validate } from '../../../model/validation.ts'
import type { ExperimentRow } from '../../../store/items/experiments.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { idPrefix } from '../../../store/accounts/preferences.ts'
import { checkReason } from '../items/event.ts'
import { renameFolder } from '../items/item-files.ts'
import { manageStatus } from '../items/owned-status.ts'
import { checkReferences } from '../items/references.ts'
import { pullSessionHeaders, pullsHeaders } from '../scans/pull-headers.ts'
import { mappedType } from '../scans/scan-type-mapping.ts'
import type { Call } from '../resource.ts'
import { saved } from '../items/saved.ts'
import { saveShares, sharesOf } from '../items/save-shares.ts'

/** What both resources check before they save. */
export function checkExperiment (call: Call, item: Item, existing: ExperimentRow | undefined): void {
  const { ID: id, label } = item.values
  checkReason(call, failures.saveFailed)
  if (label !== undefined && !validId.test(String(id))) throw failures.badExperimentId()
  const lines = validate(item)
  if (lines.length > 0) throw failures.invalid(...lines)
  if (existing !== undefined && existing.id !== id) throw failures.idIsFixed()
  if (existing !== undefined && existing.label !== label) throw failures.labelIsFixed()
  preSave(call, item)
}

/** BaseXnatExperimentdata.preSave */
export function preSave ({ store }: Call, { type, values: { ID: id, label, project } }: Item): void {
  // an assessor alone needs no label
  const isLabelled = label === undefined ? type.isA('xnat:imageAssessorData') : validId.test(String(label))
  if (!validId.test(String(id)) || !isLabelled || store.projects.byId(String(project)) === undefined) throw failures.saveFailed()
  if (label === undefined) return
  const other = store.experiments.byLabel(String(project), String(label))
  if (other !== undefined && other.id !== id) throw failures.duplicateLabel()
}

/** An experiment that has passed the checks of its resource. */
export interface Checked {
  readonly item: Item
  readonly existing: ExperimentRow | undefined
  /** That of the address, or of the item. */
  readonly project: ProjectRow
  readonly removing: boolean
}

/** Saves it, and does what the request asks for beside that. */
export function keepExperiment (call: Call, { item, existing, project, removing }: Checked): Document | Failure {
  const { store, query } = call
  const id = store.attempt(() => storeExperiment(call, item, existing, removing))
  // whatever it was before: it is saved into a project where somebody has to look at it
  if (project.quarantine_code === 1) store.experiments.setStatus(id, 'quarantine')
  const unmanaged = manageStatus(call, store.experiments, { id, project: String(item.values['project']) })
  if (unmanaged !== undefined) return unmanaged
  if (query.isTrue('fixScanTypes')) fixScanTypes(call, id, project)
  const row = pullsHeaders(call) ? store.experiments.byId(id) : undefined
  const failed =
    row && store.experiments.type(row).isA('xnat:imageSessionData') && store.access.can(call.viewer, 'edit', row.project)
      ? pullSessionHeaders(call, row)
      : undefined
  return failed ?? text(id, { status: existing === undefined ? 201 : 200 })
}

/** Saves the experiment and the rows below it that have tables of their own. @returns its ID. */
export function storeExperiment (call: Call, item: Item, existing: ExperimentRow | undefined, removing: boolean): string {
  const { store, viewer } = call
  // a type is a table: another one cannot take its place
  if (existing !== undefined && existing.xsi_type !== item.type.xsiType) throw failures.saveFailed()
  checkReferences(call, item)
  saved(() => store.experiments.save(item, existing, viewer, idPrefix(store.preferences.read(), 'E'), removing))
  const id = String(item.values['ID'])
  saveShares(call, 'experiment', id, sharesOf(item))
  saveScans(call, item, id, removing)
  return id
}

/** The scans of a session's document; with `removing` those that it does not name are gone. */
function saveScans ({ store, viewer }: Call, { children, values }: Item, session: string, removing: boolean): void {
  const scans = children['scans/scan'] ?? []
  const made = new Set<string>()
  for (const scan of scans) {
    if (scan.values['ID'] === undefined) scan.values['ID'] = store.scans.nextId(session)
    if (!validId.test(String(scan.values['ID']))) throw failures.badScanId()
    scan.values['image_session_ID'] = session
    scan.values['project'] ??= values['project'] ?? ''
    const stored =
      (scan.key === undefined ? undefined : store.scans.byKey(scan.key)) ?? store.scans.find(session, String(scan.values['ID']))
    if (stored !== undefined && (stored.xsi_type !== scan.type.xsiType || stored.session !== session)) throw failures.saveFailed()
    // of two scans of one ID that are both new, the first counts (XFTItem.importNonItemFields)
    const given = stored !== undefined && made.has(stored.id) ? withoutValuesOf(scan, store.scans.item(stored)) : scan
    saved(() => store.scans.save(given, stored, viewer, removing))
    if (stored === undefined) made.add(String(scan.values['ID']))
  }
  if (!removing) return
  const given = new Set(scans.map(scan => String(scan.values['ID'])))
  for (const row of store.scans.list(session)) if (!given.has(row.id)) store.scans.remove(row.key)
}

/** FixScanTypes: a scan without a type gets one by its series description. */
function fixScanTypes (call: Call, session: string, project: ProjectRow): void {
  const { store, viewer } = call
  for (const row of store.scans.list(session)) {
    const item = store.scans.item(row)
    if (String(item.values['type'] ?? '') !== '') continue
    store.scans.save({ ...newItem(item.type), values: { type: mappedType(call, project, item) } }, row, viewer)
  }
}

/** A label on an existing experiment is all that such a request does (SecureResource.rename). */
export function renameExperiment (call: Call, row: ExperimentRow, project: string, label: string): Document {
  const { store, viewer } = call
  if (label === row.label) return empty
  if (store.experiments.byLabel(project, label)) throw failures.labelInUse()
  renameFolder(call, 'experiment', row, label)
  store.experiments.save(
    { type: store.experiments.type(row), values: { label }, children: {} },
    row,
    viewer,
    idPrefix(store.preferences.read(), 'E')
  )
  return empty
}
