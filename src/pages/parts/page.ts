import type { Part } from '../../serializers/markup.ts'
import type { Site } from './site.ts'

/** What a page has of its own. */
export interface Content {
  readonly title: string
  readonly trail?: readonly (readonly [name: string, path: string])[]
  readonly current?: string
  readonly status?: number
  readonly head?: Part
  readonly body: Part
}

/** Variables of a page's address, by name. */
export type Variables = Readonly<Record<string, string>>

/** One page of the site. */
export interface PageRoute {
  /** Whether it is sent as XNAT sends pages of its own: in Latin-1. */
  readonly latin1?: true
  /** Path below the base, with variables in braces. */
  readonly url: string
  readonly show: (site: Site, variables: Variables) => Promise<Content>
}
