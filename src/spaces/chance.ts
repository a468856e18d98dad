import type { FaultRule } from './fault-rule.ts'

/** Numbers that look like chance and are the same each time (Mulberry32). */
export class Chance {
  private state: number

  constructor (seed: number) {
    this.state = seed >>> 0
  }

  /** From 0 to below 1. */
  next (): number {
    this.state = (this.state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** Normally distributed around 0 with deviation 1 (Box and Muller). */
  private normal (): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  /** @returns milliseconds. */
  delay (delay: FaultRule['delay']): number {
    if (delay === undefined) return 0
    if (typeof delay === 'number') return delay
    if ('min' in delay) return delay.min + this.next() * Math.max(0, delay.max - delay.min)
    if ('mean' in delay) return Math.max(0, delay.mean + this.normal() * delay.deviation)
    return delay.median * Math.exp(this.normal() * delay.sigma)
  }
}
