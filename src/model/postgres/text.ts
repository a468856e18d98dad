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
