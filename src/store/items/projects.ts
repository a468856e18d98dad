import type { Catalogue } from '../../model/catalogue.ts'
import type { Item } from '../../model/item.ts'
import { hashMapOrder } from '../../model/java-order.ts'
import { type Accessibility, readableProjects } from '../accounts/access.ts'
import { type ItemRow, decodeItem } from '../sql/items.ts'
import type { Saver } from './save.ts'
import type { Sequences } from '../sql/sequences.ts'
import type { Statements } from '../sql/statements.ts'
import type { Viewer } from '../accounts/viewer.ts'

export interface ProjectRow extends ItemRow {
  readonly id: string
  readonly accessibility: Accessibility
  readonly quarantine_code: number
  readonly prearchive_code: number
  readonly current_arc: string
  /** Null where the site's preference counts. */
  readonly scan_type_mapping: number | null
}

/** What arc:project holds of a project, in XNAT's own terms. */
export type ProjectSetting = typeof settings[number]

const settings = ['quarantine_code', 'prearchive_code', 'current_arc', 'scan_type_mapping'] as const

/** What two projects may not share. */
type NameKind = 'id' | 'title' | 'running' | 'alias'

interface ProjectName {
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
    insert: sql.insert<
      [id: string, accessibility: Accessibility, data: string, event: number, modified: number, inserted: number, by: string]
    >('project', '(id, accessibility, data, event, modified, inserted, inserted_by) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    update: sql.update<[data: string, event: number, modified: number, id: string]>(
      'project',
      'SET data = ?, event = ?, modified = ? WHERE id = ?'
    ),
    setAccessibility: sql.update<[accessibility: Accessibility, id: string]>('project', 'SET accessibility = ? WHERE id = ?'),
    set: Object.fromEntries(
      settings.map(name => [name, sql.update<[value: string | number, id: string]>('project', `SET ${name} = ? WHERE id = ?`)])
    ) as Record<ProjectSetting, (value: string | number, id: string) => number>,
    remove: sql.delete<[id: string]>('project', 'WHERE id = ?'),
    forgetNames: sql.delete<[project: string]>('project_name', 'WHERE project = ?'),
    addName: sql.insert<[kind: NameKind, name: string, folded: string, project: string]>(
      'project_name',
      '(kind, name, folded, project) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'
    ),
    lastChange: sql.get<[{ project: string }], { last: number | null }>(`
      SELECT max(modified) AS last FROM (
        SELECT modified FROM subject WHERE project = :project UNION ALL SELECT modified FROM experiment WHERE project = :project)`),
    withName: sql.all<[folded: string], { kind: NameKind, owner: string }>(
      'SELECT kind, lower(project) AS owner FROM project_name WHERE folded = ?'
    )
  }
}

export class ProjectStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly catalogue: Catalogue
  private readonly sequences: Sequences
  private readonly saver: Saver
  /** IDs of projects whose content was deleted while they stayed. */
  private readonly emptied = new Set<string>()

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

  /**
   * Why the names of an item cannot be stored, in XNAT's words (BaseXnatProjectdata.validateProjectFields). An alias may
   * not be any project's name, nor a name any project's alias, its own project's included.
   */
  clashes (id: string, item: Item): string[] {
    const own = id.toLowerCase()
    const names = namesOf(item).map(({ kind, name }) => ({ kind, name: name.toLowerCase() }))
    const aliases = names.filter(({ kind }) => kind === 'alias').map(({ name }) => name)
    const found: string[] = []
    for (const alias of aliases) {
      if (this.sql.withName(alias).some(({ kind, owner }) => kind !== 'alias' || owner !== own)) {
        found.push(`Invalid Alias: '${alias}' is already being used.`)
      }
    }
    for (const [kind, called] of clashOrder) {
      const name = names.find(taken => taken.kind === kind)?.name
      if (name === undefined) continue
      if (this.sql.withName(name).some(({ kind, owner }) => kind === 'alias' || owner !== own)) {
        found.push(`Invalid ${called}: '${name}' is already being used.`)
      }
      if (aliases.includes(name)) found.push(`Invalid ${called}: '${name}' cannot be used as the ${called} and an alias.`)
    }
    return found
  }

  /** When something in the project last changed, in epoch milliseconds; 0 for an empty one. */
  lastChange (project: string): number {
    return this.sql.lastChange({ project })?.last ?? 0
  }

  /** Whether a deleted project had this ID, which bars it for good. */
  retired (id: string): boolean {
    return this.sql.byId(id) === undefined && this.sequences.used('project', id)
  }

  /**
   * Notes that a project stays though some of its content is deleted: XNAT goes on to hold the deleted subjects in its
   * cache of projects until the project is saved or the server restarts.
   */
  setEmptied (id: string): void {
    this.emptied.add(id)
  }

  isEmptied (id: string): boolean {
    return this.emptied.has(id)
  }

  save (submitted: Item, stored: ProjectRow | undefined, accessibility: Accessibility, viewer: Viewer): Item {
    const id = String(submitted.values['ID'])
    this.emptied.delete(id)
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
    }, { submitted, stored: stored && this.item(stored), viewer })
    this.name(id, item)
    return item
  }

  /** Stores the names that the item has. */
  name (id: string, item: Item): void {
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

const called: Readonly<Record<string, NameKind>> = { 'Project Id': 'id', 'Project Title': 'title', 'Running Title': 'running' }

/** As XNAT's HashMap has them. */
const clashOrder = hashMapOrder(Object.keys(called)).flatMap(name => called[name] === undefined ? [] : [[called[name], name] as const])

/** ID, title, running title and aliases. */
function namesOf ({ values, children }: Item): ProjectName[] {
  const named = ([['id', values['ID']], ['title', values['name']], ['running', values['secondary_ID']]] as const)
    .flatMap(([kind, value]) => value === undefined ? [] : [{ kind, name: String(value) }])
  const aliases = (children['aliases/alias'] ?? []).flatMap(({ values }) =>
    values['alias'] === undefined ? [] : [{ kind: 'alias' as const, name: String(values['alias']) }]
  )
  return [...named, ...aliases]
}
