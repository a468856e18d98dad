import { failures } from '../../../failures/index.ts'
import type { Setting, SettingKind } from '../../../store/accounts/settings.ts'
import type { XapiCall } from '../endpoint.ts'
import { whole } from '../values.ts'

export type Data = Readonly<Record<string, unknown>>

/** What administrators describe and number: how a kind of it is stored. */
export interface Described {
  readonly kind: SettingKind
  /** What XNAT says where there is none of a number. */
  readonly missing: (id: number) => string
  /** Those of a fresh site. */
  readonly fresh: readonly Setting[]
}

const numbered = (data: readonly Data[]): Setting[] => data.map((data, at) => ({ id: at + 1, data }))

export const described = (kind: SettingKind, missing: Described['missing'], fresh: readonly Data[] = []): Described =>
  ({ kind, missing, fresh: numbered(fresh) })

export const all = ({ store }: XapiCall, { kind, fresh }: Described): Setting[] => store.settings.list(kind, fresh)

/** The one whose number stands in the address. @throws noSuchThing */
export function numberedIn (call: XapiCall, described: Described, variable: string, missing = described.missing): Setting {
  const id = whole(call.params[variable] ?? '')
  const found = all(call, described).find(setting => setting.id === id)
  if (found === undefined) throw failures.noSuchThing(missing(id))
  return found
}

/** What an administrator has given of what there is: other members are no members of Java's class, and are refused by Jackson. */
export const given = (model: Data, body: Data): Data =>
  Object.fromEntries(Object.entries(body).filter(([name, value]) => Object.hasOwn(model, name) && value !== null))

/** As Jackson writes it, with its number and times: those of a fresh site were made when the site was. */
export const written = ({ id, data: { enabled, timestamp = 0, created = 0, ...data } }: Setting): Data =>
  ({ ...data, id, timestamp, enabled, disabled: 0, created })
