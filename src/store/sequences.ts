import type { DataType } from '../model/data-type.ts'
import type { Statements } from './statements.ts'

export type IdKind = 'project' | 'subject' | 'experiment'

/** Generated keys and IDs. */
export function sequences ({ get, run }: Statements) {
  const next = get<[name: string], { last: number }>(`
    INSERT INTO sequence (name, last) VALUES (?, 1)
    ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last`)
  const last = get<[name: string], { last: number }>('SELECT last FROM sequence WHERE name = ?')
  const find = get<[kind: IdKind, id: string], { id: string }>('SELECT id FROM used_id WHERE kind = ? AND id = ?')
  const insert = run<[kind: IdKind, id: string]>('INSERT INTO used_id (kind, id) VALUES (?, ?) ON CONFLICT DO NOTHING')

  const number = (name: string): number => next(name)?.last ?? 1
  const used = (kind: IdKind, id: string): boolean => find(kind, id) !== undefined

  return {
    /** The event that a change belongs to. */
    event: () => number('event'),
    /** The next generated key of a type's table. */
    key: (type: DataType) => number(type.layers.at(-1)?.sqlName ?? type.sqlName),
    used,
    /** Remembers an ID for good. @param prefix what generated IDs of this kind begin with. */
    use: (kind: IdKind, id: string, prefix: string) => {
      if (insert(kind, id).changes > 0 && id.startsWith(prefix)) number(`${kind} IDs like ${prefix}`)
    },
    /**
     * The next ID: IDGenerator starts at the number of IDs ever known with the prefix, plus one, and takes the first free.
     * @returns such as XNAT_E00001; the number grows beyond five digits.
     */
    nextId: (kind: IdKind, prefix: string): string => {
      for (let n = (last(`${kind} IDs like ${prefix}`)?.last ?? 0) + 1; ; n++) {
        const id = prefix + String(n).padStart(5, '0')
        if (!used(kind, id)) return id
      }
    }
  }
}

export type Sequences = ReturnType<typeof sequences>
