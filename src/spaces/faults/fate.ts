import { Chance } from '../../model/chance.ts'
import type { FaultRule } from './fault-rule.ts'

/** What befalls a request, and how long it waits. */
export class Fate extends Chance {
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
