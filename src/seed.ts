import type { Catalogue } from './model/catalogue.ts'
import { newItem } from './model/item.ts'
import { setField } from './model/populate.ts'
import type { Accessibility, Role } from './store/access.ts'
import type { Store } from './store/index.ts'
import { idPrefix } from './store/preferences.ts'
import type { NewUser, Viewer } from './store/users.ts'

/** Fields by path relative to the type, as in a PUT. */
export type Fields = Readonly<Record<string, string | number>>

export interface SeedScan {
  readonly id: string
  readonly xsiType: string
  readonly fields?: Fields
}

export interface SeedExperiment {
  readonly label: string
  readonly xsiType: string
  readonly fields?: Fields
  readonly scans?: readonly SeedScan[]
}

export interface SeedSubject {
  readonly label: string
  readonly fields?: Fields
  readonly experiments?: readonly SeedExperiment[]
}

export interface SeedProject {
  readonly id: string
  readonly accessibility?: Accessibility
  readonly fields?: Fields
  readonly users?: Readonly<Record<string, Role>>
  readonly subjects?: readonly SeedSubject[]
}

/** What an archive holds when it is new. */
export interface Seed {
  readonly name: string
  readonly users: readonly NewUser[]
  readonly projects: readonly SeedProject[]
}

/** Fills an empty store, all or nothing; one that has users is left as it is. */
export function plant (store: Store, catalogue: Catalogue, seed: Seed): void {
  if (store.users.list().length > 0) return
  store.transaction(() => {
    for (const user of seed.users) store.users.add(user)
    const planter = new Planter(store, catalogue, { id: 1, login: 'admin', administrator: true, guest: false })
    for (const project of seed.projects) planter.project(project)
  })
}

class Planter {
  private readonly store: Store
  private readonly catalogue: Catalogue
  private readonly viewer: Viewer

  constructor (store: Store, catalogue: Catalogue, viewer: Viewer) {
    this.store = store
    this.catalogue = catalogue
    this.viewer = viewer
  }

  project ({ id, accessibility = 'private', fields = {}, users = {}, subjects = [] }: SeedProject): void {
    const item = this.item('xnat:projectData', { secondary_ID: id, name: id, ...fields, ID: id })
    this.store.projects.save(item, undefined, accessibility, this.viewer)
    for (const [login, role] of Object.entries(users)) this.store.access.setRole(id, login, role)
    for (const subject of subjects) this.subject(id, subject)
  }

  private subject (project: string, { label, fields = {}, experiments = [] }: SeedSubject): void {
    const prefix = idPrefix(this.store.preferences.read(), 'S')
    const id = this.store.ids.nextId('subject', prefix)
    this.store.subjects.save(this.item('xnat:subjectData', { ...fields, ID: id, project, label }), undefined, this.viewer, prefix)
    for (const experiment of experiments) this.experiment(project, id, experiment)
  }

  private experiment (project: string, subject: string, { label, xsiType, fields = {}, scans = [] }: SeedExperiment): void {
    const prefix = idPrefix(this.store.preferences.read(), 'E')
    const id = this.store.ids.nextId('experiment', prefix)
    const item = this.item(xsiType, { ...fields, ID: id, project, label, subject_ID: subject })
    this.store.experiments.save(item, undefined, this.viewer, prefix)
    for (const scan of scans) this.scan(project, id, scan)
  }

  private scan (project: string, session: string, { id, xsiType, fields = {} }: SeedScan): void {
    this.store.scans.save(this.item(xsiType, { ...fields, ID: id, project, image_session_ID: session }), undefined, this.viewer)
  }

  private item (xsiType: string, fields: Fields) {
    const item = newItem(this.catalogue.type(xsiType))
    for (const [path, value] of Object.entries(fields)) setField(this.catalogue, item, path, String(value))
    return item
  }
}
