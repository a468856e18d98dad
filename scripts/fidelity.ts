import { writeFileSync } from 'node:fs'
import { fidelityReport } from '../test/conformance/report.ts'

/** Writes docs/fidelity.md from the conformance cases. */
writeFileSync(new URL('../docs/fidelity.md', import.meta.url), fidelityReport())
