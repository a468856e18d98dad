import type { Catalogue } from '../../model/catalogue.ts'
import type { DataType } from '../../model/data-type.ts'
import { textOf } from '../../model/item.ts'
import { idPrefix } from '../../store/accounts/preferences.ts'
import type { SharedKind } from '../../store/items/shares.ts'
import type { Store } from '../../store/index.ts'
import { experimentTypeOf, fieldsWithAliases, fieldsWithVariables, scanTypeOf, scansOf } from '../defaults.ts'
import { implied } from '../implied.ts'
import { ItemPlanter } from './item-planter.ts'
import { plantActivity } from './plant-activity.ts'
import { plantAccounts, plantSite } from './plant-site.ts'
import { ResourcePlanter } from './plant-resources.ts'
import type {
  Seed, SeedAssessor, SeedExperiment, SeedProject, SeedProjectExperiment, SeedScan, SeedSearch, SeedShare, SeedSubject
} from '../schema.ts'
import { timeOf } from '../times.ts'

/** Writes a seed into an empty store, inside a transaction. */
export class Planter {
  private readonly store: Store
  private readonly items: ItemPlanter
  private readonly catalogue: Catalogue
  private readonly seed: Seed
  private readonly resources: ResourcePlanter
  /** What needs all projects and their subjects. */
  private readonly later: (() => void)[] = []

  constructor (store: Store, catalogue: Catalogue, seed: Seed) {
    this.store = store
    this.catalogue = catalogue
    this.seed = seed
    this.items = new ItemPlanter(store, catalogue, seed)
    this.resources = new ResourcePlanter(this.items, catalogue, seed)
  }

  plant (): void {
    const { now, login } = this.items
    plantAccounts(this.store, this.seed, now)
    for (const name of this.seed.dataTypes ?? []) this.store.dataTypes.setUp(this.catalogue.type(name).xsiType)
    for (const [index, project] of (this.seed.projects ?? []).entries()) this.project(project, index)
    for (const work of this.later) work()
    this.resources.plantLeft(this.seed.kept ?? {})
    for (const search of this.seed.searches ?? []) this.search(search)
    plantSite(this.store, this.seed, now, login)
    plantActivity(this.store, this.seed)
  }

  private search ({ id, login, xml, fields, kept }: SeedSearch): void {
    const type = this.catalogue.type('xdat:stored_search')
    const columns = fields === undefined
      ? { data: null, event: 0, modified: 0, inserted: 0 }
      : this.items.write('row', type, { ID: id }, fields, kept).columns
    this.store.records.write('saved_search', { id, login, xml, ...columns })
  }

  /** @param index lists show projects in the order in which they were made, and so in the seed's. */
  private project (node: SeedProject, index: number): void {
    const { store } = this
    const { accessibility = 'private', settings = {}, users = {}, kept = {} } = node
    const id = String(node.id)
    const type = this.catalogue.type('xnat:projectData')
    const place = implied.project(id)
    const { item, columns } = this.items.write('project', type, place, fieldsWithAliases(node), kept)
    store.records.write('project', {
      id,
      accessibility,
      quarantine_code: settings.quarantine_code ?? 0,
      prearchive_code: settings.prearchive_code ?? 4,
      current_arc: settings.current_arc ?? 'arc001',
      scan_type_mapping: settings.scan_type_mapping ?? null,
      ...columns,
      ...(node.kept === undefined && { inserted: columns.inserted + index })
    })
    store.ids.use('project', id, id)
    store.projects.name(id, item)
    this.items.remember('project', id, type, place, kept)
    for (const [login, role] of Object.entries(users)) store.access.setRole(id, login, role)
    for (const resource of node.resources ?? []) this.resources.plant({ kind: 'project', id }, resource)
    for (const subject of node.subjects ?? []) this.subject(id, subject)
    for (const experiment of node.experiments ?? []) this.later.push(() => { this.projectExperiment(id, experiment) })
  }

