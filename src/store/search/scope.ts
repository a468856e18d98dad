import type { DataType } from '../../model/data-type.ts'
import { SearchFailed } from '../../model/search/failure.ts'
import { type Join, isPlural, joinsTo } from '../../model/search/joins.ts'
import { type RowStep, type SchemaPlace, schemaPlace } from '../../model/schema-place.ts'
import { type Sql, columnOf } from './column.ts'
import { joinedBy } from './joined.ts'
import { rowsBy } from './rows.ts'
import type { Source } from './source.ts'
import type { Joined, Lookup } from './tables.ts'

/** A search's root and what is joined to it: tables come in as paths and types are requested, each once. */
export class Scope {
  readonly root: Source
  readonly options: Lookup
  /** The text of all joins so far. */
  readonly joins: string[] = []
  /** What was joined last. */
  innermost: Source
  /** Whether something is joined of which there may be several. */
  isPlural = false
  private readonly sources = new Map<string, Source>()

  constructor (root: Source, options: Lookup) {
    this.root = root
    this.innermost = root
    this.options = options
  }

  /** @throws SearchFailed where XNAT finds no way to the type. */
  of (element: DataType): Source {
    const joins = joinsTo(this.root.type, element)
    if (joins === undefined) throw new SearchFailed(`${this.root.type.xsiType} and ${element.xsiType} do not connect`)
    let [source, key] = [this.root, '']
    for (const join of joins) {
      key += `/${join.via}:${join.type.xsiType}`
      source = this.once(key, () => this.joined(source, join))
    }
    return source
  }

  /** The value at a path of a type. @throws SearchFailed */
  field (xsiType: string, path: string): Sql {
    const type = this.options.catalogue.find(xsiType)
    if (type === undefined) throw new SearchFailed(`there is no ${xsiType}`)
    const source = this.of(type)
    const place = schemaPlace(source.type.isA(xsiType) ? source.type : type, path)
    if (place === undefined) throw new SearchFailed(`${xsiType} has no ${path}`)
    return this.at(source, place)
  }

  private at (from: Source, place: SchemaPlace): Sql {
    let [source, key] = [from, `${from.alias}${from.at.join('')}`]
    for (const step of place.steps) {
      key += `/${JSON.stringify([step.field.path, step.filter])}`
      source = this.once(key, () => this.below(source, step))
    }
    return columnOf(source, { ...place, steps: [] })
  }

  private once (key: string, make: () => Source): Source {
    const known = this.sources.get(key)
    if (known !== undefined) return known
    const made = make()
    this.sources.set(key, made)
    return made
  }

  private joined (from: Source, join: Join): Source {
    if (isPlural(join)) this.isPlural = true
    return this.add(joinedBy(from, join, this.options))
  }

  private below (from: Source, step: RowStep): Source {
    if (step.field.form === 'list') this.isPlural = true
    return this.add(rowsBy(from, step, this.options))
  }

  private add ({ source, text }: Joined): Source {
    if (text !== '') {
      this.joins.push(text)
      this.innermost = source
    }
    return source
  }
}
