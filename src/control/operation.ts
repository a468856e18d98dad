import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Space } from '../spaces/space.ts'
import type { Spaces } from '../spaces/spaces.ts'

/** One request to the control plane. */
export interface ControlCall<Body = undefined> {
  /** The one that the address names. */
  readonly space: Space
  readonly spaces: Spaces
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Body
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** What is told of an operation. */
export interface Described {
  readonly id: string
  readonly summary: string
  readonly description?: string
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Below /_mock, with variables in braces. */
  readonly url: string
  readonly query?: Readonly<Record<string, string>>
  /** What a success looks like; JSON, where no other type is named. */
  readonly result: TSchema
  readonly mime?: string
  /** Every status beside the usual 400 for what is no JSON or does not fit. */
  readonly responses: Readonly<Record<number, string>>
}

/** An operation as the dispatcher has it: the body is checked against the schema before it is run. */
export interface Operation extends Described {
  readonly body?: TSchema
  readonly run: (call: ControlCall<unknown>) => unknown
}

/** An operation that takes no body, or looks after its body itself. */
export const operation = (told: Described & { readonly run: (call: ControlCall) => unknown }): Operation =>
  ({ ...told, run: call => told.run({ ...call, body: undefined }) })

/** An operation with a body of JSON; where none is sent it is an empty object. */
export const withBody = <Schema extends TSchema>(
  told: Described & { readonly body: Schema, readonly run: (call: ControlCall<Static<Schema>>) => unknown }
): Operation => ({ ...told, run: call => told.run(call as ControlCall<Static<Schema>>) })
