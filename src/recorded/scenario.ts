import Type, { type Static } from 'typebox'

const optional = Type.Optional
const strict = { additionalProperties: false } as const
const texts = Type.Record(Type.String(), Type.String())

/** One field of a form: its text, or a file. */
const formFile = Type.Object({
  file: Type.String({ description: 'Name of the file' }),
  type: optional(Type.String({ description: 'Media type; application/octet-stream where it is missing' })),
  text: optional(Type.String()),
  base64: optional(Type.String())
}, strict)

/** What XNAT answered, with everything that changes from run to run replaced by a name in braces. */
const recordedAnswer = Type.Object({
  status: Type.Integer(),
  headers: texts,
  body: optional(Type.String({ description: 'Missing where the body is not UTF-8, or was not recorded' })),
  bytes: optional(Type.Integer({ description: 'Length of a body that is not UTF-8' }))
}, strict)

const step = Type.Object({
  do: optional(Type.String({ description: 'What the request is for' })),
  as: optional(Type.Union([Type.String(), Type.Null()], { description: 'Login; admin where it is missing; null sends no credentials' })),
  method: Type.String(),
  path: Type.String({ description: 'Path and query' }),
  headers: optional(texts),
  body: optional(Type.String()),
  base64: optional(Type.String()),
  file: optional(Type.String({ description: 'A file beside the scenario that is sent as the body' })),
  form: optional(Type.Record(Type.String(), Type.Union([Type.String(), formFile]))),
  capture: optional(Type.Record(Type.String(), Type.String(), {
    description: 'Names for parts of the answer, as regular expressions with one group'
  })),
  loose: optional(Type.Array(Type.String(), { description: 'What is not compared: header names, or `body`' })),
  quiet: optional(Type.Boolean({ description: 'Only the status is compared' })),
  answer: recordedAnswer
}, strict)

/**
 * Requests that belong together, and what XNAT answered to each. {P}, {P2} … are project IDs of the run; other names in
 * braces are captured.
 */
export const scenarioSchema = Type.Object({
  name: Type.String(),
  source: optional(Type.String({ description: 'The XNAT that was recorded' })),
  login: optional(Type.Literal('session', {
    description: 'Each user logs in once and sends the cookie; otherwise each request sends Basic credentials'
  })),
  steps: Type.Array(step)
}, strict)

export type Scenario = Static<typeof scenarioSchema>
export type Step = Static<typeof step>
export type RecordedAnswer = Static<typeof recordedAnswer>
