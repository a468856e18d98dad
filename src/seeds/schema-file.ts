import { seedSchema } from './schema.ts'

/** The format of seeds as editors take it. */
export const schemaFile = (): string =>
  `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...seedSchema }, null, 2)}\n`
