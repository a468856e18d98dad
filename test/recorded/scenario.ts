import Type, { type Static } from 'typebox'

const strict = { additionalProperties: false } as const
const texts = Type.Record(Type.String(), Type.String())

/** One field of a form: its text, or a file. */
const formFile = Type.Object({
  file: Type.String({ description: 'Name of the file' }),
  type: Type.Optional(Type.String({ description: 'Media type; application/octet-stream where it is missing' })),
  text: Type.Optional(Type.String()),
  base64: Type.Optional(Type.String())
}, strict)

/** What XNAT answered, with everything that changes from run to run replaced by a name in braces. */
const recordedAnswer = Type.Object({
  status: Type.Integer(),
  headers: texts,
  body: Type.Optional(Type.String({ description: 'Missing where the body is not UTF-8, or was not recorded' })),
  bytes: Type.Optional(Type.Integer({ description: 'Length of a body that is not UTF-8' }))
}, strict)

const step = Type.Object({
  do: Type.Optional(Type.String({ description: 'What the request is for' })),
  as: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'Login of the user, admin where it is missing; null sends no credentials' })),
  method: Type.String(),
  path: Type.String({ description: 'Path and query' }),
  headers: Type.Optional(texts),
  body: Type.Optional(Type.String()),
  base64: Type.Optional(Type.String()),
  file: Type.Optional(Type.String({ description: 'A file beside the scenario that is sent as the body' })),
  form: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), formFile]))),
  capture: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Names for parts of the answer: regular expressions with one group' })),
  loose: Type.Optional(Type.Array(Type.String(), { description: 'What is not compared: header names, or `body`' })),
  quiet: Type.Optional(Type.Boolean({ description: 'Only the status is compared' })),
  answer: recordedAnswer
}, strict)

/** Requests that belong together, and what XNAT answered to each. {P}, {P2} … are project IDs of the run; other names in braces are captured. */
export const scenarioSchema = Type.Object({
  name: Type.String(),
  source: Type.Optional(Type.String({ description: 'The XNAT that was recorded' })),
  login: Type.Optional(Type.Literal('session', { description: 'Each user logs in once and sends the cookie; otherwise each request sends Basic credentials' })),
  steps: Type.Array(step)
}, strict)

export type Scenario = Static<typeof scenarioSchema>
export type Step = Static<typeof step>
export type RecordedAnswer = Static<typeof recordedAnswer>
