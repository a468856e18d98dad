import { writeFileSync } from 'node:fs'
import { controlPage, optionsPage } from './reference.ts'

/** Writes what in docs/ is made from the code. */
writeFileSync(new URL('../docs/options.md', import.meta.url), optionsPage())
writeFileSync(new URL('../docs/control-plane.md', import.meta.url), controlPage())
