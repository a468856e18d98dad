import type { Step } from './step.ts'

const marks = { passed: 'passed', failed: '**failed**', lacking: 'not in this server', faithful: 'fails, as with XNAT' } as const

/** The document that says which client does what: a table for each client, its versions side by side. */
export function clientsReport (steps: readonly Step[]): string {
  const names = [...new Set(steps.map(({ client }) => client))].filter(client => client !== 'README')
  const families = [...new Set(names.map(familyOf))]
  return `# Clients

\`npm run test:clients\` runs these clients, unmodified, each against a server of its own, and writes this file. An operation
has passed when the client ended without an error and what it read is what was expected. What is not in this server, the
server answers with 501 and the name of the feature. Where an operation fails as with XNAT, the client itself is in the way:
it takes XNAT's answer for an error, or trips over its own data. Of Rxnat, which is written in R, the searches are sent as it
sends them. The last is no client but a validator of XML Schema.
${families.map(family => tableOf(family, names.filter(name => familyOf(name) === family), steps)).join('')}`
}

const familyOf = (client: string): string => client.split(' ')[0] ?? client

function tableOf (family: string, versions: readonly string[], steps: readonly Step[]): string {
  const own = steps.filter(({ client }) => versions.includes(client))
  const operations = [...new Set(own.map(({ operation }) => operation))]
  const cell = (client: string, operation: string): string => {
    const step = own.find(one => one.client === client && one.operation === operation)
    return step === undefined ? '' : marks[step.outcome]
  }
  const rows = operations.map(operation => `| ${operation} | ${versions.map(version => cell(version, operation)).join(' | ')} |\n`)
  return `
## ${family}

| operation | ${versions.map(version => version.slice(family.length + 1)).join(' | ')} |
|---|${versions.map(() => '---|').join('')}
${rows.join('')}`
}
