import type { Child, Field, Since, TypeEntry, Value } from './types.ts'

/** One layer of a type's content: the type itself or one of its ancestors, with the fields that it adds. */
export type Layer = DataType

/** A data type as the rest of the server sees it: a catalogue entry joined to its ancestors. */
export class DataType {
  readonly xsiType: string
  readonly prefix: string
  readonly local: string
  readonly entry: TypeEntry
  readonly base: DataType | undefined
  /** Own fields that exist in the version played. */
  readonly own: readonly Field[]
  /** Own and inherited fields in schema order: the parent's come first. */
  readonly fields: readonly Field[]
  /** This type and its ancestors, nearest first. */
  readonly layers: readonly Layer[]
  private readonly lowerName: string
  private readonly byPath = new Map<string, Field>()
  private readonly groups = new Set<string>()
  private readonly find: (xsiType: string) => DataType | undefined
  private places: ReadonlyMap<string, number> | undefined
  private needed: readonly number[] | undefined
  private initial: readonly Value[] | undefined

  constructor (
    entry: TypeEntry,
    base: DataType | undefined,
    exists: (since: Since) => boolean,
    find: (xsiType: string) => DataType | undefined
  ) {
    this.xsiType = entry.xsiType
    this.lowerName = entry.xsiType.toLowerCase()
    this.prefix = entry.xsiType.slice(0, entry.xsiType.indexOf(':'))
    this.local = entry.xsiType.slice(this.prefix.length + 1)
    this.entry = entry
    this.base = base
    this.own = entry.fields.filter(field => exists(field.since ?? '1.6'))
    this.fields = base === undefined ? this.own : [...base.fields, ...this.own]
    this.layers = base === undefined ? [this] : [this, ...base.layers]
    this.find = find
    for (const field of this.own) this.index(field)
  }

  private index (field: Field): void {
    const path = field.path.toLowerCase()
    this.byPath.set(path, field)
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) this.groups.add(path.slice(0, at))
  }

  /** The XML root element: the global element of this type, else the type's own name (SAXWriter.getRootName). */
  get rootName (): string {
    return `${this.prefix}:${this.entry.element ?? this.local}`
  }

  /** The type itself or any ancestor, whatever the case. */
  isA (xsiType: string): boolean {
    const wanted = xsiType.toLowerCase()
    return this.layers.some(({ lowerName }) => lowerName === wanted)
  }

  /** Whether one extends the other, so that both are in the same row. */
  isInLineWith (other: DataType): boolean {
    return this.isA(other.xsiType) || other.isA(this.xsiType)
  }

  /** An own field by its path in any case; whoever walks the layers looks into ancestors. */
  ownField (path: string): Field | undefined {
    return this.byPath.get(path.toLowerCase())
  }

  /** Whether the path names an own element that only groups others. */
  ownGroup (path: string): boolean {
    return this.groups.has(path.toLowerCase())
  }

  field (path: string): Field | undefined {
    for (const layer of this.layers) {
      const field = layer.ownField(path)
      if (field) return field
    }
    return undefined
  }

  value (path: string): Value | undefined {
    const field = this.field(path)
    return field?.form === 'value' ? field : undefined
  }

  /** Where each field stands among the fields, by its path. */
  get positions (): ReadonlyMap<string, number> {
    return (this.places ??= new Map(this.fields.map(({ path }, at) => [path, at])))
  }

  /** Where the values stand that an item must have. */
  get required (): readonly number[] {
    return (this.needed ??= this.fields.flatMap((field, at) => field.form === 'value' && field.required === true ? [at] : []))
  }

  /** Values that a new row has where it comes without them. */
  get defaults (): readonly Value[] {
    return (this.initial ??= this.fields.flatMap(field => field.form === 'value' && field.initial !== undefined ? [field] : []))
  }

  /** The type of a reference's rows. */
  childType (field: Child): DataType {
    const type = this.find(field.child)
    if (type === undefined) throw new Error(`unknown data type ${field.child}`)
    return type
  }

  /** Another type of the same version, whatever the case of its name. */
  typeNamed (xsiType: string): DataType | undefined {
    return this.find(xsiType)
  }

  /** The layer that owns a field, whose name XNAT uses in validation messages. */
  layerOf (field: Field): DataType {
    return this.layers.find(layer => layer.own.includes(field)) ?? this
  }

  private get root (): DataType {
    return this.layers.at(-1) ?? this
  }

  /** Whether rows are known by their ID rather than by a generated number. */
  get hasOwnKey (): boolean {
    return keyedById.has(this.root.xsiType)
  }

  /** The generated key that XFT adds to a type without one: its table's name and `_id`. */
  get keyName (): string {
    return this.hasOwnKey ? 'ID' : `${this.root.prefix}_${this.root.local}_id`
  }

  /** Keys in JSON: each layer adds its own; below the first it is the lower-case SQL name of the parent's. */
  get inheritedKeyName (): string | undefined {
    return this.base === undefined ? undefined : this.keyName.toLowerCase()
  }

  /** A row type that the schema leaves unnamed: XFT calls it after its owner and its element. */
  get unnamed (): boolean {
    return this.local.includes('_') && this.entry.named !== true
  }

  get sqlName (): string {
    return `${this.prefix}_${this.local}`
  }
}

const keyedById: ReadonlySet<string> = new Set(['xnat:projectData', 'xnat:subjectData', 'xnat:experimentData', 'xdat:stored_search'])
