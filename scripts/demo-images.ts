import { writeFileSync } from 'node:fs'
import { demoKnown } from './demo-known.ts'

/** Writes what is known of the demo archive's images before they are made. */
writeFileSync(new URL('../src/seeds/built-in/demo-known.ts', import.meta.url), await demoKnown())
