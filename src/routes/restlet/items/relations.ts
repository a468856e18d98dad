import type { Relations } from '../../../model/columns.ts'
import type { DataType } from '../../../model/data-type.ts'
import type { ReadonlyItem } from '../../../model/item.ts'
import type { Store } from '../../../store/index.ts'
import { type Owner, listOf } from '../../../store/files/resources.ts'

/** What ties projects, subjects, experiments and scans to each other in a query (GenericWrapperElement.findSchemaConnection). */
export function relationsIn (store: Store): Relations {
  return {
    below: (item, path) => below(store, item, path),
    beside: (item, element, root) => {
      if (root.isInLineWith(element)) return tableOf(item).isA(element.xsiType) ? [item] : []
      return beside(store, item, element)
    }
  }
}

/** The type in whose table the item's row stands. */
const tableOf = ({ type, rowOf }: ReadonlyItem): DataType => rowOf ?? type

const idOf = ({ values }: ReadonlyItem): string => String(values['ID'])

function below (store: Store, item: ReadonlyItem, path: string): readonly ReadonlyItem[] | undefined {
  const owner = ownerOf(item)
  if (owner === undefined) return undefined
  if (path === listOf(owner.kind, item.type)) return store.resources.items(owner)
  const shared = owner.kind === 'subject' || owner.kind === 'experiment' ? owner.kind : undefined
  if (shared === undefined) return undefined
  switch (path) {
    case 'sharing/share': return store.shares.items(shared, idOf(item))
    case 'scans/scan': return scansOf(store, item)
    case 'assessors/assessor': return assessorsOf(store, item)
    case 'experiments/experiment': return store.experiments.ofSubject(idOf(item)).map(store.experiments.item)
    default: return undefined
  }
}

const roots = [
  ['project', 'xnat:projectData'],
  ['subject', 'xnat:subjectData'],
  ['experiment', 'xnat:experimentData'],
  ['scan', 'xnat:imageScanData']
] as const

/** What the item's rows with tables of their own hang on. */
function ownerOf (item: ReadonlyItem): Owner | undefined {
  const kind = roots.find(([, xsiType]) => item.type.isA(xsiType))?.[0]
  return kind && { kind, id: kind === 'scan' ? item.key ?? 0 : idOf(item) }
}

const scansOf = (store: Store, session: ReadonlyItem): ReadonlyItem[] => store.scans.list(idOf(session)).map(store.scans.item)
const assessorsOf = (store: Store, session: ReadonlyItem): ReadonlyItem[] =>
  store.experiments.ofSession(idOf(session)).map(store.experiments.item)

function beside (store: Store, item: ReadonlyItem, element: DataType): readonly (ReadonlyItem | undefined)[] {
  if (element.isA('xnat:projectData')) return projectOf(store, item)
  if (element.isA('xnat:subjectData')) return subjectOf(store, item)
  if (element.isA('xnat:imageScanData')) return scansBeside(store, item, element)
  return element.isA('xnat:experimentData') ? experimentsOf(store, item, element) : []
}

/** From a session through a table that has a row for each scan; from a subject or another scan to those of the type alone. */
function scansBeside (store: Store, item: ReadonlyItem, element: DataType): readonly (ReadonlyItem | undefined)[] {
  if (item.type.isA('xnat:imageSessionData')) return ofType(scansOf(store, item), element)
  if (item.type.isA('xnat:imageScanData')) {
    return store.scans.items(String(item.values['image_session_ID'])).filter(scan => tableOf(scan).isA(element.xsiType))
  }
  if (!item.type.isA('xnat:subjectData')) return []
  return store.experiments
    .ofSubject(idOf(item))
    .flatMap(({ id }) => store.scans.list(id))
    .map(store.scans.item)
    .filter(({ type }) => type.isA(element.xsiType))
}

/** A row of the join is there for each, whatever its type. */
const ofType = (items: readonly ReadonlyItem[], element: DataType): (ReadonlyItem | undefined)[] =>
  items.map(item => item.type.isA(element.xsiType) ? item : undefined)

function projectOf (store: Store, { values }: ReadonlyItem): ReadonlyItem[] {
  const row = values['project'] === undefined ? undefined : store.projects.byId(String(values['project']))
  return row === undefined ? [] : [store.projects.item(row)]
}

function subjectOf (store: Store, item: ReadonlyItem): ReadonlyItem[] {
  const id = item.values['subject_ID'] ?? sessionOf(store, item)?.values['subject_ID']
  const row = id === undefined ? undefined : store.subjects.byId(String(id))
  return row === undefined ? [] : [store.subjects.item(row)]
}

/** The session of a scan or an assessor. */
function sessionOf (store: Store, { values }: ReadonlyItem): ReadonlyItem | undefined {
  const id = values['image_session_ID'] ?? values['imageSession_ID']
  const row = id === undefined ? undefined : store.experiments.byId(String(id))
  return row && store.experiments.item(row)
}

function experimentsOf (store: Store, item: ReadonlyItem, element: DataType): readonly (ReadonlyItem | undefined)[] {
  if (item.type.isA('xnat:subjectData')) {
    return store.experiments.ofSubject(idOf(item)).map(store.experiments.item).filter(({ type }) => type.isA(element.xsiType))
  }
  if (element.isA('xnat:imageAssessorData')) return item.type.isA('xnat:imageSessionData') ? ofType(assessorsOf(store, item), element) : []
  const session = sessionOf(store, item)
  return session === undefined ? [] : ofType([session], element)
}
