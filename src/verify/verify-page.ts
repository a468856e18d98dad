import { outcomeText } from '../recorded/report.ts'
import { html } from '../serializers/markup.ts'
import { type Result, byKind } from './result.ts'
import { summaryOf } from './verify-text.ts'

/** The result as a page of its own. */
export function verifyPage (result: Result): string {
  const kinds = byKind(result)
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>XNAT ${result.version} beside recorded answers</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin-bottom: 1.5rem }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8886 }
td.count { text-align: right; font-variant-numeric: tabular-nums }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border-left: .25rem solid #8886; padding-left: .75rem }
</style>
</head>
<body>
<h1>XNAT ${result.version} beside recorded answers</h1>
${summaryOf(result).map(sentence => html`<p>${sentence}</p>\n`)}${kinds.length > 0 && html`<table>
<thead><tr><th scope="col">What differs</th><th scope="col">Answers</th></tr></thead>
<tbody>
${kinds.map(([kind, { length }], at) => html`<tr><td><a href="#k${at}">${kind}</a></td><td class="count">${length}</td></tr>\n`)}</tbody>
</table>
`}${kinds.map(([kind, findings], index) => html`<section>
<h2 id="k${index}">${kind}</h2>
${findings.map(({ recording, outcome }) => html`<pre>${outcomeText(recording.id, outcome, { other: 'recorded' })}</pre>\n`)}</section>
`)}</body>
</html>
`.text
}
