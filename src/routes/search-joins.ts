import type { Joins } from '../model/columns.ts'
import type { DataType } from '../model/data-type.ts'
import type { Item } from '../model/item.ts'
import type { ExperimentRow } from '../store/experiments.ts'
import type { Call } from './resource.ts'

/** Everything of a type that the viewer may read. */
export function searchedItems ({ store, viewer }: Call, root: DataType): Item[] {
  if (root.isA('xnat:projectData')) return store.projects.visible(viewer).map(store.projects.item)
  if (root.isA('xnat:subjectData')) return store.subjects.readable(viewer).map(store.subjects.item)
  const experiments = store.experiments.readable(viewer)
  if (root.isA('xnat:experimentData')) return ofType(experiments.map(store.experiments.item), root)
  if (root.isA('xnat:imageScanData')) return ofType(experiments.flatMap(({ id }) => store.scans.list(id).map(store.scans.item)), root)
  return []
}

const ofType = (items: readonly Item[], type: DataType): Item[] => items.filter(item => item.type.isA(type.xsiType))

/** Joins projects, subjects, experiments and scans to each other, whichever of them is searched for. */
export function joinsOf (call: Call): Joins {
  const { store } = call
  const readable = new Map(store.experiments.readable(call.viewer).map(row => [row.id, row]))
  const bySubject = new Map<string, ExperimentRow[]>()
  for (const row of readable.values()) if (row.subject !== null) bySubject.set(row.subject, [...bySubject.get(row.subject) ?? [], row])
  const scansOf = (sessions: readonly ExperimentRow[], element: DataType) => ofType(sessions.flatMap(({ id }) => store.scans.list(id).map(store.scans.item)), element)
  return (item, element) => {
    const sessions = sessionsOf(item, readable, bySubject)
    if (element.isA('xnat:imageScanData')) return scansOf(sessions, element)
    if (element.isA('xnat:experimentData')) return ofType(sessions.map(store.experiments.item), element)
    if (element.isA('xnat:subjectData')) return subjectOf(call, item, sessions)
    return element.isA('xnat:projectData') ? projectOf(call, item) : []
  }
}

/** The experiments of a subject, the one that is the item itself, or the one that a scan belongs to. */
function sessionsOf ({ type, values }: Item, readable: ReadonlyMap<string, ExperimentRow>, bySubject: ReadonlyMap<string, ExperimentRow[]>): readonly ExperimentRow[] {
  if (type.isA('xnat:subjectData')) return bySubject.get(String(values['ID'])) ?? []
  const row = readable.get(String(values[type.isA('xnat:imageScanData') ? 'image_session_ID' : 'ID']))
  return row === undefined ? [] : [row]
}

function subjectOf ({ store }: Call, { type }: Item, sessions: readonly ExperimentRow[]): Item[] {
  const id = type.isA('xnat:subjectData') ? undefined : sessions[0]?.subject
  const row = typeof id === 'string' ? store.subjects.byId(id) : undefined
  return row === undefined ? [] : [store.subjects.item(row)]
}

function projectOf ({ store }: Call, { values }: Item): Item[] {
  const row = store.projects.byId(String(values['project'] ?? ''))
  return row === undefined ? [] : [store.projects.item(row)]
}
