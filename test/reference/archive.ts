/** A small archive that is right by being simple: what the server must be like after any sequence of requests. */

export const users = ['admin', 'owner', 'member', 'collaborator', 'stranger'] as const
export type User = typeof users[number]
export const projects = ['P1', 'P2'] as const
export type Project = typeof projects[number]
type Right = 'read' | 'edit' | 'delete'

const roles: Readonly<Record<Project, Partial<Record<User, readonly Right[]>>>> = {
  P1: { admin: ['read', 'edit', 'delete'], owner: ['read', 'edit', 'delete'], member: ['read', 'edit'], collaborator: ['read'] },
  P2: { admin: ['read', 'edit', 'delete'], owner: ['read', 'edit', 'delete'], stranger: ['read'] }
}

export const may = (user: User, right: Right, project: Project): boolean => roles[project][user]?.includes(right) === true

/** Labels differ between the projects, so that nothing that is shared can clash. */
export const labels = ['A', 'B', 'C'] as const
export type Label = typeof labels[number]
export const homeOf = (label: Label): Project => label === 'C' ? 'P2' : 'P1'

export interface Scan {
  type: string
  quality: string
  note: string
  /** Of the resource R, by name. */
  readonly files: Map<string, string>
}

export interface Session {
  /** As the server made it. */
  readonly id: string
  readonly scans: Map<string, Scan>
  readonly sharedInto: Set<Project>
}

export type Sessions = Map<Label, Session>

/** One space. */
export interface Space {
  sessions: Sessions
  readonly snapshots: Map<string, Sessions>
}

export const newSpace = (): Space => ({ sessions: new Map(), snapshots: new Map() })

export const copyOf = (sessions: Sessions): Sessions => new Map([...sessions].map(([label, { id, scans, sharedInto }]) => [label, {
  id,
  scans: new Map([...scans].map(([id, scan]) => [id, { ...scan, files: new Map(scan.files) }])),
  sharedInto: new Set(sharedInto)
}]))

export const mayRead = (user: User, label: Label, { sharedInto }: Session): boolean =>
  may(user, 'read', homeOf(label)) || [...sharedInto].some(project => may(user, 'read', project))

/** The number that a scan without an ID gets. */
export function firstFree ({ scans }: Session): string {
  let number = 1
  while (scans.has(String(number))) number++
  return String(number)
}

/** What a project lists. */
export const labelsIn = (sessions: Sessions, project: Project): Label[] =>
  [...sessions].filter(([label, { sharedInto }]) => homeOf(label) === project || sharedInto.has(project)).map(([label]) => label)
