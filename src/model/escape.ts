const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/**
 * What XNAT does to every query, form and path value before it uses or stores it (TurbineUtils.escapeParam, which is
 * commons-text escapeXml11): five entities, control characters as numbers, what XML 1.1 cannot hold dropped.
 */
export function escapeXml11 (text: string): string {
  return plain.test(text) ? text : text.replace(special, replacement)
}

const plain = /^[\t\n\r\x20!#-%(-;=?-~\u00A0-\uD7FF\uE000-\uFFFD]*$/
const special =
  // eslint-disable-next-line no-control-regex -- likewise
  /[\0-\x08\x0B\x0C\x0E-\x1F&<>"'\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

function replacement (character: string): string {
  const code = character.charCodeAt(0)
  return entities[character] ?? (code === 0 || code >= 0xD800 ? '' : `&#${code};`)
}

/** Text made safe for our own HTML; XNAT's own pages leave it as it is. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => entities[character] ?? character).replaceAll('&apos;', '&#39;')

/** A word as a shell takes it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

// eslint-disable-next-line no-control-regex -- the characters that org.json's JSONObject.quote escapes
const specialInJson = /["\\\x00-\x1F\x80-\x9F\u2000-\u20FF]|(?<=<)\//g
const shortInJson: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r'
}

// eslint-disable-next-line no-control-regex -- all that may be special, found in a third of the time
const maybeSpecialInJson = /["\\<\x00-\x1F\x80-\uFFFF]/

/** org.json's JSONObject.quote. */
export const quoteJson = (text: string): string =>
  maybeSpecialInJson.test(text) ? `"${text.replace(specialInJson, escapedInJson)}"` : `"${text}"`

const escapedInJson = (character: string): string =>
  shortInJson[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * A text as it is in the database once XNAT has written it into its SQL (XftStringUtils.CleanForSQLValue): each backslash
 * is doubled, for the literal is none of PostgreSQL's escape strings; two apostrophes are one, and so is each of the marks
 * that XNAT puts in their place on the way.
 */
export const storedText = (text: string): string =>
  /['#\\]/.test(text) ? withoutDoubleApostrophes(text).replaceAll('\\', '\\\\') : text

/** The same in an escape string (`E'…'`), which takes the second backslash away again. */
export const withoutDoubleApostrophes = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- the mark that Java reads out of an octal escape
  text.replace(/''?|#39#|#3939#|#\x039#/g, "'")

/** A text that is stored as this one (storedText). */
export const givenText = (stored: string): string => withDoubleApostrophes(stored).replaceAll('\\\\', '\\')

/** The same for an escape string. */
export const withDoubleApostrophes = (stored: string): string => stored.replace(/''+/g, '$&$&')
