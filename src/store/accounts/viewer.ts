/** Who is asking. */
export interface Viewer {
  readonly id: number
  readonly login: string
  readonly administrator: boolean
  readonly guest: boolean
}

/** XNAT's own account for requests without credentials. */
export const guest: Viewer = { id: 0, login: 'guest', administrator: false, guest: true }

/** What a user is in a project. */
export type Role = 'owner' | 'member' | 'collaborator'
