import { test } from 'tap'
import { readScenario } from '../../src/recorded/read-scenario.ts'

const answer = { status: 200, headers: {} }
const step = { method: 'GET', path: '/data/projects/{P}', answer }
const text = (...steps: readonly object[]): string => JSON.stringify({ name: 'x', steps })

test('a scenario is read', async t => {
  const captures = { ...step, as: null, capture: { E: '(x)', F: '(?!{E})(y)' } }
  const scenario = text(step, captures, { ...step, path: '{E}/{F}?{P2}', quiet: true, loose: ['body'] })
  t.same(readScenario(scenario, 'x.json'), JSON.parse(scenario))
})

const broken: readonly (readonly [what: string, text: string, message: string | RegExp])[] = [
  ['no JSON', '{"name"', /^x\.json: not JSON: [^\n]+$/],
  ['no object', '[]', 'must be object'],
  ['no steps', '{"name":"x"}', 'there is no steps'],
  ['no method', text(step, { path: '/', answer }), 'step 2: there is no method'],
  ['no answer', text({ method: 'GET', path: '/' }), 'step 1: there is no answer'],
  ['a status that is no number', text({ ...step, answer: { ...answer, status: '200' } }), 'step 1: answer: status: must be integer'],
  ['an unknown member', text({ ...step, methd: 'GET' }), 'step 1: methd: is not known'],
  ['a method with a blank', text({ ...step, method: 'GET /' }), "step 1: method: no HTTP method can be called 'GET /'"],
  ['a path without a slash', text({ ...step, path: 'data' }), 'step 1: path: must begin with a slash or with a captured path'],
  ['two bodies', text({ ...step, body: 'x', base64: 'eA==' }), 'step 1: there is more than one body: body, base64'],
  ['an unknown name in the path', text({ ...step, path: '/{E}' }), 'step 1: path: no earlier step captures {E}'],
  ['a name that is captured later', text({ ...step, path: '/{E}', capture: { E: '(x)' } }), 'step 1: path: no earlier step captures {E}'],
  ['an unknown name in a header', text({ ...step, headers: { cookie: '{J}' } }), 'step 1: headers: cookie: no earlier step captures {J}'],
  ['an unknown name in a field', text({ ...step, form: { a: '{J}' } }), 'step 1: form: a: no earlier step captures {J}'],
  ['an unknown name in a file', text({ ...step, form: { a: { file: '', text: '{J}' } } }), 'step 1: form: a: no earlier step captures {J}'],
  ['an unknown name in a pattern', text({ ...step, capture: { E: '{S}(x)' } }), 'step 1: capture: E: no earlier step captures {S}'],
  ['a pattern without a group', text({ ...step, capture: { E: 'x' } }), 'step 1: capture: E: needs one group, has 0'],
  ['a pattern with two groups', text({ ...step, capture: { E: '(x)(y)' } }), 'step 1: capture: E: needs one group, has 2'],
  ['a broken pattern', text({ ...step, capture: { E: '(x' } }), /^x\.json: step 1: capture: E: Invalid regular expression[^\n]*$/],
  ['a name with a dash', text({ ...step, capture: { 'E-1': '(x)' } }), 'step 1: capture: E-1: a name has letters, digits and _ only']
]

test('a broken recording is one line: which file, where, why', async t => {
  for (const [what, text, message] of broken) {
    t.throws(() => readScenario(text, 'x.json'), { message: typeof message === 'string' ? `x.json: ${message}` : message }, what)
  }
})
