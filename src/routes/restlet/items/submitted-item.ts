import type { Item } from '../../../model/item.ts'
import { nearest } from '../../../model/nearest.ts'
import type { FieldMapping } from '../../../model/shortcuts.ts'
import { lengthOf, typeOf } from '../../../entity/upload.ts'
import { mayWarn, warn } from '../../../plugins/warnings.ts'
import { common } from '../ignored.ts'
import { type Loaded, loadItem } from './load-item.ts'
import type { Call } from '../resource.ts'

interface Expected {
  /** Short names that count in the query. */
  readonly shortcuts: FieldMapping
  /** Short names that count at other addresses of such items. */
  readonly elsewhere?: FieldMapping
  /** The type where the request names none. */
  readonly defaultType: string | undefined
  readonly template?: Item | undefined
}

/** Parameters that every writing resource knows. */
const ofWrites: readonly string[] = [...common, 'xsiType', 'ELEMENT_0', 'req_format', 'inbody', 'populateFromDB']

/** The item that a request describes; its client is warned of all that XNAT silently leaves out. */
export function submittedItem (call: Call, expected: Expected): Loaded {
  const { catalogue, query, body, incoming, operation } = call
  const own = operation?.query ?? {}
  const isKnown = (name: string) => expected.shortcuts.pathOf(name) !== undefined || Object.hasOwn(own, name) || ofWrites.includes(name)
  warnOfBody(call)
  return loadItem({
    catalogue,
    query,
    body,
    ...expected,
    note: (name, why) => {
      if (!mayWarn(incoming)) return
      if (why === 'unknown field') {
        warn(incoming, 'unknown-field', `there is no field '${name}': XNAT takes none of the fields that stand beside it`)
      } else if (why === 'another type') {
        warn(incoming, 'ignored-field', `'${name}' is a field of another type: XNAT ignores it`)
      } else if (!isKnown(name) && expected.elsewhere?.pathOf(name) !== undefined) {
        const path = expected.elsewhere.pathOf(name)
        warn(incoming, 'ignored-parameter', `XNAT knows no short names here and ignores '${name}'; its path is ${path}`)
      } else if (!isKnown(name)) {
        warn(
          incoming,
          'ignored-parameter',
          `XNAT knows no '${name}' here and ignores ` +
          `it${near(name, [...ofWrites, ...Object.keys(own), ...[...expected.shortcuts.entries()].map(([name]) => name)])}`
        )
      }
    }
  })
}

function near (name: string, known: readonly string[]): string {
  const [found] = nearest(name, known, 1)
  return found === undefined ? '' : `; is '${found}' meant?`
}

const read = /^(?:text\/xml|application\/xml|application\/x-www-form-urlencoded|multipart\/.*)$/

/** SecureResource.loadItem looks at a body's media type, and RequestUtil.hasContent at its length. */
function warnOfBody ({ query, body, headers, incoming }: Call): void {
  if (body === undefined) {
    if (headers['transfer-encoding'] !== undefined && lengthOf(incoming) < 0) {
      warn(incoming, 'ignored-body', 'XNAT takes a body without Content-Length for none')
    }
  } else if (!read.test(body.type) && query.get('req_format') === undefined && !query.isTrue('inbody')) {
    warn(incoming, 'ignored-body', `XNAT does not read a body of ${typeOf(incoming) === '' ? 'no media type' : typeOf(incoming)} here`)
  }
}
