import { Failure, type Page, type Rule } from './failure.ts'
import { own } from './own.ts'
import { restlet } from './restlet.ts'
import { spring } from './spring.ts'

export { Failure, type Page }

const rules = { ...restlet, ...spring, ...own }

type Rules = typeof rules
type Failures = { readonly [Name in keyof Rules]: ReturnType<Rules[Name]> }

/** Every failure that the server answers, by the name of its rule. */
export const failures = Object.fromEntries(Object.entries(rules).map(([name, rule]) =>
  [name, (rule as Rule<never>)(name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`))])) as unknown as Failures
