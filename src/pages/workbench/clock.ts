import { type Part, html } from '../../serializers/markup.ts'
import { fieldList } from '../../serializers/page.ts'
import { type Action, actionForm } from '../parts/action.ts'
import type { PageRoute } from '../parts/page.ts'

interface Clock { readonly now: string, readonly frozen: boolean, readonly randomSeed?: number }

export const clock: PageRoute = {
  url: '/app/clock',
  show: async site => {
    const clock = await site.read('/_mock/clock') as Clock
    const { frozen } = clock
    return {
      title: 'Clock',
      current: '/app/clock',
      body: html`<h1>Clock</h1>
<p>The time that this space goes by: dates of what is added, sessions and tokens that run out.</p>
${fieldsOf(clock)}
<div class="row">
${actionForm(site, {
        id: 'freeze',
        method: 'PUT',
        url: '/_mock/clock',
        label: frozen ? 'Let it run' : 'Freeze it',
        fixed: { 'json-flag:frozen': String(!frozen) }
      })}
${actionForm(site, { id: 'reset-clock', method: 'DELETE', url: '/_mock/clock', label: 'The real time again' })}
</div>
<h2>Move it on</h2>
${actionForm(site, advance)}
<h2>Set it</h2>
${actionForm(site, set)}`
    }
  }
}

const fieldsOf = ({ now, frozen, randomSeed }: Clock): Part => fieldList([
  ['now', html`<time datetime="${now}">${now}</time>`],
  ['frozen', frozen ? 'yes' : 'no'],
  ['chance', randomSeed === undefined ? 'real' : `from the number ${randomSeed}`]
])

const advance: Action = {
  id: 'advance',
  method: 'POST',
  url: '/_mock/clock/advance',
  label: 'Move on',
  inline: true,
  controls: [
    { name: 'json:by', label: 'By', required: true, value: '20 minutes', help: 'Such as 90 seconds, 20 minutes, 1 hour 30 minutes.' }
  ]
}

const set: Action = {
  id: 'set',
  method: 'PUT',
  url: '/_mock/clock',
  label: 'Set',
  inline: true,
  controls: [
    { name: 'json:now', label: 'Time', help: 'ISO 8601, such as 2020-01-31T12:30:00Z.' },
    {
      name: 'json-number:randomSeed',
      label: 'Random seed',
      kind: 'number',
      help: 'With one, session IDs and UUIDs are the same each time.'
    }
  ]
}
