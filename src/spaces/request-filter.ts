import { nearest } from '../model/nearest.ts'
import { globOf } from './faults/faults.ts'
import type { Entry } from './journal.ts'
import { Refusal } from '../failures/refusal.ts'

interface Filter {
  readonly text: string
  /** @returns what an entry must fulfil. @throws Refusal */
  readonly read: (value: string) => (entry: Entry) => boolean
}

/** Several, of which any will do. */
const anyOf = (value: string): string[] => value.split(',').map(part => part.trim())

const same = (get: (entry: Entry) => string | undefined) => (value: string) => {
  const wanted = anyOf(value)
  return (entry: Entry) => wanted.includes(get(entry) ?? '')
}

/** What requests can be looked for by. */
export const filters: Readonly<Record<string, Filter>> = {
  method: { text: 'GET, or several with commas between', read: value => same(({ method }) => method)(value.toUpperCase()) },
  path: {
    text: 'the path in the space without the query; * stands for a step or part of one, ** for any number, {a,b} for either',
    read: byPath
  },
  url: { text: 'a part of the address as it was sent', read: value => ({ url }) => url.includes(value) },
  user: { text: 'the login', read: same(({ user }) => user) },
  status: { text: '404, 4xx, or several with commas between', read: byStatus },
  operation: { text: 'the operationId', read: same(({ operation }) => operation) },
  rule: { text: 'the name of the rule by which it was refused', read: same(({ rule }) => rule) },
  fault: { text: 'the fault that happened to it', read: same(({ fault }) => fault) },
  agent: { text: 'a part of the User-Agent', read: value => ({ agent }) => agent?.includes(value) === true },
  warning: {
    text: 'a part of a warning; with no value, any',
    read:
      value =>
        ({ warnings }) =>
          warnings.some(warning => warning.includes(value))
  },
  changed: {
    text: 'what it changed: scan, subject … or with no value, anything',
    read:
      value =>
        ({ changes }) =>
          changes.some(({ what }) => value === '' || what === value)
  },
  since: { text: 'the id of a request: only those that came after it', read: bySince }
}

function byPath (value: string): (entry: Entry) => boolean {
  const pattern = globOf(value)
  return ({ path }) => pattern.test(path)
}

function byStatus (value: string): (entry: Entry) => boolean {
  const wanted = anyOf(value).map(part => {
    if (!/^(?:\d{3}|\dxx|0)$/i.test(part)) throw new Refusal(400, `'${part}' is no status`, ['404', '4xx', '200,201'])
    return part.toLowerCase()
  })
  return ({ status }) =>
    wanted.some(part => part.endsWith('xx') ? String(status).startsWith(part.charAt(0)) && status >= 100 : String(status) === part)
}

function bySince (value: string): (entry: Entry) => boolean {
  if (!/^\d{1,15}$/.test(value)) throw new Refusal(400, `'${value}' is no request's id`, ['0', '17'])
  return ({ id }) => id > Number(value)
}

/** The entries that fulfil all that a query names. @param others that it may name too. @throws Refusal */
export function matching (entries: readonly Entry[], query: URLSearchParams, others: readonly string[]): Entry[] {
  const tests: ((entry: Entry) => boolean)[] = []
  for (const [name, value] of query) {
    if (others.includes(name)) continue
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined
    if (filter === undefined) {
      const names = [...Object.keys(filters), ...others]
      throw new Refusal(400, `requests cannot be looked for by '${name}'`, nearest(name, names).length > 0 ? nearest(name, names) : names)
    }
    tests.push(filter.read(value))
  }
  return entries.filter(entry => tests.every(test => test(entry)))
}
