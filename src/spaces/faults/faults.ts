import type { FaultRule } from './fault-rule.ts'
import { presets } from './fault-presets.ts'
import { Fate } from './fate.ts'

/** What a rule looks at. */
export interface Request {
  readonly method: string
  /** In the space, without the query. */
  readonly path: string
  readonly query: { readonly get: (name: string) => string | undefined }
  readonly user: string | undefined
}

/** A rule in force. */
export interface Fault {
  readonly name: string
  /** With what its preset says. */
  readonly rule: FaultRule
  /** How many requests it was for. */
  readonly matched: number
  /** To how many it has happened. */
  readonly played: number
}

/** There is a fault of that name already. */
export class FaultExists extends Error {}

class Playing implements Fault {
  readonly name: string
  readonly rule: FaultRule
  readonly chance: Fate
  private readonly path: RegExp | undefined
  private readonly methods: readonly string[] | undefined
  matched = 0
  played = 0

  constructor (name: string, rule: FaultRule) {
    this.name = name
    this.rule = rule
    this.chance = new Fate(rule.seed ?? 1)
    const { path, method } = rule.match ?? {}
    this.path = path === undefined ? undefined : globOf(path)
    this.methods = method === undefined ? undefined : [method].flat().map(name => name.toUpperCase())
  }

  /** Whether it happens to a request; counts. */
  happensTo (request: Request): boolean {
    const { skip = 0, times = 'always', probability = 1 } = this.rule
    if (times !== 'always' && this.played >= times) return false
    if (!this.isFor(request)) return false
    if (++this.matched <= skip || (probability < 1 && this.chance.next() >= probability)) return false
    this.played++
    return true
  }

  private isFor ({ method, path, query, user }: Request): boolean {
    const { match } = this.rule
    return this.methods?.includes(method) !== false && this.path?.test(path) !== false &&
      (match?.user === undefined || match.user === user) &&
      Object.entries(match?.query ?? {}).every(([name, value]) => query.get(name) === value)
  }
}

/** The rules of a space, in the order in which they came; the first that is for a request happens to it. */
export class Faults {
  private byName = new Map<string, Playing>()
  private made = 0

  get any (): boolean {
    return this.byName.size > 0
  }

  /** @throws FaultExists */
  add (given: FaultRule): Fault {
    const { preset, ...own } = given
    const name = own.name ?? this.newName(preset ?? 'fault')
    if (this.byName.has(name)) throw new FaultExists(name)
    const fault = new Playing(name, preset === undefined ? own : { ...presets[preset].rule, ...own, preset })
    this.byName.set(name, fault)
    return fault
  }

  private newName (base: string): string {
    do this.made++
    while (this.byName.has(`${base}-${this.made}`))
    return `${base}-${this.made}`
  }

  find (name: string): Fault | undefined {
    return this.byName.get(name)
  }

  list (): Fault[] {
    return [...this.byName.values()]
  }

  delete (name: string): boolean {
    return this.byName.delete(name)
  }

  clear (): number {
    const { size } = this.byName
    this.byName.clear()
    return size
  }

  /** What happens to a request, with the milliseconds that it waits first. */
  for (request: Request): { readonly fault: Fault, readonly delay: number } | undefined {
    for (const fault of this.byName.values()) if (fault.happensTo(request)) return { fault, delay: fault.chance.delay(fault.rule.delay) }
    return undefined
  }
}

/** A path with `*`, `**` and `{a,b}` as a pattern for the whole of a path. */
export function globOf (glob: string): RegExp {
  let depth = 0
  const pattern = glob.replace(/\/\*\*(?=\/|$)|\*\*|\*|[{},]|[^*{},/]+|\//g, part => {
    switch (part) {
      case '/**': return '(?:/[^?]*)?'
      case '**': return '[^?]*'
      case '*': return '[^/]*'
      case '{': depth++; return '(?:'
      case '}': return depth > 0 ? (depth--, ')') : '\\}'
      case ',': return depth > 0 ? '|' : ','
      default: return part.replace(/[.+^$()|[\]\\?]/g, '\\$&')
    }
  })
  return new RegExp(`^${pattern}${')'.repeat(depth)}/?$`)
}
