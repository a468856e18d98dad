/** In which respect an operation may be used in several ways. */
export const aspects = ['refusals', 'parameters', 'formats', 'bodies', 'addresses'] as const
export type Aspect = typeof aspects[number]

/** What requests have used of one operation, each with how often. */
export class Used {
  requests = 0
  readonly addresses = new Map<string, number>()
  readonly parameters = new Map<string, number>()
  readonly formats = new Map<string, number>()
  readonly bodies = new Map<string, number>()
  readonly statuses = new Map<string, number>()
  readonly rules = new Map<string, number>()
}

/** One request in the terms of the contract. */
export interface Use {
  readonly operation: string
  /** The address's template. */
  readonly address: string
  readonly parameters: Iterable<string>
  /** What the answer was written in. */
  readonly format: string | undefined
  /** How the request brought its fields. */
  readonly body: string | undefined
  readonly status: number
  readonly rule: string | undefined
}

/** Parameters may have any name: no more than this many are counted. */
const mostNames = 500

/** What of the contract has been used, in all spaces together: a suite of tests uses many. */
export class Coverage {
  private readonly byOperation = new Map<string, Used>()

  count ({ operation, address, parameters, format, body, status, rule }: Use): void {
    let used = this.byOperation.get(operation)
    if (used === undefined) this.byOperation.set(operation, used = new Used())
    used.requests++
    more(used.addresses, address)
    for (const name of parameters) more(used.parameters, name)
    if (format !== undefined && status < 300) more(used.formats, format)
    if (body !== undefined) more(used.bodies, body)
    more(used.statuses, String(status))
    if (rule !== undefined) more(used.rules, rule)
  }

  of (operation: string): Used {
    return this.byOperation.get(operation) ?? new Used()
  }

  clear (): void {
    this.byOperation.clear()
  }
}

function more (counts: Map<string, number>, name: string): void {
  const count = counts.get(name)
  if (count !== undefined || counts.size < mostNames) counts.set(name, (count ?? 0) + 1)
}