  private subject (project: string, node: SeedSubject): void {
    const { store } = this
    const prefix = idPrefix(store.preferences.read(), 'S')
    const id = node.id ?? store.ids.nextId('subject', prefix)
    const { kept = {} } = node
    const type = this.catalogue.type('xnat:subjectData')
    const place = implied.owned(id, project, labelOf(node, id))
    const { item, columns } = this.items.write('subject', type, place, fieldsWithVariables(node), kept)
    store.records.write('subject', { id, project, label: textOf(item, 'label') ?? null, status: node.status ?? 'active', ...columns })
    store.ids.use('subject', id, prefix)
    this.items.remember('subject', id, type, place, kept)
    this.share('subject', id, node.shares)
    for (const resource of node.resources ?? []) this.resources.plant({ kind: 'subject', id }, resource)
    for (const experiment of node.experiments ?? []) this.experiment(project, id, experiment)
  }

  private projectExperiment (project: string, node: SeedProjectExperiment): void {
    const { subjects } = this.store
    const subject = node.subject === undefined ? undefined : subjects.byId(node.subject) ?? subjects.byLabel(project, node.subject)
    this.experiment(project, subject?.id ?? null, node)
  }

  private experiment (project: string, subject: string | null, node: SeedExperiment): void {
    const type = this.catalogue.type(experimentTypeOf(node))
    const id = this.ownExperiment('experiment', type, project, { subject }, node)
    for (const scan of scansOf(node)) this.scan(project, id, type, scan)
    for (const assessor of node.assessors ?? []) this.assessor(project, id, assessor)
  }

  private assessor (project: string, session: string, node: SeedAssessor): void {
    this.ownExperiment('assessor', this.catalogue.type(node.xsiType), String(node.project ?? project), { session }, node)
  }

  /** @returns its ID. */
  private ownExperiment (
    kind: 'experiment' | 'assessor',
    type: DataType,
    project: string,
    owner: { subject?: string | null, session?: string },
    node: SeedExperiment
  ): string {
    const { store } = this
    if (this.seed.dataTypes === undefined) store.dataTypes.setUp(type.xsiType)
    const prefix = idPrefix(store.preferences.read(), 'E')
    const id = node.id ?? store.ids.nextId('experiment', prefix)
    const { kept = {} } = node
    const { subject = null, session = null } = owner
    const place = implied.experiment(type, implied.owned(id, project, labelOf(node, id)), { subject, session })
    const { item, columns } = this.items.write(kind, type, place, fieldsWithVariables(node), kept)
    store.records.write('experiment', {
      id,
      xsi_type: type.xsiType,
      project,
      label: textOf(item, 'label') ?? null,
      subject,
      session,
      status: node.status ?? 'active',
      ...columns
    })
    store.ids.use('experiment', id, prefix)
    this.items.remember('experiment', id, type, place, kept)
    this.share('experiment', id, node.shares)
    for (const resource of node.resources ?? []) this.resources.plant({ kind: 'experiment', id }, resource)
    return id
  }

  private scan (project: string, session: string, sessionType: DataType, node: SeedScan): void {
    const { store } = this
    const { kept = {} } = node
    const id = String(node.id)
    const type = this.catalogue.type(node.xsiType ?? scanTypeOf(this.catalogue, sessionType))
    const place = implied.scan(id, project, session)
    const { item, columns } = this.items.write('scan', type, place, node.fields ?? {}, kept)
    const key = kept.key ?? store.records.lastKey('scan') + 1
    store.records.write('scan', { key, session, id, xsi_type: type.xsiType, ...columns })
    this.items.remember('scan', String(key), type, place, kept)
    for (const [index, resource] of (node.resources ?? []).entries()) {
      this.resources.plant({ kind: 'scan', id: key }, resource, index === 0 && item.values['type'] !== undefined)
    }
  }

  private share (kind: SharedKind, id: string, shares: readonly SeedShare[] = []): void {
    const { store } = this
    for (const { project, label, kept = {} } of shares) {
      const key =
        kept.key ?? store.ids.key(this.catalogue.type(kind === 'subject' ? 'xnat:projectParticipant' : 'xnat:experimentData_share'))
      const event = kept.event ?? store.ids.event()
      this.later.push(() => {
        store.records.write('share', {
          key,
          kind,
          id,
          project: String(project),
          label: label === undefined ? null : String(label),
          event,
          modified: timeOf(kept.modified) ?? this.items.now
        })
      })
    }
  }
}

const labelOf = ({ label }: { label?: string | number }, id: string): string => String(label ?? id)
