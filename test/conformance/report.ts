import { playedVersion } from '../../src/model/catalogue.ts'
import type { Case } from './case.ts'
import { groups } from './index.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ')

/** The cases as a document: what holds, on what ground, for which XNAT. */
export function fidelityReport (): string {
  const all = groups.flatMap(({ cases }) => cases)
  const inferred = all.filter(({ inferred }) => inferred).length
  return `# Fidelity

What this server holds to of XNAT ${playedVersion}, fact by fact. Each line is a case in \`test/conformance\` that passes
against this server; the same cases run against any other XNAT with \`npm run conformance\`. This file is generated from
them by \`npm run fidelity\`.

*Section* is the section of the wire specification that states the fact, *source* the class and method of XNAT or of the
libraries below it (Restlet 1.1.10, org.json, commons-text, the JDK) where it was read. ${inferred} of the ${all.length} facts are marked
*inferred*: they are concluded from source rather than read in it, and want a look at a live XNAT.
${groups.map(({ title, cases }) => `\n## ${title}\n\n| Fact | Section | Source |\n| --- | --- | --- |\n` +
  `${cases.map(row).join('')}`).join('')}`
}

const row = ({ fact, section, source, inferred }: Case): string =>
  `| ${cell(fact)} | ${section} | ${cell(source)}${inferred ? ' (*inferred*)' : ''} |\n`
