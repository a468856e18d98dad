import { hashMapOrder } from '../../../model/java-order.ts'
import { isTool, toolDefaults } from '../../../model/tools/defaults.ts'
import { siteUrl } from '../../../plugins/site.ts'
import { bodyText } from '../../../entity/body.ts'
import { Parameters } from '../../../http/parameters.ts'
import { preferencesChanged } from '../preference-handlers.ts'
import { type BodyParameter, type XapiCall, objectBody } from '../endpoint.ts'

export type Entries = Readonly<Record<string, string>>

const siteConfig = 'siteConfig'

/** A value as AbstractPreferenceBean.asProperties has it: lists as Java prints them. */
const printed = (value: unknown): string => Array.isArray(value) ? `[${value.join(', ')}]` : String(value)

/** The IDs of all tools, in the order of Java's HashMap. */
export const toolIds = (): string[] => hashMapOrder([...Object.keys(toolDefaults), siteConfig])

/** An entry of a map that stands in it itself: a name may be anything. */
export const entryOf = (entries: Entries, name: string): string | undefined => Object.hasOwn(entries, name) ? entries[name] : undefined

/** All preferences of a tool as texts; undefined for one that there is not. */
export function entriesOf (call: XapiCall, tool: string): Entries | undefined {
  const { store } = call
  if (isTool(tool)) return store.toolPreferences.read(tool)
  if (tool !== siteConfig) return undefined
  const entries = { ...store.preferences.all(), siteUrl: siteUrl(call) }
  return Object.fromEntries(hashMapOrder(Object.keys(entries)).map(name => [name, printed(entries[name as keyof typeof entries])]))
}

/** Sets a preference. @returns false for one that the tool does not have, unless it takes any (NrgPreferenceBean.strict) */
export function setEntry ({ store }: XapiCall, tool: string, name: string, value: string): boolean {
  if (isTool(tool)) {
    if (tool !== 'notifications' && !Object.hasOwn(toolDefaults[tool], name)) return false
    store.toolPreferences.set(tool, name, value)
    return true
  }
  store.preferences.set(name, value)
  preferencesChanged(store, [name])
  return true
}

/** A map of values, from JSON or from a form. */
export function givenEntries (call: XapiCall, parameter: BodyParameter): Readonly<Record<string, unknown>> {
  const { body } = call
  if (body?.type !== 'application/x-www-form-urlencoded') return objectBody(call, parameter)
  const form = new Parameters(bodyText(body))
  return Object.fromEntries([...form.keys()].map(name => [name, form.raw(name)[0] ?? '']))
}

/** String.valueOf, of what Jackson made of JSON; null is an empty text. */
export function valueText (value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
