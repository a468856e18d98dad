import type { Catalogue } from '../../model/catalogue.ts'
import type { DataType } from '../../model/data-type.ts'
import type { Item } from '../../model/item.ts'
import { nearest } from '../../model/nearest.ts'
import { validId, validate } from '../../model/validation.ts'
import { checkFiles } from './check-files.ts'
import { experimentTypeOf, fieldsWithAliases, fieldsWithVariables, scanTypeOf } from '../defaults.ts'
import type { NodeKind } from '../field-names.ts'
import { implied } from '../implied.ts'
import { ItemBuilder } from '../item-builder.ts'
import type { Mismatch } from './explain.ts'
import type { Steps } from './located.ts'
import type {
  FieldValue,
  SeedAssessor,
  SeedDocument,
  SeedExperiment,
  SeedProject,
  SeedProjectExperiment,
  SeedResource,
  SeedScan,
  SeedShare,
  SeedSubject
} from '../schema.ts'
import { Taken } from './taken.ts'
import { users as usual } from '../built-in/users.ts'

/** What is nothing but numbers here: nothing is written. */
const nothing = { meta: { event: 0, modified: 0 }, nextKey: () => 0 }

/** Stands for an ID that is yet to be generated. */
const unknownId = 'X'

type Fields = Readonly<Record<string, FieldValue>>

/** Looks for all that would not do in a seed whose form is right. */
export class SeedCheck {
  private readonly catalogue: Catalogue
  private readonly seed: SeedDocument
  private readonly folder: string | undefined
  private readonly report: (mismatch: Mismatch) => void
  private readonly builder: ItemBuilder
  private readonly logins: ReadonlySet<string>
  private readonly projects: ReadonlySet<string>
  private readonly taken: Taken

  /** @param folder that files must stand in; without one none is looked for. */
  constructor (catalogue: Catalogue, seed: SeedDocument, folder: string | undefined, report: (mismatch: Mismatch) => void) {
    this.catalogue = catalogue
    this.seed = seed
    this.folder = folder
    this.report = report
    this.builder = new ItemBuilder(catalogue)
    this.taken = new Taken((steps, what) => { this.complain(steps, what) })
    this.logins = new Set(present(seed.users ?? usual).map(([, { login }]) => login))
    this.projects = new Set(present(seed.projects).map(([, { id }]) => String(id)))
  }

  private complain (steps: Steps, what: string, at: 'key' | 'value' = 'value'): void {
    this.report({ steps, what, at })
  }

  check (): void {
    const { seed, taken } = this
    for (const [index, { login }] of present(seed.users)) taken.take('login', login, ['users', index, 'login'])
    for (const [index, project] of present(seed.projects)) this.project(project, ['projects', index])
    for (const [index, name] of present(seed.dataTypes)) this.type(name, 'xnat:experimentData', ['dataTypes', index])
    for (const [index, { project, login, kept }] of present(seed.configurations)) {
      // an archive keeps those of projects that are gone
      if (project !== undefined && kept === undefined) this.inProjects(String(project), ['configurations', index, 'project'])
      if (login !== undefined) this.isUser(login, ['configurations', index, 'login'])
    }
    for (const [index, { id, login, fields }] of present(seed.searches)) {
      taken.take('search', id, ['searches', index, 'id'])
      this.isUser(login, ['searches', index, 'login'])
      if (fields !== undefined) this.item('row', 'xdat:stored_search', { ID: id }, fields, ['searches', index])
    }
    for (const [index, { alias, login }] of present(seed.tokens)) {
      taken.take('alias', alias, ['tokens', index, 'alias'])
      this.isUser(login, ['tokens', index, 'login'])
    }
    taken.settle()
  }

  private isUser (login: string, steps: Steps, at: 'key' | 'value' = 'value'): void {
    if (!this.logins.has(login)) this.complain(steps, `there is no user '${login}'${this.like(login, this.logins)}`, at)
  }

  private inProjects (id: string, steps: Steps): void {
    if (!this.projects.has(id)) this.complain(steps, `there is no project '${id}'${this.like(id, this.projects)}`)
  }

  private like (wrong: string, names: Iterable<string>): string {
    const [like] = nearest(wrong, [...names], 1)
    return like === undefined ? '' : `; did you mean ${like}?`
  }

