import { Refusal } from '../../failures/refusal.ts'
import type { FaultRule } from './fault-rule.ts'
import { type Fault, FaultExists, type Faults } from './faults.ts'

/** Whatever has faults: a space. */
interface Faulty {
  readonly faults: Faults
}

/** A fault of a space by name. @throws Refusal */
export function theFault ({ faults }: Faulty, name: string): Fault {
  const found = faults.find(name)
  if (found === undefined) throw new Refusal(404, `there is no fault '${name}'`, faults.list().map(({ name }) => name))
  return found
}

/** What can happen, of which a rule must name one. */
const effects: readonly (keyof FaultRule)[] = ['preset', 'delay', 'answer', 'connection', 'truncate', 'stall', 'session']

/** Has a rule happen to the requests of a space. @throws Refusal */
export function addFault ({ faults }: Faulty, rule: FaultRule): Fault {
  const { delay } = rule
  if (!effects.some(effect => rule[effect] !== undefined)) throw new Refusal(400, 'the rule says to whom it happens, but not what', effects)
  if (typeof delay === 'object' && 'min' in delay && delay.min > delay.max) throw new Refusal(400, 'delay.min is more than delay.max')
  try {
    return faults.add(rule)
  } catch (error) {
    if (error instanceof FaultExists) throw new Refusal(409, `there is a fault '${error.message}' already`)
    throw error
  }
}
