import { type Markup, html } from '../../serializers/markup.ts'
import { actionForm } from '../parts/action.ts'
import type { PageRoute } from '../parts/page.ts'
import { type Site, pathOf } from '../parts/site.ts'
import { tableSection } from '../parts/table.ts'

interface Space { readonly name: string, readonly url: string, readonly snapshots: readonly string[] }
interface Snapshot { readonly name: string, readonly created: string, readonly bytes: number, readonly files: number }

export const spaces: PageRoute = {
  url: '/app/spaces',
  show: async site => {
    const all = await site.read('/_mock/spaces') as readonly Space[]
    const snapshots = await site.read('/_mock/snapshots') as readonly Snapshot[]
    return {
      title: 'Spaces',
      current: '/app/spaces',
      body: html`<h1>Spaces</h1>
<p>A space is a whole XNAT of its own, below <code>/spaces/NAME</code>. This is the space <strong>${site.space.name}</strong>.</p>
${actionForm(site, { id: 'reset', method: 'POST', url: '/_mock/reset', label: 'Take this space back to the seed', look: 'danger' })}
${spaceTable(site, all)}
${actionForm(site, {
        id: 'add-space',
        method: 'PUT',
        url: '/_mock/spaces/{name}',
        label: 'Make the space',
        inline: true,
        controls: [
          { name: 'path:name', label: 'Name', required: true },
          {
            name: 'query:from',
            label: 'Copy of',
            choices: ['', ...all.map(({ name }) => name)],
            help: 'Without one it begins with the seed.'
          }
        ]
      })}
${snapshotTable(site, snapshots)}
${actionForm(site, {
        id: 'add-snapshot',
        method: 'PUT',
        url: '/_mock/snapshots/{name}',
        label: 'Keep a snapshot',
        inline: true,
        controls: [{ name: 'path:name', label: 'Name', required: true, help: 'What the space is now is kept under it.' }]
      })}`
    }
  }
}

const spaceTable = (site: Site, rows: readonly Space[]): Markup => tableSection<Space>(site, {
  id: 'spaces',
  name: 'Spaces',
  rows,
  columns: [
    { name: 'Name', value: ({ name }) => name, cell: ({ name, url }) => html`<a href="${url}/">${name}</a>` },
    { name: 'Base URL for clients', value: ({ url }) => url, cell: ({ url }) => html`<code>${url}</code>` },
    { name: 'Snapshots', value: ({ snapshots }) => snapshots.join(', ') },
    {
      name: 'Actions',
      buttons: true,
      value: () => '',
      cell: ({ name }) =>
        name !== 'default' &&
        actionForm(site, {
          id: `delete-space-${name}`,
          method: 'DELETE',
          url: `/_mock${pathOf('spaces', name)}`,
          label: 'Delete',
          about: `the space ${name}`,
          look: 'danger'
        })
    }
  ]
})

const snapshotTable = (site: Site, rows: readonly Snapshot[]): Markup => tableSection<Snapshot>(site, {
  id: 'snapshots',
  name: 'Snapshots',
  rows,
  columns: [
    { name: 'Name', value: ({ name }) => name },
    { name: 'Kept', value: ({ created }) => created },
    { name: 'Bytes', numeric: true, value: ({ bytes }) => String(bytes) },
    { name: 'Files', numeric: true, value: ({ files }) => String(files) },
    {
      name: 'Actions',
      buttons: true,
      value: () => '',
      cell: ({ name }) => {
        const url = `/_mock${pathOf('snapshots', name)}`
        return html`<div class="row">${actionForm(site, {
            id: `restore-${name}`,
            method: 'POST',
            url: `${url}/restore`,
            label: 'Restore',
            about: `the snapshot ${name}`
          })}<a href="${site.base}${url}/file" aria-label="Download the snapshot ${name}">Download</a>${actionForm(site, {
            id: `delete-${name}`,
            method: 'DELETE',
            url,
            label: 'Delete',
            about: `the snapshot ${name}`,
            look: 'danger'
          })}</div>`
      }
    }
  ]
})
