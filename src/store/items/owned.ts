import { readableProjects } from '../accounts/access.ts'
import type { ItemRow } from '../sql/items.ts'
import type { SharedKind, ShareStore } from './shares.ts'
import type { Statements } from '../sql/statements.ts'
import type { Viewer } from '../accounts/viewer.ts'

/** What a project owns, and may share with others: a subject or an experiment. */
export interface OwnedRow extends ItemRow {
  readonly id: string
  readonly project: string
  readonly label: string | null
  readonly status: Status
}

export type Status = 'active' | 'quarantine' | 'locked' | 'obsolete'

/** The same as one project shows it: what is shared stands under the label of the share. */
export type Listed<Row extends OwnedRow> = Row & {
  readonly shown_project: string
  readonly shown_label: string | null
}

/** What one may be called by, and the project that has it. */
export interface Name {
  readonly name: string
  readonly project: string
}

/** As many names as any warning lists. */
export const mostNames = 500

/** The table has the kind's name. */
function queries<Row extends OwnedRow> (sql: Statements, kind: SharedKind) {
  return {
    byId: sql.cachedRow<[id: string], Row>(kind, 'WHERE id = ?'),
    byLabel: sql.get<[project: string, label: string], Row>(`SELECT * FROM ${kind} WHERE project = ? AND label = ?`),
    inProject: sql.all<[{ project: string }], Listed<Row>>(`
      SELECT ${kind}.*, project AS shown_project, label AS shown_label FROM ${kind} WHERE project = :project
      UNION ALL
      SELECT ${kind}.*, share.project, share.label FROM share JOIN ${kind} ON ${kind}.id = share.id
      WHERE share.kind = '${kind}' AND share.project = :project AND ${kind}.project <> :project
      ORDER BY inserted, id`),
    readable: sql.all<[{ login: string, everything: number }], Listed<Row>>(`
      SELECT ${kind}.*, project AS shown_project, label AS shown_label FROM ${kind}
      WHERE project IN (${readableProjects})
        OR id IN (SELECT id FROM share WHERE kind = '${kind}' AND share.project IN (${readableProjects}))
      ORDER BY inserted, id`),
    names: sql.all<[{ project: string | null, most: number }], Name>(`
      SELECT label AS name, project FROM ${kind} WHERE project = :project AND label IS NOT NULL
      UNION ALL SELECT id, project FROM ${kind} WHERE :project IS NULL LIMIT :most`),
    setStatus: sql.update<[status: Status, id: string]>(kind, 'SET status = ? WHERE id = ?'),
    remove: sql.delete<[id: string]>(kind, 'WHERE id = ?')
  }
}

/** What subjects and experiments have in common: how they are found, listed and removed. */
export class OwnedStore<Row extends OwnedRow> {
  private readonly found
  private readonly kind: SharedKind
  private readonly shares: ShareStore

  constructor (kind: SharedKind, statements: Statements, shares: ShareStore) {
    this.found = queries<Row>(statements, kind)
    this.kind = kind
    this.shares = shares
  }

  byId (id: string): Row | undefined {
    return this.found.byId(id)
  }

  /** By label in the project, then by the label of a share into it (GetSubjectByProjectIdentifier, GetExptByProjectIdentifier). */
  byLabel (project: string, label: string): Row | undefined {
    const own = this.found.byLabel(project, label)
    if (own) return own
    const share = this.shares.byLabel(this.kind, project, label)
    return share && this.found.byId(share.id)
  }

  /** The project's own, and what is shared into it. */
  inProject (project: string): Listed<Row>[] {
    return this.found.inProject({ project })
  }

  /** Everything that the viewer may read, once each. */
  readable (viewer: Viewer): Listed<Row>[] {
    return this.found.readable({ login: viewer.login, everything: Number(viewer.administrator) })
  }

  /** Whether the project owns it or has it shared. */
  isIn (row: Row, project: string): boolean {
    return row.project === project || this.shares.find(this.kind, row.id, project) !== undefined
  }

  /** Labels in a project, or IDs everywhere: some of them, where there are many. */
  names (project: string | undefined): Name[] {
    return this.found.names({ project: project ?? null, most: mostNames })
  }

  setStatus (id: string, status: Status): void {
    this.found.setStatus(status, id)
  }

  /** With everything below it. */
  remove (id: string): void {
    this.found.remove(id)
  }
}
