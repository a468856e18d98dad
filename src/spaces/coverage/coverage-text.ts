import { escapeHtml } from '../../model/escape.ts'
import { type Aspect, aspects } from './coverage.ts'
import type { CoverageReport, Missing, OperationCoverage, Way } from './coverage-report.ts'

const share = (covered: number, total: number): string =>
  `${covered} of ${total}${total === 0 ? '' : ` (${Math.floor((covered / total) * 100)} %)`}`

const unused = (ways: readonly Way[]): string[] => ways.filter(({ requests }) => requests === 0).map(({ name }) => name)

/** The report for a terminal. */
export function coverageText ({ covered, total, operations, missing, others }: CoverageReport): string {
  const lines = [`Scan endpoints: ${share(covered, total)} ways used`, '']
  for (const operation of operations) lines.push(...operationLines(operation))
  const curls = missing.filter(({ curl }) => curl !== undefined)
  if (curls.length > 0) {
    lines.push(
      '',
      'What was not used, each in a line:',
      ...curls.map(({ operation, aspect, name, curl }) => `# ${operation}: ${aspect}: ${name}\n${curl ?? ''}`)
    )
  }
  if (Object.keys(others).length > 0) {
    lines.push('', 'Requests to other resources:', ...Object.entries(others).map(([id, requests]) => `  ${id}: ${requests}`))
  }
  return `${lines.join('\n')}\n`
}

function operationLines (operation: OperationCoverage): string[] {
  const { id, method, requests, covered, total } = operation
  const not = aspects.flatMap(aspect => {
    const names = unused(operation[aspect])
    return names.length === 0 ? [] : [`    ${aspect} not used: ${names.join(', ')}`]
  })
  return [`  ${method} ${id}: ${share(covered, total)}, ${requests} ${requests === 1 ? 'request' : 'requests'}`, ...not]
}

/** The report as a page of its own. */
export function coveragePage (report: CoverageReport): string {
  const { covered, total, operations, missing } = report
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Coverage of the scan endpoints</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin-bottom: 1.5rem }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8886 }
.no { opacity: .65 }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>Coverage of the scan endpoints</h1>
<p>${share(covered, total)} ways used.</p>
${operations.map(section).join('\n')}
<h2>What was not used</h2>
<pre>${escapeHtml(missing.map(lines).join('\n'))}</pre>
</body>
</html>
`
}

const lines = ({ operation, aspect, name, curl }: Missing): string =>
  `# ${operation}: ${aspect}: ${name}\n${curl ?? '# takes more than a line'}`

const section = (operation: OperationCoverage): string => `<h2>${escapeHtml(operation.id)}</h2>
<p>${sentence(operation)}</p>
<table>
${aspects.filter(aspect => operation[aspect].length > 0).map(aspect => row(operation, aspect)).join('\n')}
</table>`

const sentence = ({ method, summary, covered, total, requests }: OperationCoverage): string =>
  `${escapeHtml(method)}: ${escapeHtml(summary)}. ${share(covered, total)} ways, ${requests} requests.`

const row = (operation: OperationCoverage, aspect: Aspect): string =>
  `<tr><th scope="row">${aspect}</th><td>${operation[aspect].map(wayText).join(', ')}</td></tr>`

const wayText = ({ name, requests }: Way): string =>
  requests === 0 ? `<span class="no">${escapeHtml(name)} (not used)</span>` : `${escapeHtml(name)} (${requests})`
