import type { Clock } from '../../process/clock.ts'
import type { Statements } from '../sql/statements.ts'

/** An invitation to a project, which XNAT calls a project access request (PAR). */
export interface Invitation {
  readonly key: number
  readonly guid: string
  readonly project: string
  /** The ID of the group that it leads into. */
  readonly level: string
  readonly email: string
  /** Epoch milliseconds. */
  readonly created: number
  readonly invited_by: string
  /** Who has answered it. */
  readonly login: string | null
  /** Null where nobody has answered it yet. */
  readonly approved: number | null
  readonly answered: number | null
}

interface NewInvitation {
  readonly project: string
  readonly level: string
  readonly email: string
  readonly invitedBy: string
}

function queries (sql: Statements) {
  return {
    all: sql.all<[], Invitation>('SELECT * FROM invitation ORDER BY key'),
    ofProject: sql.all<[project: string], Invitation>('SELECT * FROM invitation WHERE project = ? ORDER BY key'),
    byGuid: sql.get<[guid: string], Invitation>('SELECT * FROM invitation WHERE guid = ?'),
    byKey: sql.get<[key: number], Invitation>('SELECT * FROM invitation WHERE key = ?'),
    insert: sql.insert<[Omit<Invitation, 'key'>]>('invitation', `
      (guid, project, level, email, created, invited_by, login, approved, answered)
      VALUES (:guid, :project, :level, :email, :created, :invited_by, :login, :approved, :answered)`),
    answer: sql.update<[{ key: number, login: string, email: string, approved: number, answered: number }]>('invitation', `
      SET login = :login, email = :email, approved = :approved, answered = :answered WHERE key = :key`)
  }
}

/** Invitations to projects (ProjectAccessRequest, xs_par_table). */
export class InvitationStore {
  private readonly sql: ReturnType<typeof queries>
  private readonly clock: Clock

  constructor (statements: Statements, clock: Clock) {
    this.sql = queries(statements)
    this.clock = clock
  }

  all (): Invitation[] {
    return this.sql.all()
  }

  ofProject (project: string): Invitation[] {
    return this.sql.ofProject(project)
  }

  /** Those that go to an address and are not answered yet. @param sameCase whether case counts. */
  open (email: string, sameCase: boolean): Invitation[] {
    const folded = (text: string) => sameCase ? text : text.toLowerCase()
    return this.all().filter(({ email: address, answered }) => answered === null && folded(address) === folded(email))
  }

  byGuid (guid: string): Invitation | undefined {
    return this.sql.byGuid(guid)
  }

  byKey (key: number): Invitation | undefined {
    return this.sql.byKey(key)
  }

  add ({ project, level, email, invitedBy }: NewInvitation): void {
    this.sql.insert({
      guid: this.clock.uuid(),
      project,
      level,
      email,
      created: this.clock.now(),
      invited_by: invitedBy,
      login: null,
      approved: null,
      answered: null
    })
  }

  answer (key: number, by: { readonly login: string, readonly email: string }, approved: boolean): void {
    this.sql.answer({ key, ...by, approved: Number(approved), answered: this.clock.now() })
  }
}
