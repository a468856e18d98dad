import { type Markup, type Part, html } from '../../serializers/markup.ts'
import { curl } from './curl.ts'
import { refusedForm } from './flash.ts'
import { requestOf } from './request-of.ts'
import type { Site } from './site.ts'

/** One control of a form. Its name says where the value goes: see `requestOf`. */
export interface Control {
  readonly name: string
  readonly label: string
  readonly value?: string
  readonly kind?: 'text' | 'number' | 'checkbox' | 'textarea'
  /** The only values there are, or those that are proposed, by `suggest`. */
  readonly choices?: readonly string[]
  readonly suggest?: readonly string[]
  readonly required?: true
  readonly help?: string
}

/** A form that stands for one request to the API. */
export interface Action {
  readonly id: string
  readonly method: 'PUT' | 'POST' | 'DELETE'
  /** Path below the base; variables in braces are filled from controls. */
  readonly url: string
  /** What the button says. */
  readonly label: string
  /** What the button is about, for those who hear it alone. */
  readonly about?: string
  readonly controls?: readonly Control[]
  /** Sent along, unseen. */
  readonly fixed?: Readonly<Record<string, string>>
  /** The page that comes after success, below the base; else this one. */
  readonly next?: string
  readonly look?: 'danger' | 'plain'
  /** A few controls beside each other. */
  readonly inline?: true
  /** Shows what would be sent, while the form is filled in. */
  readonly showCurl?: true
}

export function actionForm (site: Site, action: Action): Markup {
  const { id, method, url, label, about, controls = [], fixed = {}, next = site.path, look = 'plain', inline, showCurl } = action
  const again = refusedForm(site, url)
  const hidden = { XNAT_CSRF: site.request.session.csrf, method, url, next, here: site.path, ...fixed }
  const data = showCurl && html` data-curl="${site.base}/app/curl"`
  return html`<form class="${inline ? 'action inline' : 'action'}" id="${id}" method="post" action="${site.base}/app/send"${data}>
${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div class="controls">${controls.map((control, at) => controlPart(`${id}-${at}`, control, again))}</div>
<button class="${look}"${about !== undefined && html` aria-label="${label} ${about}"`}>${label}</button>
${showCurl && curlPart(curl(site, requestOf(formOf(action, hidden))))}</form>
`
}

const curlPart = (line: string): Markup =>
  html`<div class="curl"><h2>The request as curl</h2><pre tabindex="0" aria-live="polite">${line}</pre></div>`

/** The form as it is sent untouched. */
function formOf ({ controls = [] }: Action, hidden: Readonly<Record<string, string>>): URLSearchParams {
  return new URLSearchParams([
    ...Object.entries(hidden),
    ...controls
      .filter(({ kind, value }) => kind !== 'checkbox' || value === 'true')
      .map(({ name, value = '' }) => [name, value] as [string, string])
  ])
}

function controlPart (id: string, control: Control, again: URLSearchParams | undefined): Markup {
  const { label, help, kind } = control
  const input = inputOf(id, control, again === undefined ? control.value ?? '' : again.get(control.name) ?? '')
  const helpText = help !== undefined && html`<small id="${id}-help">${help}</small>`
  return kind === 'checkbox'
    ? html`<div class="control check">${input} <label for="${id}">${label}</label>${helpText}</div>\n`
    : html`<div class="control"><label for="${id}">${label}</label>${input}${helpText}</div>\n`
}

function inputOf (id: string, { name, kind = 'text', choices, suggest, required, help }: Control, value: string): Markup {
  const common: Part = html`id="${id}" name="${name}"${required && html` required`}${help !== undefined &&
    html` aria-describedby="${id}-help"`}`
  if (choices) {
    return html`<select ${common}>${choices.map(choice => html`<option${choice === value && html` selected`}>${choice}</option>`)}</select>`
  }
  if (kind === 'textarea') return html`<textarea ${common} rows="3" spellcheck="false">${value}</textarea>`
  if (kind === 'checkbox') return html`<input type="checkbox" ${common} value="true"${value === 'true' && html` checked`}>`
  const list = suggest && html`<datalist id="${id}-list">${suggest.map(choice => html`<option value="${choice}"></option>`)}</datalist>`
  const more: Part = html`${kind === 'number' && html` step="any"`}${suggest && html` list="${id}-list"`}`
  return html`<input type="${kind}" ${common} value="${value}"${more}>${list}`
}
