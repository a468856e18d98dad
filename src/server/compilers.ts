import type { FastifyServerOptions } from 'fastify'

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>

/** No route is checked or written by a schema; loading Fastify's compilers would only make a start longer. */
export const noCompilers = { buildValidator: () => () => () => true, buildSerializer: () => () => JSON.stringify } as unknown as Compilers
