import { writeFileSync } from 'node:fs'
import { schemaFile } from '../src/seeds/schema.ts'

/** Writes seed.schema.json as the seeds' reader has it. */
writeFileSync(new URL('../seed.schema.json', import.meta.url), schemaFile())
