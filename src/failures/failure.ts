import type { Document } from '../model/document.ts'

/**
 * Who writes an error's page, and so which headers it has besides: Restlet's StatusFilter; the same for what nobody caught
 * below it, of which RangeFilter does not see the answer; the servlet container behind a servlet, where that has sent no
 * entity; the container for what never came to a servlet, from a filter or from the connector, before the first filter;
 * XNAT's page of errors for what a filter threw, or the firewall, before the filters that set headers; or nobody, and the
 * text is the body.
 */
export type Page = 'restlet' | 'uncaught' | 'container' | 'connector' | 'site' | 'firewall' | 'text'

/** One with several values comes several times. */
export type FailureHeaders = Readonly<Record<string, string | string[]>>

/** An answer of 4xx or 5xx, with the rule that it follows. */
export class Failure extends Error {
  readonly status: number
  /** The rule's name, from the table that it stands in. */
  readonly rule: string
  /** Where XNAT decides so: class and method. */
  readonly source: string
  readonly page: Page
  readonly headers: FailureHeaders
  /** What stands in place of the page. */
  readonly document: Document | undefined

  constructor (rule: string, { status, source, page = 'restlet', headers = {}, document }: FailureOptions, text: string) {
    super(text)
    this.rule = rule
    this.status = status
    this.source = source
    this.page = page
    this.headers = headers
    this.document = document
  }

  /** The same, with headers that were set before it was found. */
  with (headers: Readonly<Record<string, string>>): Failure {
    const { rule, status, source, page, document } = this
    return new Failure(rule, { status, source, page, headers: { ...headers, ...this.headers }, ...document && { document } }, this.message)
  }
}

interface FailureOptions {
  readonly status: number
  readonly source: string
  readonly page?: Page
  readonly headers?: FailureHeaders
  readonly document?: Document
}

/** A row of a table: given its own name, it makes its failures. */
export type Rule<Args extends unknown[]> = (rule: string) => (...args: Args) => Failure

/** A rule whose failures all say the same. */
export const always = (status: number, source: string, text = '', page: Page = 'restlet'): Rule<[]> =>
  rule => () => new Failure(rule, { status, source, page }, text)

/**
 * A rule whose failures say what they are about: each call gives as many words as the text takes. NoInfer: Args comes from
 * the text alone, and not from what the table's `satisfies` expects.
 */
export function about<Args extends string[]> (
  status: number,
  source: string,
  text: (...args: Args) => string,
  page: Page = 'restlet'
): Rule<NoInfer<Args>> {
  return rule => (...args) => new Failure(rule, { status, source, page }, text(...args))
}

const twice = (value: string): string[] => [value, value]

/**
 * A rule for what goes wrong while an answer is written: Restlet has sent its headers to the container by then, and sends
 * them once more with the error (HttpServerConverter.commit).
 */
export const whileWriting = (): Rule<[]> => rule => () => new Failure(rule, {
  status: 500,
  source: 'com.noelios.restlet.http.HttpServerConverter.commit',
  page: 'container',
  headers: {
    Server: twice('Noelios-Restlet-Engine/1.1.10'),
    'Accept-Ranges': twice('bytes'),
    Vary: twice('Accept-Charset, Accept-Encoding, Accept-Language, Accept'),
    'Content-Language': 'en'
  }
}, 'An exception occured writing the response entity')
