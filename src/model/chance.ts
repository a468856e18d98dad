/** Numbers that look like chance, the same for the same seed (mulberry32). */
export class Chance {
  private state: number

  constructor (seed: number) {
    this.state = seed | 0
  }

  /** From 0 up to 1. */
  next (): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number from the least to the most. */
  whole (least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  pick<Each> (list: readonly [Each, ...Each[]]): Each {
    return list[this.whole(0, list.length - 1)] ?? list[0]
  }
}
