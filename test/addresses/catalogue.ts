import { readFileSync } from 'node:fs'
import { filled } from '../../src/http/template.ts'

/** A method that XNAT has at an address below /xapi (the Spring controllers of XNAT 1.8.11). */
export interface Mapping {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /xapi, with variables in braces. */
  readonly template: string
  /** The first media type that it takes, where it says which. */
  readonly consumes: string | undefined
}

/** An address below /data, from XNATApplication and the resources that attach themselves. */
export interface Attached {
  readonly template: string
  /** Whether it is below /data/archive too. */
  readonly archive: boolean
}

function rows (file: string): string[][] {
  const [, ...lines] = readFileSync(new URL(file, import.meta.url), 'utf8').trim().split('\n')
  return lines.map(line => line.split('\t'))
}

export const mappings: readonly Mapping[] = rows('xapi.tsv').map(([method, template = '', , consumes = '']) => ({
  method: method as Mapping['method'],
  template,
  consumes: consumes === '' ? undefined : consumes.split(',')[0]
}))

export const attached: readonly Attached[] = rows('data.tsv')
  .map(([template = '', , archive]) => ({ template, archive: archive === 'archive' }))

/** What a running XNAT 1.8.11 answered at an address below /xapi, to its administrator and to a member of projects. */
export interface Seen {
  readonly path: string
  readonly admin: string
  readonly adminType: string
  readonly member: string
}

export const seen: readonly Seen[] = rows('../recorded/site/xapi-get.tsv')
  .map(([path = '', admin = '', adminType = '', member = '']) => ({ path, admin, adminType, member }))

/** What stands for a variable: something that is in the archive where that matters, so that a route is not taken for missing. */
const values: Readonly<Record<string, string>> = {
  PROJECT_ID: 'OPEN',
  project: 'OPEN',
  projectId: 'OPEN',
  PROJECT: 'OPEN',
  subject: 'S',
  SUBJECT_ID: 'S',
  flag: 'true',
  schema: 'xnat.xsd',
  namespace: 'xnat'
}

export const addressOf = (servlet: string, template: string): string => servlet + filled(template, name => values[name] ?? '1')
