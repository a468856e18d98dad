import type { Session } from '../../spaces/sessions.ts'
import { type Part, html } from '../../serializers/markup.ts'
import { type Answer, type ApiRequest, type Site, reasonIn } from './site.ts'
import { curl } from './curl.ts'

/** What a form sent, and what came back: shown once, on the next page. */
export interface Outcome {
  readonly sent: ApiRequest
  readonly answer: Answer
  /** What was in the form, to be shown again where it was refused. */
  readonly form: URLSearchParams
}

const outcomes = new WeakMap<Session, Outcome>()

export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300

export function keepOutcome ({ request: { session } }: Site, outcome: Outcome): void {
  outcomes.set(session, outcome)
}

/** What was in a form that was just refused, if this is the form. */
export function refusedForm ({ request: { session } }: Site, url: string): URLSearchParams | undefined {
  const outcome = outcomes.get(session)
  return outcome !== undefined && !isSuccess(outcome.answer) && outcome.form.get('url') === url ? outcome.form : undefined
}

/** The line that shows the outcome, on one page only. */
export function flashPart (site: Site): Part {
  const { session } = site.request
  const outcome = outcomes.get(session)
  if (outcome === undefined) return undefined
  outcomes.delete(session)
  const { sent, answer } = outcome
  const good = isSuccess(answer)
  const request = html`${sent.method} <code>${decodeURI(sent.path)}</code>`
  const outcomeLine = html`<strong>${answer.status}</strong> ${request} took ${answer.milliseconds.toFixed(1)} ms.`
  return html`<div class="flash ${good ? 'good' : 'bad'}" role="${good ? 'status' : 'alert'}"><p>${outcomeLine}${!good &&
    html` ${reasonIn(answer.body)}`}</p>
<details><summary>The request as curl</summary><pre tabindex="0">${curl(site, sent)}</pre></details></div>
`
}
