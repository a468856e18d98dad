import Type from 'typebox'
import { count, optional, strict, time } from './schema-parts.ts'

export const setting = Type.Object({
  kind: Type.String({ description: 'receiver, processor or theme' }),
  id: Type.Integer({ minimum: 1 }),
  data: optional(Type.Record(Type.String(), Type.Unknown(), { description: 'What there is to say of it, as /xapi has it' })),
  removed: optional(Type.Boolean({ description: 'One of a fresh site that is gone' }))
}, { ...strict, description: 'Something that an administrator has described' })

export const favorite = Type.Object({
  login: Type.String({ description: 'Whose it is' }),
  dataType: Type.String({ description: 'Such as Project' }),
  id: Type.String({ description: 'What is marked' })
}, { ...strict, description: 'What a user has marked as a favorite' })

export const invitation = Type.Object({
  key: optional(count('par_id', 1)),
  guid: Type.String(),
  project: Type.String(),
  level: Type.String({ description: 'The ID of the group that it leads into' }),
  email: Type.String({ description: 'Who is invited' }),
  created: time('When it was made'),
  invitedBy: Type.String({ description: 'The login of who has invited' }),
  answered: optional(
    Type.Object({ login: Type.String(), approved: Type.Boolean(), time: time('When') }, { ...strict, description: 'What has come of it' })
  )
}, { ...strict, description: 'An invitation to a project' })

export const workflow = Type.Object({
  key: count('wrk_workflowData_id', 1),
  item: Type.String({ description: 'The ID of what it is about' }),
  data: Type.Record(Type.String(), Type.Unknown(), { description: 'Under `v` its values by field path' }),
  modified: time('When it was last reported'),
  inserted: time('When it was first reported'),
  insertedBy: Type.String({ description: 'Who has reported it first' })
}, { ...strict, description: 'A workflow that a client has reported' })

export const token = Type.Object(
  {
    login: Type.String(),
    alias: Type.String({ pattern: '^[\\da-fA-F]{8}(-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}$', description: 'A UUID' }),
    secret: Type.String(),
    kept: optional(
      Type.Object(
        {
          id: optional(count('Its number', 1)),
          created: optional(time('When')),
          expires: optional(time('When it ends')),
          enabled: optional(Type.Boolean())
        },
        strict
      )
    )
  },
  { ...strict, description: 'An alias token' }
)
