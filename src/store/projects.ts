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
  quarantine_code: number
  prearchive_code: number
  current_arc: string
}

/** What arc:project holds of a project, in XNAT's own terms. */
export type ProjectSetting = 'quarantine_code' | 'prearchive_code' | 'current_arc'

/** What two projects may not share, in the words of XNAT's message. */
export type NameKind = 'id' | 'title' | 'running' | 'alias'

export interface NameClash {
  readonly kind: NameKind
  readonly name: string
}

function queries (sql: Statements) {
  return {
    byId: sql.get<[id: string], ProjectRow>('SELECT * FROM project WHERE id = ?'),
    byAlias: sql.get<[alias: string], ProjectRow>(`
      SELECT project.* FROM project JOIN project_name ON project_name.project = project.id WHERE kind = 'alias' AND name = ?`),
    visible: sql.all<[{ login: string, everything: number }], ProjectRow>(`
      SELECT * FROM project WHERE accessibility = 'protected' OR id IN (${readableProjects}) ORDER BY inserted, id`),
    insert: sql.run<[id: string, accessibility: Accessibility, data: string, event: number, modified: number, inserted: number, by: string]>(`
      INSERT INTO project (id, accessibility, data, event, modified, inserted, inserted_by) VALUES (?, ?, ?, ?, ?, ?, ?)`),
    update: sql.run<[data: string, event: number, modified: number, id: string]>('UPDATE project SET data = ?, event = ?, modified = ? WHERE id = ?'),
    setAccessibility: sql.run<[accessibility: Accessibility, id: string]>('UPDATE project SET accessibility = ? WHERE id = ?'),
    set: Object.fromEntries((['quarantine_code', 'prearchive_code', 'current_arc'] as const).map(name => [name, sql.run<[value: string | number, id: string]>(`UPDATE project SET ${name} = ? WHERE id = ?`)])) as Record<ProjectSetting, (value: string | number, id: string) => number>,
    remove: sql.run<[id: string]>('DELETE FROM project WHERE id = ?'),
    forgetNames: sql.run<[project: string]>('DELETE FROM project_name WHERE project = ?'),
    addName: sql.run<[kind: NameKind, name: string, folded: string, project: string]>('INSERT INTO project_name (kind, name, folded, project) VALUES (?, ?, ?, ?)'),
    clash: sql.get<[folded: string, project: string], { project: string }>('SELECT project FROM project_name WHERE folded = ? AND project <> ? LIMIT 1')
  }
}

export class ProjectStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly sequences: Sequences
  private readonly saver: Saver

  constructor (statements: Statements, catalogue: Catalogue, sequences: Sequences, saver: Saver) {
    this.sql = queries(statements)
    this.catalogue = catalogue
    this.sequences = sequences
    this.saver = saver
  }

  byId (id: string): ProjectRow | undefined {
    return this.sql.byId(id)
  }

  /** By ID, else by alias. */
  find (idOrAlias: string): ProjectRow | undefined {
    return this.sql.byId(idOrAlias) ?? this.sql.byAlias(idOrAlias)
  }

  /** Every project whose existence the viewer may know, oldest first. */
  visible (viewer: Viewer): ProjectRow[] {
    return this.sql.visible({ login: viewer.login, everything: Number(viewer.administrator) })
  }

  readonly item = (row: ProjectRow): Item => {
    const item = decodeItem(this.catalogue, 'xnat:projectData', row)
    item.values['ID'] = row.id
    return item
  }

  /** Names of the item that other projects have already taken. */
  clashes (id: string, item: Item): NameClash[] {
    return namesOf(item).filter(taken => this.sql.clash(taken.name.toLowerCase(), id) !== undefined)
  }

  /** Whether a deleted project had this ID, which bars it for good. */
  retired (id: string): boolean {
    return this.sql.byId(id) === undefined && this.sequences.used('project', id)
  }

  save (submitted: Item, stored: ProjectRow | undefined, accessibility: Accessibility, viewer: Viewer): Item {
    const id = String(submitted.values['ID'])
    const item = this.saver.save({
      kind: 'project',
      insert: (item, row) => {
        this.sql.insert(id, accessibility, row.data, row.event, row.modified, row.modified, row.insertedBy)
        this.sequences.use('project', id, id)
        return id
      },
      update: (item, row) => {
        this.sql.update(row.data, row.event, row.modified, id)
        return id
      }
    }, submitted, stored && this.item(stored), viewer)
    this.nameAgain(id, item)
    return item
  }

  private nameAgain (id: string, item: Item): void {
    this.sql.forgetNames(id)
    for (const taken of namesOf(item)) this.sql.addName(taken.kind, taken.name, taken.name.toLowerCase(), id)
  }

  setAccessibility (id: string, accessibility: Accessibility): void {
    this.sql.setAccessibility(accessibility, id)
  }

  set (id: string, setting: ProjectSetting, value: string | number): void {
    this.sql.set[setting](value, id)
  }

  /** With everything in it. */
  remove (id: string): void {
    this.sql.remove(id)
  }
}

/** ID, title, running title and aliases (BaseXnatProjectdata.validateProjectFields). */
function namesOf ({ values, children }: Item): NameClash[] {
  const named = ([['id', values['ID']], ['title', values['name']], ['running', values['secondary_ID']]] as const)
    .flatMap(([kind, value]) => value === undefined ? [] : [{ kind, name: String(value) }])
  const aliases = (children['aliases/alias'] ?? []).flatMap(({ values }) => values['alias'] === undefined ? [] : [{ kind: 'alias' as const, name: String(values['alias']) }])
  return [...named, ...aliases]
}
