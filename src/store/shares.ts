import type { Clock } from '../clock.ts'
import type { Catalogue } from '../model/catalogue.ts'
import type { Item } from '../model/item.ts'
import type { Sequences } from './sequences.ts'
import type { Statements } from './statements.ts'

export type SharedKind = 'subject' | 'experiment'

export interface ShareRow {
  key: number
  kind: SharedKind
  id: string
  project: string
  label: string | null
  event: number
  modified: number
}

/** The type of the row that ties a shared item to a project. */
const rowTypes: Readonly<Record<SharedKind, string>> = { subject: 'xnat:projectParticipant', experiment: 'xnat:experimentData_share' }

export function shareStore ({ get, all, run }: Statements, catalogue: Catalogue, sequences: Sequences, clock: Clock) {
  const list = all<[kind: SharedKind, id: string], ShareRow>('SELECT * FROM share WHERE kind = ? AND id = ? ORDER BY key')
  const find = get<[kind: SharedKind, id: string, project: string], ShareRow>('SELECT * FROM share WHERE kind = ? AND id = ? AND project = ?')
  const byLabel = get<[kind: SharedKind, project: string, label: string], ShareRow>('SELECT * FROM share WHERE kind = ? AND project = ? AND label = ? ORDER BY key')
  const insert = run<[key: number, kind: SharedKind, id: string, project: string, label: string | null, event: number, modified: number]>(`
    INSERT INTO share (key, kind, id, project, label, event, modified) VALUES (?, ?, ?, ?, ?, ?, ?)`)
  const relabel = run<[label: string | null, kind: SharedKind, id: string, project: string]>('UPDATE share SET label = ? WHERE kind = ? AND id = ? AND project = ?')
  const remove = run<[kind: SharedKind, id: string, project: string]>('DELETE FROM share WHERE kind = ? AND id = ? AND project = ?')
  const removeAll = run<[kind: SharedKind, id: string]>('DELETE FROM share WHERE kind = ? AND id = ?')

  return {
    list,
    find,
    byLabel,
    add: (kind: SharedKind, id: string, project: string, label: string | null): void => {
      insert(sequences.key(catalogue.type(rowTypes[kind])), kind, id, project, label, sequences.event(), clock.now())
    },
    relabel: (kind: SharedKind, id: string, project: string, label: string | null): void => { relabel(label, kind, id, project) },
    remove: (kind: SharedKind, id: string, project: string): void => { remove(kind, id, project) },
    removeAll: (kind: SharedKind, id: string): void => { removeAll(kind, id) },
    /** The rows as they stand below the item, under sharing/share. */
    items: (kind: SharedKind, id: string): Item[] => list(kind, id).map(row => ({
      type: catalogue.type(rowTypes[kind]),
      key: row.key,
      meta: { event: row.event, modified: row.modified },
      values: { project: row.project, ...(kind === 'subject' && { subject_ID: id }), ...(row.label !== null && { label: row.label }) },
      children: {}
    }))
  }
}

export type ShareStore = ReturnType<typeof shareStore>
