import type { Statements } from '../sql/statements.ts'
import type { Role, Viewer } from './viewer.ts'

export type Action = 'create' | 'read' | 'edit' | 'delete'
export type Accessibility = 'private' | 'protected' | 'public'

/** A subject or experiment: where it belongs and what it is. */
export interface Owned {
  readonly kind: 'subject' | 'experiment'
  readonly id: string
  readonly project: string
}

export interface MemberRow {
  login: string
  role: Role
  firstname: string
  lastname: string
  email: string
}

/** The groups that XNAT creates with each project (init_project_group_functions.sql): what each may do with the data. */
const dataRights: Readonly<Record<Role, ReadonlySet<Action>>> = {
  owner: new Set(['create', 'read', 'edit', 'delete']),
  member: new Set(['create', 'read', 'edit']),
  collaborator: new Set(['read'])
}

/** What a group may do with the data of its project. */
export const rightsOf = (role: Role): ReadonlySet<Action> => dataRights[role]

function queries (sql: Statements) {
  return {
    role: sql.get<[login: string, project: string], { role: Role }>('SELECT role FROM member WHERE login = ? AND project = ?'),
    accessibility: sql.get<[project: string], { accessibility: Accessibility }>('SELECT accessibility FROM project WHERE id = ?'),
    sharedWith: sql.get<[kind: string, id: string, login: string], { project: string }>(`
      SELECT share.project FROM share
      WHERE kind = ? AND id = ?
        AND (project IN (SELECT project FROM member WHERE login = ?) OR project IN (SELECT id FROM project WHERE accessibility = 'public'))
      LIMIT 1`),
    readsAny: sql.get<[{ login: string, everything: number }], { found: number }>(`
      SELECT 1 AS found
      WHERE EXISTS (SELECT 1 FROM project WHERE accessibility = 'public' OR (accessibility = 'private' AND :everything = 1))
        OR EXISTS (SELECT 1 FROM member WHERE login = :login)`),
    members: sql.all<[{ project: string, hidden: number }], MemberRow>(`
      SELECT user.login, role, firstname, lastname, email FROM member JOIN user ON user.login = member.login
      WHERE project = :project AND (enabled = 1 OR :hidden = 1) ORDER BY role DESC, user.login`),
    setRole: sql.insert<[project: string, login: string, role: Role]>('member', `
      (project, login, role) VALUES (?, ?, ?) ON CONFLICT (login, project) DO UPDATE SET role = excluded.role`),
    removeRole: sql.delete<[project: string, login: string, role: Role]>('member', 'WHERE project = ? AND login = ? AND role = ?')
  }
}

/**
 * The one place that decides who may do what (PermissionsServiceImpl). Scans have no rights of their own: a right on a
 * scan is the same right on its session.
 */
export class AccessStore {
  private readonly sql: ReturnType<typeof queries>

  constructor (statements: Statements) {
    this.sql = queries(statements)
  }

  role (viewer: Viewer, project: string): Role | undefined {
    return viewer.guest ? undefined : this.sql.role(viewer.login, project)?.role
  }

  /** Whether the viewer may do this with data that the project owns. */
  can (viewer: Viewer, action: Action, project: string): boolean {
    if (viewer.administrator) return true
    const held = this.role(viewer, project)
    if (held !== undefined && dataRights[held].has(action)) return true
    return action === 'read' && this.accessibility(project) === 'public'
  }

  /** Whether the viewer may read an item, in its own project or in one that it is shared into. */
  canRead (viewer: Viewer, { kind, id, project }: Owned): boolean {
    return this.can(viewer, 'read', project) || this.sql.sharedWith(kind, id, viewer.login) !== undefined
  }

  /** Whether the project itself may be seen: protected ones by everybody. */
  canSeeProject (viewer: Viewer, project: string): boolean {
    return this.can(viewer, 'read', project) || this.accessibility(project) === 'protected'
  }

  /**
   * Whether there is a project for the viewer beside those that are there for everybody because they are protected
   * (SubjectListResource).
   */
  readsAny ({ login, administrator }: Viewer): boolean {
    return this.sql.readsAny({ login, everything: Number(administrator) }) !== undefined
  }

  /** Edit or delete the project itself: owners only. */
  ownsProject (viewer: Viewer, project: string): boolean {
    return viewer.administrator || this.role(viewer, project) === 'owner'
  }

  /** The users of a project, by group in descending order of its ID. @param hidden those too who are not enabled. */
  members (project: string, hidden = false): MemberRow[] {
    return this.sql.members({ project, hidden: Number(hidden) })
  }

  accessibility (project: string): Accessibility | undefined {
    return this.sql.accessibility(project)?.accessibility
  }

  setRole (project: string, login: string, role: Role): void {
    this.sql.setRole(project, login, role)
  }

  removeRole (project: string, login: string, role: Role): void {
    this.sql.removeRole(project, login, role)
  }
}

/** SQL for the projects whose data a viewer may read; `:login` and `:everything` are to be bound. */
export const readableProjects = `
  SELECT id FROM project WHERE :everything = 1 OR accessibility = 'public'
  UNION SELECT project FROM member WHERE login = :login`
