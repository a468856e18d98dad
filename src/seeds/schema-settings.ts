import Type from 'typebox'
import { optional, strict } from './schema-parts.ts'

export const setting = Type.Object({
  kind: Type.String({ description: 'receiver, processor or theme' }),
  id: Type.Integer({ minimum: 1 }),
  data: optional(Type.Record(Type.String(), Type.Unknown(), { description: 'What there is to say of it, as /xapi has it' })),
  removed: optional(Type.Boolean({ description: 'One of a fresh site that is gone' }))
}, { ...strict, description: 'Something that an administrator has described' })
