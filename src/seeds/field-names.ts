import type { Catalogue } from '../model/catalogue.ts'
import { assessorShortcuts, experimentShortcuts, projectShortcuts, scanShortcuts, subjectShortcuts } from '../model/catalogue/shortcuts.ts'
import type { DataType } from '../model/data-type.ts'
import { parseFieldPath, resolve } from '../model/field-path.ts'
import { nearest } from '../model/nearest.ts'
import { FieldMapping } from '../model/shortcuts.ts'
import type { Child, Value } from '../model/types.ts'

/** What a node of a seed is; each has short names of its own. */
export type NodeKind = 'project' | 'subject' | 'experiment' | 'assessor' | 'scan' | 'resource' | 'row'

/** What a field's name leads to. */
export type Target =
  | { readonly found: 'value', readonly field: Value }
  | { readonly found: 'rows', readonly field: Child }
  /** Into rows, or to something that only setting it shows. */
  | { readonly found: 'path', readonly path: string }
  | { readonly found: 'another type', readonly xsiType: string }
  | { readonly found: 'nothing' }

const none = new FieldMapping([], false)
const shortcuts: Readonly<Record<NodeKind, FieldMapping>> = {
  project: new FieldMapping(projectShortcuts, false),
  subject: new FieldMapping(subjectShortcuts, false),
  experiment: new FieldMapping(experimentShortcuts, false),
  assessor: new FieldMapping(assessorShortcuts, false),
  scan: new FieldMapping(scanShortcuts, false),
  resource: none,
  row: none
}

/** Finds what names of fields mean, each once. A name is a path below the type, one with the type before it, or a short name. */
export class FieldNames {
  private readonly catalogue: Catalogue
  private readonly known = new Map<DataType, Map<string, Target>>()

  constructor (catalogue: Catalogue) {
    this.catalogue = catalogue
  }

  find (kind: NodeKind, type: DataType, name: string): Target {
    let ofType = this.known.get(type)
    if (ofType === undefined) this.known.set(type, ofType = new Map())
    let target = ofType.get(name)
    if (target === undefined) ofType.set(name, target = this.look(kind, type, name))
    return target
  }

  private look (kind: NodeKind, type: DataType, name: string): Target {
    const target = this.below(type, name)
    const short = shortcuts[kind].pathOf(name)
    return target.found === 'nothing' && short !== undefined ? this.below(type, short) : target
  }

  private below (type: DataType, name: string): Target {
    const [, prefix, rest] = /^([a-z]+:\w+)\/(.+)$/i.exec(name) ?? []
    if (prefix !== undefined && rest !== undefined) {
      const named = this.catalogue.find(prefix)
      if (named !== undefined && !type.isA(named.xsiType)) return { found: 'another type', xsiType: named.xsiType }
      return named === undefined ? { found: 'nothing' } : this.below(type, rest)
    }
    const place = resolve(type, parseFieldPath(name))
    if (place?.found === 'value') return place
    if (place?.found !== 'rows') return { found: 'nothing' }
    return place.rest.length === 0 ? { found: 'rows', field: place.field } : { found: 'path', path: name }
  }

  /** Names of the type that are most like one that it does not have. */
  like (kind: NodeKind, type: DataType, name: string): string[] {
    const short = [...shortcuts[kind].entries()]
      .filter(([, path]) => /value|path/.test(this.below(type, path).found))
      .map(([short]) => short)
    return nearest(name.replace(/^[a-z]+:\w+\//i, ''), [...new Set([...type.fields.map(({ path }) => path), ...short])], 1)
  }
}
