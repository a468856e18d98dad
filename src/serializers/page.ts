import { type Markup, type Part, html } from './markup.ts'

/** What every page of the site has around its own content. */
export interface Page {
  readonly title: string
  /** Context path and space, which all links begin with. */
  readonly base: string
  /** The pages above this one: name and address, below the base. */
  readonly trail?: readonly (readonly [name: string, path: string])[]
  /** Beside the name of the site, such as who is logged in. */
  readonly aside?: Part
  /** In the head, such as a script of the page's own. */
  readonly head?: Part
  /** Whether there is something that goes better with the site's script. */
  readonly script?: true
  /** Which entry of the menu this page belongs to. */
  readonly current?: string
  /** Whether the server has a control plane to show. */
  readonly control?: boolean
  readonly body: Part
}

/** The pages that the menu leads to; the second part is of the control plane. */
const menu = [['/', 'Projects'], ['/app/subjects', 'Subjects'], ['/app/experiments', 'Experiments'], ['/app/search', 'Search']] as const
const controlMenu = [
  ['/app/requests', 'Requests'],
  ['/app/spaces', 'Spaces'],
  ['/app/faults', 'Faults'],
  ['/app/clock', 'Clock'],
  ['/app/coverage', 'Coverage']
] as const

/** A whole page, in the site's one look. */
export function pageHtml ({ title, base, trail = [], aside, head, script, current, control = true, body }: Page): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · xnat-mock</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}/style/xnat-mock.css">
${script && html`<script src="${base}/scripts/xnat-mock.js" defer></script>
`}${head}</head>
<body>
<a class="skip" href="#main">To the content</a>
<header>
<a class="brand" href="${base}/">xnat-mock</a>
<nav aria-label="Site">
<ul>
${[...menu, ...(control ? controlMenu : [])].map(
      ([path, name]) => html`<li><a href="${base}${path}"${path === current && html` aria-current="page"`}>${name}</a></li>\n`
    )}</ul>
</nav>
<div class="aside">${aside}</div>
</header>
<main id="main" tabindex="-1">
${trail.length > 0 &&
    html`<nav class="trail" aria-label="Breadcrumb"><ol>${trail.map(
      ([name, path]) => html`<li><a href="${base}${path}">${name}</a></li>`
    )}<li aria-current="page">${title}</li></ol></nav>\n`}${body}
</main>
</body>
</html>
`.text
}

/** Names and values, one under the other. */
export const fieldList = (fields: readonly (readonly [name: string, value: Part])[], empty = 'No fields.'): Markup => fields.length === 0
  ? html`<p class="quiet">${empty}</p>`
  : html`<dl>${fields.map(([name, value]) => html`<div><dt>${breakable(name)}</dt><dd>${value}</dd></div>\n`)}</dl>`

/** A path that may be broken after a slash. */
const breakable = (path: string): Part => path.split('/').map((part, at) => at === 0 ? part : html`/<wbr>${part}`)
