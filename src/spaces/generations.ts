/**
 * A bounded map of two generations: when the younger is full, what has not been set again since the last time is
 * dropped at once. Dropping the oldest one by one would be slow, because a Map walks over what it has lost.
 */
export class Generations<Value> {
  private young = new Map<string, Value>()
  private old = new Map<string, Value>()
  private readonly size: number

  /** @param size of one generation; up to twice as many are cached. */
  constructor (size: number) {
    this.size = size
  }

  get (key: string): Value | undefined {
    return this.young.get(key) ?? this.old.get(key)
  }

  set (key: string, value: Value): void {
    if (this.young.size >= this.size && !this.young.has(key)) {
      this.old = this.young
      this.young = new Map()
    }
    this.young.set(key, value)
  }

  delete (key: string): void {
    this.young.delete(key)
    this.old.delete(key)
  }

  clear (): void {
    this.young.clear()
    this.old.clear()
  }

  /** At least as many as there are. */
  get most (): number {
    return this.young.size + this.old.size
  }

  /** Each once, whichever generation it is in. */
  values (): Set<Value> {
    return new Set([...this.old.values(), ...this.young.values()])
  }
}
