import { failures } from '../../../failures/index.ts'
import { type Document, empty, text } from '../../../model/document.ts'
import { decodeInteger } from '../../../model/java-number.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import type { Call } from '../resource.ts'

/** GET …/{setting}, in the media type of the request (ProjectResource.DefaultProjectHandler). @throws badSetting */
export function settingOf ({ rest, mime }: Call, project: ProjectRow): Document {
  const said = (value: string | number) => text(String(value), { mime: `${mime};charset=ISO-8859-1` })
  if (rest === 'quarantine_code') return said(project.quarantine_code)
  if (rest.startsWith('prearchive_code')) return said(project.prearchive_code)
  if (rest.startsWith('current_arc')) return said(project.current_arc)
  throw failures.badSetting()
}

/** PUT …/{setting}/{value}; without a value nothing happens. @throws badSetting, badCode, badNumber, forbidden */
export function putSetting ({ rest, store }: Call, { id }: ProjectRow): Document {
  const slash = rest.indexOf('/')
  const [setting, value] = slash === -1 ? ['', ''] : [rest.slice(0, slash), rest.slice(slash + 1)]
  switch (setting) {
    case 'quarantine_code':
      if (value !== '') store.projects.set(id, setting, codeOf(value))
      return empty
    case 'prearchive_code':
      if (value !== '0' && !store.preferences.read().projectAllowAutoArchive) throw failures.forbidden()
      if (value !== '') store.projects.set(id, setting, codeOf(value))
      return empty
    case 'current_arc':
      if (value !== '') store.projects.set(id, setting, value)
      return empty
    case 'scan_type_mapping':
      store.projects.set(id, setting, Number(/^(true|on|yes|t|y)$/i.test(value)))
      return empty
    default: throw failures.badSetting()
  }
}

/** translateArcProjectCode: a Java integer in any of its spellings, or a boolean. */
function codeOf (text: string): number {
  if (text === 'true' || text === 'false') return Number(text === 'true')
  const code = decodeInteger(text)
  if (code !== undefined) return code
  // a number of another kind passes NumberUtils.isCreatable and fails in createInteger
  throw /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[lfd]?$/i.test(text) ? failures.badNumber(text) : failures.badCode(text)
}