  private mayBeCalled (name: string | number, steps: Steps): void {
    if (!validId.test(String(name))) this.complain(steps, `'${name}' cannot be a name: letters, digits, _ and - can`)
  }

  private project (node: SeedProject, steps: Steps): void {
    const id = String(node.id)
    this.mayBeCalled(id, [...steps, 'id'])
    this.taken.take('project ID', id, [...steps, 'id'])
    const item = this.item('project', 'xnat:projectData', implied.project(id), fieldsWithAliases(node), steps)
    this.taken.nameProject(id, item, steps)
    for (const login of Object.keys(node.users ?? {})) this.isUser(login, [...steps, 'users', login], 'key')
    this.resources(node.resources, steps)
    for (const [index, subject] of present(node.subjects)) this.subject(id, subject, [...steps, 'subjects', index])
    for (const [index, experiment] of present(node.experiments)) this.projectExperiment(id, experiment, [...steps, 'experiments', index])
  }

  private subject (project: string, node: SeedSubject, steps: Steps): void {
    this.owned('subject', project, node, steps)
    this.item(
      'subject',
      'xnat:subjectData',
      implied.owned(node.id ?? unknownId, project, String(node.label ?? '')),
      fieldsWithVariables(node),
      steps
    )
    for (const [index, experiment] of present(node.experiments)) {
      this.experiment(project, experiment, [...steps, 'experiments', index], true)
    }
  }

  private projectExperiment (project: string, node: SeedProjectExperiment, steps: Steps): void {
    if (node.subject !== undefined) this.taken.needSubject(project, node.subject, [...steps, 'subject'])
    this.experiment(project, node, steps, false)
  }

  private experiment (project: string, node: SeedExperiment, steps: Steps, ofSubject: boolean): void {
    const type = this.type(experimentTypeOf(node), ofSubject ? 'xnat:subjectAssessorData' : 'xnat:experimentData', [...steps, 'xsiType'])
    this.anyExperiment('experiment', type, project, node, steps)
    if (type === undefined) return
    if (!type.isA('xnat:imageSessionData')) {
      for (const part of ['scans', 'assessors'] as const) {
        if (node[part] !== undefined) this.complain([...steps, part], `${type.xsiType} is no image session, and has no ${part}`, 'key')
      }
      return
    }
    this.scans(project, type, node, steps)
    for (const [index, assessor] of present(node.assessors)) this.assessor(project, assessor, [...steps, 'assessors', index])
  }

  private assessor (project: string, node: SeedAssessor, steps: Steps): void {
    if (node.project !== undefined) this.inProjects(String(node.project), [...steps, 'project'])
    const type = this.type(node.xsiType, 'xnat:imageAssessorData', [...steps, 'xsiType'])
    this.anyExperiment('assessor', type, String(node.project ?? project), node, steps)
  }

  private anyExperiment (
    kind: 'experiment' | 'assessor',
    type: DataType | undefined,
    project: string,
    node: SeedExperiment,
    steps: Steps
  ): void {
    this.owned('experiment', project, node, steps)
    if (type) {
      const owned = implied.owned(node.id ?? unknownId, project, String(node.label ?? ''))
      const place = implied.experiment(type, owned, { subject: unknownId, session: unknownId })
      this.item(kind, type.xsiType, place, fieldsWithVariables(node), steps)
    }
  }

  /** What subjects and experiments have in common. */
  private owned (kind: 'subject' | 'experiment', project: string, node: SeedSubject | SeedExperiment, steps: Steps): void {
    const { id, label, shares, resources } = node
    if (id !== undefined) {
      this.mayBeCalled(id, [...steps, 'id'])
      this.taken.take(`${kind} ID`, id, [...steps, 'id'])
    }
    if (label !== undefined) this.mayBeCalled(label, [...steps, 'label'])
    this.taken.label(kind, project, String(label ?? id ?? ''), label === undefined ? steps : [...steps, 'label'])
    if (kind === 'subject') this.taken.addSubject(project, [id, label])
    this.shares(kind, project, shares, steps, id)
    this.resources(resources, steps)
  }

