/** XNAT's JSON follows the iteration order of Java's hash containers; these reproduce it from the keys alone. */

/** java.lang.String.hashCode. */
export function javaHash (text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0
  return hash
}

/** Iteration order of a java.util.HashMap after inserting `keys` in order. */
export function hashMapOrder (keys: Iterable<string>): string[] {
  const distinct = [...new Set(keys)]
  let capacity = 16
  while (distinct.length > capacity * 0.75) capacity *= 2
  const buckets: string[][] = Array.from({ length: capacity }, () => [])
  for (const key of distinct) {
    const hash = javaHash(key)
    buckets[(hash ^ (hash >>> 16)) & (capacity - 1)]?.push(key)
  }
  return buckets.flat()
}

/** java.util.Hashtable as a set of keys: buckets filled at the head, walked from the highest down. */
export class HashtableKeys {
  private buckets: string[][] = Array.from({ length: 11 }, () => [])
  private readonly present = new Set<string>()

  put (key: string): void {
    if (this.present.has(key)) return
    if (this.present.size >= Math.floor(this.buckets.length * 0.75)) this.grow()
    this.present.add(key)
    this.place(key)
  }

  has (key: string): boolean {
    return this.present.has(key)
  }

  putAll (other: HashtableKeys): void {
    for (const key of other.keys()) this.put(key)
  }

  keys (): string[] {
    return this.buckets.toReversed().flat()
  }

  private place (key: string): void {
    this.buckets[(javaHash(key) & 0x7fffffff) % this.buckets.length]?.unshift(key)
  }

  private grow (): void {
    const old = this.buckets.toReversed()
    this.buckets = Array.from({ length: this.buckets.length * 2 + 1 }, () => [])
    for (const bucket of old) for (const key of bucket) this.place(key)
  }
}

/** Enumeration order of a java.util.Hashtable after inserting `keys` in order. */
export function hashtableOrder (keys: Iterable<string>): string[] {
  const table = new HashtableKeys()
  for (const key of keys) table.put(key)
  return table.keys()
}
