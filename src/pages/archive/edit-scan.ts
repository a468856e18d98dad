import { html } from '../../serializers/markup.ts'
import { type Control, actionForm } from '../parts/action.ts'
import type { PageRoute } from '../parts/page.ts'
import { placeOfScan } from './scan.ts'
import { type ItemJson, type Site, pathOf } from '../parts/site.ts'

/** What people fill in first; the names are short ones, which XNAT knows for every scan. */
const usual: readonly Omit<Control, 'value'>[] = [
  { name: 'type', label: 'Type', suggest: ['T1w', 'T2w', 'FLAIR', 'BOLD', 'DTI', 'LOCALIZER'] },
  { name: 'quality', label: 'Quality', suggest: ['usable', 'questionable', 'unusable'] },
  { name: 'series_description', label: 'Series description' },
  { name: 'note', label: 'Note' }
]

const lines: Control = {
  name: 'lines',
  label: 'Further fields',
  kind: 'textarea',
  help: 'One a line, such as parameters/tr = 2300. A path without a type belongs to the type of the scan.'
}

/** Where a new scan's form begins: the type of scan that fits the type of session. */
const scanTypeFor = (sessionType: string): string => sessionType.replace(/SessionData$/, 'ScanData')

export const addScan: PageRoute = {
  url: '/app/experiments/{experiment}/add-scan',
  show: async (site, { experiment = '' }) => {
    const { trail, session } = await placeOfScan(site, experiment)
    const types = site.space.catalogue
      .subtypes('xnat:imageScanData')
      .map(({ xsiType }) => xsiType)
      .filter(type => type !== 'xnat:imageScanData')
    return {
      title: 'Add a scan',
      current: '/app/experiments',
      trail,
      body: html`<h1>Add a scan</h1>
${actionForm(site, {
        id: 'add-scan',
        method: 'PUT',
        url: `${pathOf('data', 'experiments', experiment)}/scans/{ID}`,
        label: 'Add the scan',
        next: pathOf('app', 'experiments', experiment),
        showCurl: true,
        controls: [
          { name: 'path:ID', label: 'ID', required: true, help: 'Letters, digits, hyphens and underscores.' },
          { name: 'query:xsiType', label: 'Type of data', choices: types, value: scanTypeFor(session.type) },
          ...usual.map(control => ({ ...control, name: `query:${control.name}` })),
          lines
        ]
      })}`
    }
  }
}

export const editScan: PageRoute = {
  url: '/app/experiments/{experiment}/edit-scan/{scan}',
  show: async (site, { experiment = '', scan = '' }) => {
    const api = pathOf('data', 'experiments', experiment, 'scans', scan)
    const page = pathOf('app', 'experiments', experiment, 'scans', scan)
    const { trail } = await placeOfScan(site, experiment)
    const controls = controlsOf(site, await site.item(`${api}?format=json`))
    return {
      title: 'Edit',
      current: '/app/experiments',
      trail: [...trail, [`Scan ${scan}`, page]],
      body: html`<h1>Edit scan ${scan}</h1>
<p class="quiet">What is changed is sent; what is emptied is cleared with NULL.</p>
${actionForm(site, {
        id: 'edit-scan',
        method: 'PUT',
        url: api,
        label: 'Save',
        next: page,
        showCurl: true,
        controls: controls.map(({ control }) => control),
        fixed: Object.fromEntries(controls.flatMap(({ fixed }) => fixed))
      })}`
    }
  }
}

/** A control for each usual field and for each that has a value, with the value it had beside it. */
function controlsOf (site: Site, { type, fields }: ItemJson): { control: Control, fixed: [string, string][] }[] {
  const paths = site.space.catalogue.type(type).fields.filter(({ form }) => form === 'value').map(({ path }) => path)
  const further = paths.filter(path => fields[path] !== undefined && !unchangeable.has(path) && !usual.some(({ name }) => name === path))
  const filled = (name: string, path: string, control: Omit<Control, 'name' | 'value'>) => {
    const value = fields[path] ?? ''
    return { control: { ...control, name: `query:${name}`, value }, fixed: [[`was:${name}`, value] as [string, string]] }
  }
  return [
    ...usual.map(control => filled(control.name, control.name, control)),
    ...further.map(path => filled(`${type}/${path}`, path, { label: path })),
    { control: lines, fixed: [['type', type]] }
  ]
}

/** Fields that say whose the scan is. */
const unchangeable: ReadonlySet<string> = new Set(['ID', 'image_session_ID', 'project', 'modality', 'UID'])
