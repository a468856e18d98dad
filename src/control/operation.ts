import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Description } from '../http/description.ts'
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

/** An operation as the dispatcher has it: the body is checked against the schema before it is run. */
export interface Operation extends Description {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Below the control plane's path, with variables in braces. */
  readonly url: string
  readonly body?: TSchema
  /** What a success looks like; JSON, where no other type is named. */
  readonly result: TSchema
  readonly mime?: string
  readonly run: (call: ControlCall<unknown>) => unknown
}

type Head = Omit<Operation, 'body' | 'run'>

/** An operation that takes no body, or looks after its body itself. */
export const operation = (head: Head & { readonly run: (call: ControlCall) => unknown }): Operation =>
  ({ ...head, run: call => head.run({ ...call, body: undefined }) })

/** An operation with a body of JSON; where none is sent it is an empty object. */
export const withBody = <Schema extends TSchema>(
  head: Head & { readonly body: Schema, readonly run: (call: ControlCall<Static<Schema>>) => unknown }
): Operation => ({ ...head, run: call => head.run(call as ControlCall<Static<Schema>>) })