  private shares (kind: string, own: string, shares: readonly SeedShare[] | undefined, steps: Steps, id: string | undefined): void {
    const seen = new Set<string>()
    for (const [index, { project, label }] of present(shares)) {
      const at = [...steps, 'shares', index, 'project']
      const name = String(project)
      this.inProjects(name, at)
      if (name === own) this.complain(at, `it is in the project '${name}' already`)
      if (seen.has(name)) this.complain(at, `it is shared into '${name}' twice`)
      seen.add(name)
      if (label === undefined) continue
      if (kind === 'subject') this.taken.addSubject(name, [id, label])
      this.mayBeCalled(label, [...steps, 'shares', index, 'label'])
    }
  }

  private scans (project: string, session: DataType, { scans }: SeedExperiment, steps: Steps): void {
    const at = [...steps, 'scans']
    if (scans !== undefined && !Array.isArray(scans)) return this.scan(project, session, { id: 1, ...scans }, at)
    const seen = new Set<string>()
    for (const [index, scan] of present(scans)) {
      const id = String(scan.id)
      this.mayBeCalled(id, [...at, index, 'id'])
      if (seen.has(id)) this.complain([...at, index, 'id'], `there are two scans '${id}' in the session`)
      seen.add(id)
      this.scan(project, session, scan, [...at, index])
    }
  }

  private scan (project: string, session: DataType, node: SeedScan, steps: Steps): void {
    if (node.kept?.key !== undefined) this.taken.take('scan key', String(node.kept.key), [...steps, 'kept', 'key'])
    const type = this.type(node.xsiType ?? scanTypeOf(this.catalogue, session), 'xnat:imageScanData', [...steps, 'xsiType'])
    if (type) this.item('scan', type.xsiType, implied.scan(String(node.id), project, ''), node.fields ?? {}, steps)
    this.resources(node.resources, steps)
  }

  private resources (resources: readonly SeedResource[] | undefined, steps: Steps): void {
    const seen = new Set<string>()
    for (const [index, node] of present(resources)) {
      const at = [...steps, 'resources', index]
      const { label, kept } = node
      if (kept?.key !== undefined) this.taken.take('resource key', String(kept.key), [...at, 'kept', 'key'])
      if (label === undefined && kept?.uri === undefined) this.complain(at, 'must have a label')
      if (label !== undefined && (/[/\\\0]/.test(String(label)) || /^\.{0,2}$/.test(String(label)))) {
        this.complain([...at, 'label'], `'${label}' cannot be a label: it is a folder's name`)
      }
      if (label !== undefined && kept === undefined && seen.has(String(label))) {
        this.complain([...at, 'label'], `there are two resources '${label}' here`)
      }
      seen.add(String(label))
      const type = this.type(node.xsiType ?? 'xnat:resourceCatalog', 'xnat:abstractResource', [...at, 'xsiType'])
      if (type) this.item('resource', type.xsiType, implied.resource(type, undefined, 'x', { files: 0, bytes: 0 }), node.fields ?? {}, at)
      checkFiles(present(node.files), this.folder, (steps, what) => { this.complain([...at, 'files', ...steps], what) })
    }
  }

  private type (xsiType: string, base: string, steps: Steps): DataType | undefined {
    const type = this.catalogue.find(xsiType)
    const fits = this.catalogue.subtypes(base)
    if (type === undefined) {
      this.complain(steps, `there is no data type '${xsiType}'${this.like(xsiType, fits.map(({ xsiType }) => xsiType))}`)
    } else if (!type.isA(base)) this.complain(steps, `${type.xsiType} is no ${base}`)
    else return type
    return undefined
  }

  private item (kind: NodeKind, xsiType: string, place: Fields, fields: Fields, steps: Steps): Item {
    let sound = true
    const item = this.builder.build({ kind, type: this.catalogue.type(xsiType), implied: place, fields }, nothing, (below, what, at) => {
      sound = false
      this.complain([...steps, 'fields', ...below], what, at)
    })
    for (const name of Object.keys(fields)) {
      if (/^(\w+:\w+\/)?ID$/i.test(name)) {
        this.complain([...steps, 'fields', name], 'an ID does not stand among the fields, but beside them', 'key')
      }
    }
    if (sound) for (const line of validate(item)) this.complain(steps, line)
    return item
  }
}

/** What is there of a list, after what did not fit was taken out. */
function present<Each> (list: readonly Each[] | undefined): [index: number, each: Each][] {
  const found: [number, Each][] = []
  list?.forEach((each, index) => { found.push([index, each]) })
  return found
}
