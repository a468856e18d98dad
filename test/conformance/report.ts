import { playedVersion } from '../../src/model/catalogue.ts'
import type { Case } from './case.ts'
import { groups } from './index.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ')

/** How a case's fact is known: seen on a running XNAT of a version, or read in source. */
export const knownFrom = ({ seen }: Case): string => seen === undefined ? 'read' : `seen on ${seen}`

/** The cases as a document: what holds, on what ground, for which XNAT. */
export function fidelityReport (): string {
  const all = groups.flatMap(({ cases }) => cases)
  const seen = all.filter(({ seen }) => seen !== undefined).length
  return `# Fidelity

What this server holds to of XNAT ${playedVersion}, fact by fact. Each line is a case in \`test/conformance\` that passes
against this server; the same cases run against any other XNAT with \`npm run conformance\`. This file is generated from
them by \`npm run fidelity\`.

*Known* says how a fact is known. ${seen} of the ${all.length} facts were *seen*: the case held on a running XNAT of that version,
or an answer recorded from one shows the fact. ${all.length - seen} were *read* in source only, and a running XNAT may do otherwise.
*Source* is the class and method of XNAT or of the libraries below it (Restlet 1.1.10, org.json, commons-text, the JDK)
that explains the fact.
${groups.map(({ title, cases }) => `\n## ${title}\n\n| Fact | Known | Source |\n| --- | --- | --- |\n` +
  `${cases.map(row).join('')}`).join('')}`
}

const row = (fact: Case): string => `| ${cell(fact.fact)} | ${knownFrom(fact)} | ${cell(fact.source)} |\n`
