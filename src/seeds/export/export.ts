import type { Catalogue } from '../../model/catalogue.ts'
import type { ExperimentRow } from '../../store/items/experiments.ts'
import { idPrefix } from '../../store/accounts/preferences.ts'
import type { ProjectRow } from '../../store/items/projects.ts'
import type { ScanRow } from '../../store/items/scan-row.ts'
import type { SharedKind } from '../../store/items/shares.ts'
import type { Store } from '../../store/index.ts'
import type { SubjectRow } from '../../store/items/subjects.ts'
import type { Viewer } from '../../store/accounts/viewer.ts'
import { exportActivity } from './export-activity.ts'
import { exportAccounts, exportNumbers, exportSite } from './export-site.ts'
import { FileExporter, type FileOptions } from './export-files.ts'
import { implied } from '../implied.ts'
import { ItemExporter } from './item-exporter.ts'
import { timeText } from '../times.ts'
import { Late, LazyList, type Tree, type TreeObject } from '../write/tree.ts'

const everything: Viewer = { id: 0, login: '', administrator: true, guest: false }

/**
 * The present state of an archive as a seed, from which the same state can be planted. Items are read as they are
 * written: nothing may change in the meantime.
 */
export function exportArchive (store: Store, catalogue: Catalogue, files: FileOptions): TreeObject {
  return new Exporter(store, catalogue, files).tree()
}

class Exporter {
  private readonly store: Store
  private readonly items: ItemExporter
  private readonly files: FileExporter
  /** How many IDs of a kind are there that were generated, or could have been. */
  private readonly counted: Record<SharedKind, number> = { subject: 0, experiment: 0 }

  constructor (store: Store, catalogue: Catalogue, files: FileOptions) {
    this.store = store
    this.items = new ItemExporter(store, catalogue)
    this.files = new FileExporter(this.items, files)
  }

  tree (): TreeObject {
    const { store } = this
    return {
      ...exportAccounts(store),
      projects: new LazyList(() => this.projects()),
      ...exportSite(store, this.items.login, this.searches()),
      ...exportActivity(store),
      kept: new Late(() => {
        const kept = { ...exportNumbers(store, this.counted), ...this.files.left() }
        return Object.keys(kept).length === 0 ? undefined : kept
      })
    }
  }

  private searches (): TreeObject[] {
    const { savedSearches } = this.store
    return savedSearches.all().map(row => {
      const { id, login, xml, data } = row
      const item = savedSearches.item(row)
      if (item === undefined || data === null) return { id, login, xml }
      const exported = { kind: 'search', id, item, row: { ...row, data, inserted_by: this.items.login } }
      return { id, login, xml, ...this.items.itemOf(exported, { place: { ID: id }, keeping: true }) }
    })
  }

  private * projects (): Generator<Tree> {
    for (const row of this.store.projects.visible(everything)) yield this.project(row)
  }

  private project (row: ProjectRow): TreeObject {
    const { store } = this
    const { id } = row
    const members = store.access.members(id, true)
    const settings = settingsOf(row)
    const place = implied.project(id)
    return {
      id,
      ...(row.accessibility !== 'private' && { accessibility: row.accessibility }),
      ...(Object.keys(settings).length > 0 && { settings }),
      ...(members.length > 0 && { users: Object.fromEntries(members.map(({ login, role }) => [login, role])) }),
      ...this.items.itemOf({ kind: 'project', id, item: store.projects.item(row), row }, { place, keeping: true }),
      ...this.files.resources({ kind: 'project', id }),
      subjects: new LazyList(() => this.subjects(id)),
      experiments: listOrNothing(() => this.projectExperiments(id))
    }
  }

  private * subjects (project: string): Generator<Tree> {
    for (const row of this.store.subjects.inProject(project)) {
      if (row.project === project && row.shown_project === project) yield this.subject(project, row)
    }
  }

  private subject (project: string, row: SubjectRow): TreeObject {
    const { store } = this
    const { id, label } = row
    this.count('subject', id)
    return {
      id,
      ...(label !== null && { label }),
      ...(row.status !== 'active' && { status: row.status }),
      ...this.items.itemOf({ kind: 'subject', id, item: store.subjects.item(row), row }, {
        place: implied.owned(id, project, label ?? id),
        keeping: true
      }),
      ...this.shares('subject', id),
      ...this.files.resources({ kind: 'subject', id }),
      experiments: listOrNothing(() => this.experimentsOf(project, id))
    }
  }

