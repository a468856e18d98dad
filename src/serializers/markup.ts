import { escapeHtml } from '../model/escape.ts'

/** HTML that is safe as it stands. */
export class Markup {
  readonly text: string

  constructor (text: string) {
    this.text = text
  }
}

/** What may stand in a template: nothing, text, which is escaped, markup, or any number of them. */
export type Part = Markup | string | number | undefined | null | false | readonly Part[]

/** A template of HTML: what is put in is escaped, unless it comes from a template itself. */
export function html (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, at) => text + written(parts[at])).join(''))
}

function written (part: Part): string {
  if (part === undefined || part === null || part === false) return ''
  if (part instanceof Markup) return part.text
  return typeof part === 'object' ? part.map(written).join('') : escapeHtml(String(part))
}
