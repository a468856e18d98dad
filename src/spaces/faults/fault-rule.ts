import Type, { type Static } from 'typebox'

/** What may happen, by name: fault-presets.ts says what each is. */
export const presetNames = [
  'nginx-502', 'nginx-504', 'tomcat-starting', 'session-expired', 'login-page-with-200', 'hang', 'slow', 'slow-list',
  'truncated-csv', 'truncated-download', 'stalled-download', 'disk-full', 'npe-500', 'connection-reset', 'lost-answer'
] as const

export type PresetName = typeof presetNames[number]

const shut = { additionalProperties: false }
const milliseconds = (description: string) => Type.Number({ minimum: 0, maximum: 3_600_000, description })

const match = Type.Object({
  method: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())], { description: 'GET, or several' })),
  path: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1000,
      description:
        'the path in the space, without the query: * stands for a step or part of one, ** for any number of steps, {a,b} for either'
    })
  ),
  query: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'parameters that must have these values' })),
  user: Type.Optional(Type.String({ description: 'the login that the request names, right or wrong' }))
}, { ...shut, description: 'which requests it is for; all, where it is left out' })

const delay = Type.Union([
  milliseconds('as many milliseconds'),
  Type.Object({ min: milliseconds('at least'), max: milliseconds('at most') }, { ...shut, description: 'any between the two' }),
  Type.Object(
    { mean: milliseconds('the middle'), deviation: milliseconds('the standard deviation') },
    { ...shut, description: 'normally distributed' }
  ),
  Type.Object(
    { median: milliseconds('half are quicker'), sigma: Type.Number({ minimum: 0, maximum: 5 }) },
    { ...shut, description: 'log-normally distributed, as the answers of real servers are' }
  )
], { description: 'how long to wait first, in milliseconds' })

const answer = Type.Object({
  status: Type.Integer({ minimum: 200, maximum: 599 }),
  message: Type.Optional(Type.String({ description: 'what the page says' })),
  page: Type.Optional(
    Type.Enum(['restlet', 'container', 'nginx', 'login', 'text'], {
      description: "whose page it is: Restlet's (the default), Tomcat's, a proxy's, XNAT's form to log in, or the bare message"
    })
  ),
  body: Type.Optional(Type.String({ description: 'in place of a page' })),
  headers: Type.Optional(
    Type.Record(Type.String({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$" }), Type.String({ pattern: '^[\\t\\x20-\\x7E]*$' }), {
      additionalProperties: false
    })
  )
}, { ...shut, description: 'what is answered; the request is not done' })

const portion = (what: string) => Type.Optional(Type.Union([
  Type.Object({ bytes: Type.Integer({ minimum: 0 }) }, shut),
  Type.Object(
    { part: Type.Number({ minimum: 0, maximum: 1 }) },
    { ...shut, description: 'of the Content-Length; half a kilobyte where nobody knows it' }
  )
], { description: what }))

/** A rule: what happens to which requests, and how often. */
export const faultRule = Type.Object({
  name: Type.Optional(
    Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$', description: 'what it is called; one is made up where it is left out' })
  ),
  preset: Type.Optional(
    Type.Enum([...presetNames], { description: 'something that happens to real servers; what else is said goes before what it says' })
  ),
  match: Type.Optional(match),
  skip: Type.Optional(Type.Integer({ minimum: 0, description: 'how many matching requests pass before it begins' })),
  times: Type.Optional(
    Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('always')], {
      description: 'how often it happens; always, where neither this nor the preset says'
    })
  ),
  probability: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'how likely it happens to a request that matches' })),
  seed: Type.Optional(
    Type.Integer({ description: 'what the chance of this rule begins with: the same seed gives the same fates; 1 where it is left out' })
  ),
  delay: Type.Optional(delay),
  answer: Type.Optional(answer),
  connection: Type.Optional(Type.Union([
    Type.Literal('cut', { description: 'ends at once; the request is not done' }),
    Type.Literal('cut-after', { description: 'ends when the request has been done, before any answer' }),
    Type.Literal('hang', { description: 'stays open, and nothing is ever answered' })
  ])),
  truncate: portion('how much of the body is sent before the connection ends'),
  stall: portion('how much of the body is sent before nothing more comes'),
  session: Type.Optional(Type.Literal('expire', { description: 'the session of the request is ended first, as if its time were up' }))
}, { ...shut, title: 'Fault' })

export type FaultRule = Static<typeof faultRule>