  private * experimentsOf (project: string, subject: string): Generator<Tree> {
    for (const row of this.store.experiments.ofSubject(subject)) if (row.project === project) yield this.experiment(row, { subject })
  }

  /** Those that stand below no subject of their own project. */
  private * projectExperiments (project: string): Generator<Tree> {
    const { subjects, experiments } = this.store
    for (const row of experiments.inProject(project)) {
      if (row.project !== project || row.shown_project !== project || row.session !== null) continue
      const subject = row.subject === null ? undefined : subjects.byId(row.subject)
      if (subject?.project === project) continue
      yield { ...(row.subject !== null && { subject: row.subject }), ...this.experiment(row, { subject: row.subject }) }
    }
  }

  private experiment (
    row: ExperimentRow,
    { subject = null, session = null }: { subject?: string | null, session?: string | null }
  ): TreeObject {
    const { store } = this
    const { id, label, project } = row
    const type = store.experiments.type(row)
    const place = implied.experiment(type, implied.owned(id, project, label ?? id), { subject, session })
    this.count('experiment', id)
    return {
      id,
      ...(label !== null && { label }),
      xsiType: type.xsiType,
      ...(row.status !== 'active' && { status: row.status }),
      ...this.items.itemOf({ kind: 'experiment', id, item: store.experiments.item(row), row }, { place, keeping: true }),
      ...this.shares('experiment', id),
      ...this.files.resources({ kind: 'experiment', id }),
      ...(type.isA('xnat:imageSessionData') && {
        scans: listOrNothing(() => store.scans.list(id).map(scan => this.scan(project, id, scan))),
        assessors: listOrNothing(() => store.experiments.ofSession(id).map(assessor => this.assessor(project, id, assessor)))
      })
    }
  }

  private assessor (project: string, session: string, row: ExperimentRow): TreeObject {
    return { ...this.experiment(row, { session }), ...(row.project !== project && { project: row.project }) }
  }

  private scan (project: string, session: string, row: ScanRow): TreeObject {
    const place = implied.scan(row.id, project, session)
    return {
      id: row.id,
      xsiType: row.xsi_type,
      ...this.items.itemOf({ kind: 'scan', id: String(row.key), item: this.store.scans.item(row), row }, { place, keeping: true }, {
        key: row.key
      }),
      ...this.files.resources({ kind: 'scan', id: row.key })
    }
  }

  private shares (kind: SharedKind, id: string): TreeObject {
    const rows = this.store.records.list('share', { kind, id })
    if (rows.length === 0) return {}
    return {
      shares: rows.map(({ key, project, label, event, modified }) => ({
        project: String(project),
        ...(label !== null && { label }),
        kept: { key: Number(key), event: Number(event), modified: timeText(Number(modified)) }
      }))
    }
  }

  private count (kind: SharedKind, id: string): void {
    if (id.startsWith(idPrefix(this.store.preferences.read(), kind === 'subject' ? 'S' : 'E'))) this.counted[kind]++
  }
}

/** What is not as it is in a new project. */
function settingsOf ({
  quarantine_code: quarantine,
  prearchive_code: prearchive,
  current_arc: arc,
  scan_type_mapping: mapping
}: ProjectRow): TreeObject {
  return {
    ...(quarantine !== 0 && { quarantine_code: quarantine }),
    ...(prearchive !== 4 && { prearchive_code: prearchive }),
    ...(arc !== 'arc001' && { current_arc: arc }),
    ...(mapping !== null && { scan_type_mapping: mapping })
  }
}

/** A list that is left out where it is empty. */
function listOrNothing (elements: () => Iterable<Tree>): Late {
  return new Late(() => {
    const iterator = elements()[Symbol.iterator]()
    const first = iterator.next()
    if (first.done) return undefined
    return new LazyList(function * () {
      yield first.value
      yield * { [Symbol.iterator]: () => iterator }
    })
  })
}
