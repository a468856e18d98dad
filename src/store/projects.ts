import type { Catalogue } from '../model/catalogue.ts'
import type { Item } from '../model/item.ts'
import { type Accessibility, readableProjects } from './access.ts'
import { type ItemRow, decodeItem } from './items.ts'
import type { Saver } from './save.ts'
import type { Sequences } from './sequences.ts'
import type { Statements } from './statements.ts'
import type { Viewer } from './users.ts'

export interface ProjectRow extends ItemRow {
  id: string
  accessibility: Accessibility
}

/** What two projects may not share, in the words of XNAT's message. */
export type NameKind = 'id' | 'title' | 'running' | 'alias'

export interface NameClash {
  readonly kind: NameKind
  readonly name: string
}

export function projectStore ({ get, all, run }: Statements, catalogue: Catalogue, sequences: Sequences, saver: Saver) {
  const byId = get<[id: string], ProjectRow>('SELECT * FROM project WHERE id = ?')
  const byAlias = get<[alias: string], ProjectRow>(`
    SELECT project.* FROM project JOIN project_name ON project_name.project = project.id WHERE kind = 'alias' AND name = ?`)
  const visible = all<[{ login: string, everything: number }], ProjectRow>(`
    SELECT * FROM project WHERE accessibility = 'protected' OR id IN (${readableProjects}) ORDER BY inserted, id`)
  const insert = run<[id: string, accessibility: Accessibility, data: string, event: number, modified: number, inserted: number, by: string]>(`
    INSERT INTO project (id, accessibility, data, event, modified, inserted, inserted_by) VALUES (?, ?, ?, ?, ?, ?, ?)`)
  const update = run<[data: string, event: number, modified: number, id: string]>('UPDATE project SET data = ?, event = ?, modified = ? WHERE id = ?')
  const setAccessibility = run<[accessibility: Accessibility, id: string]>('UPDATE project SET accessibility = ? WHERE id = ?')
  const remove = run<[id: string]>('DELETE FROM project WHERE id = ?')
  const forget = run<[project: string]>('DELETE FROM project_name WHERE project = ?')
  const name = run<[kind: NameKind, name: string, folded: string, project: string]>('INSERT INTO project_name (kind, name, folded, project) VALUES (?, ?, ?, ?)')
  const clash = get<[folded: string, project: string], { project: string }>('SELECT project FROM project_name WHERE folded = ? AND project <> ? LIMIT 1')

  const toItem = (row: ProjectRow): Item => {
    const item = decodeItem(catalogue, 'xnat:projectData', row)
    item.values['ID'] = row.id
    return item
  }

  const nameAgain = (id: string, item: Item): void => {
    forget(id)
    for (const taken of namesOf(item)) name(taken.kind, taken.name, taken.name.toLowerCase(), id)
  }

  return {
    byId,
    /** By ID, else by alias. */
    find: (idOrAlias: string): ProjectRow | undefined => byId(idOrAlias) ?? byAlias(idOrAlias),
    /** Every project whose existence the viewer may know, oldest first. */
    visible: (viewer: Viewer): ProjectRow[] => visible({ login: viewer.login, everything: Number(viewer.administrator) }),
    item: toItem,
    /** Names of the item that other projects have already taken. */
    clashes: (id: string, item: Item): NameClash[] => namesOf(item).filter(taken => clash(taken.name.toLowerCase(), id) !== undefined),
    /** Whether a deleted project had this ID, which bars it for good. */
    retired: (id: string): boolean => byId(id) === undefined && sequences.used('project', id),
    save: (submitted: Item, stored: ProjectRow | undefined, accessibility: Accessibility, viewer: Viewer): Item => {
      const id = String(submitted.values['ID'])
      const item = saver.save({
        kind: 'project',
        insert: (item, row) => {
          insert(id, accessibility, row.data, row.event, row.modified, row.modified, row.insertedBy)
          sequences.use('project', id, id)
          return id
        },
        update: (item, row) => {
          update(row.data, row.event, row.modified, id)
          return id
        }
      }, submitted, stored && toItem(stored), viewer)
      nameAgain(id, item)
      return item
    },
    setAccessibility: (id: string, accessibility: Accessibility): void => { setAccessibility(accessibility, id) },
    remove: (id: string): void => { remove(id) }
  }
}

export type ProjectStore = ReturnType<typeof projectStore>

/** ID, title, running title and aliases (BaseXnatProjectdata.validateProjectFields). */
function namesOf ({ values, children }: Item): NameClash[] {
  const named = ([['id', values['ID']], ['title', values['name']], ['running', values['secondary_ID']]] as const)
    .flatMap(([kind, value]) => value === undefined ? [] : [{ kind, name: String(value) }])
  const aliases = (children['aliases/alias'] ?? []).flatMap(({ values }) => values['alias'] === undefined ? [] : [{ kind: 'alias' as const, name: String(values['alias']) }])
  return [...named, ...aliases]
}
