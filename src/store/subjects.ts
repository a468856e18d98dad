import type { Catalogue } from '../model/catalogue.ts'
import type { Item } from '../model/item.ts'
import { readableProjects } from './access.ts'
import { type ItemRow, decodeItem } from './items.ts'
import type { Saver } from './save.ts'
import type { Sequences } from './sequences.ts'
import type { ShareStore } from './shares.ts'
import type { Statements } from './statements.ts'
import type { Viewer } from './users.ts'

export interface SubjectRow extends ItemRow {
  id: string
  project: string
  label: string | null
}

/** A subject as one project shows it: shared ones under the label of the share. */
export interface ListedSubject extends SubjectRow {
  shown_project: string
  shown_label: string | null
}

export function subjectStore ({ get, all, run }: Statements, catalogue: Catalogue, sequences: Sequences, saver: Saver, shares: ShareStore) {
  const byId = get<[id: string], SubjectRow>('SELECT * FROM subject WHERE id = ?')
  const byLabel = get<[project: string, label: string], SubjectRow>('SELECT * FROM subject WHERE project = ? AND label = ?')
  const inProject = all<[{ project: string }], ListedSubject>(`
    SELECT subject.*, project AS shown_project, label AS shown_label FROM subject WHERE project = :project
    UNION ALL
    SELECT subject.*, share.project, share.label FROM share JOIN subject ON subject.id = share.id
    WHERE share.kind = 'subject' AND share.project = :project
    ORDER BY inserted, id`)
  const readable = all<[{ login: string, everything: number }], ListedSubject>(`
    SELECT subject.*, project AS shown_project, label AS shown_label FROM subject
    WHERE project IN (${readableProjects})
      OR id IN (SELECT id FROM share WHERE kind = 'subject' AND share.project IN (${readableProjects}))
    ORDER BY inserted, id`)
  const insert = run<[id: string, project: string, label: string | null, data: string, event: number, modified: number, inserted: number, by: string]>(`
    INSERT INTO subject (id, project, label, data, event, modified, inserted, inserted_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const update = run<[project: string, label: string | null, data: string, event: number, modified: number, id: string]>(`
    UPDATE subject SET project = ?, label = ?, data = ?, event = ?, modified = ? WHERE id = ?`)
  const remove = run<[id: string]>('DELETE FROM subject WHERE id = ?')

  const toItem = (row: SubjectRow): Item => {
    const item = decodeItem(catalogue, 'xnat:subjectData', row)
    Object.assign(item.values, { ID: row.id, project: row.project, ...(row.label !== null && { label: row.label }) })
    return item
  }

  return {
    byId,
    /** By label in the project, then by the label of a share into it (GetSubjectByProjectIdentifier). */
    byLabel: (project: string, label: string): SubjectRow | undefined => {
      const share = byLabel(project, label) === undefined ? shares.byLabel('subject', project, label) : undefined
      return share === undefined ? byLabel(project, label) : byId(share.id)
    },
    inProject: (project: string): ListedSubject[] => inProject({ project }),
    readable: (viewer: Viewer): ListedSubject[] => readable({ login: viewer.login, everything: Number(viewer.administrator) }),
    /** Whether the project owns the subject or has it shared. */
    isIn: (row: SubjectRow, project: string): boolean => row.project === project || shares.find('subject', row.id, project) !== undefined,
    item: toItem,
    save: (submitted: Item, stored: SubjectRow | undefined, viewer: Viewer, idPrefix: string): Item => {
      const text = (item: Item, path: string): string | null => item.values[path] === undefined ? null : String(item.values[path])
      return saver.save({
        kind: 'subject',
        insert: (item, row) => {
          const id = text(item, 'ID') ?? ''
          insert(id, text(item, 'project') ?? '', text(item, 'label'), row.data, row.event, row.modified, row.modified, row.insertedBy)
          sequences.use('subject', id, idPrefix)
          return id
        },
        update: (item, row) => {
          const id = text(item, 'ID') ?? ''
          update(text(item, 'project') ?? '', text(item, 'label'), row.data, row.event, row.modified, id)
          return id
        }
      }, submitted, stored && toItem(stored), viewer)
    },
    remove: (id: string): void => {
      shares.removeAll('subject', id)
      remove(id)
    }
  }
}

export type SubjectStore = ReturnType<typeof subjectStore>
