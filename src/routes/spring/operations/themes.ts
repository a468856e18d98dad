import { bare, emptyStatus, json, nothing, type Endpoint, type XapiCall } from '../endpoint.ts'
import type { Document } from '../../../model/document.ts'
import { optionalParameter } from '../request-parameters.ts'
import { flag } from '../values.ts'

/** The themes that are on XNAT's disk (ThemeServiceImpl.loadExistingThemes), behind the one that is none. */
const themes = ['none', 'xnat-sample'] as const

/** The theme that holds for all; a theme for a role is nowhere set. */
const current = ({ store }: XapiCall): Readonly<Record<string, unknown>> =>
  store.settings.list('theme', [{ id: 1, data: { enabled: true, roles: [] } }])[0]?.data ?? {}

/** ThemeServiceImpl.setTheme: `null` is no theme. */
function setTheme (call: XapiCall): Document {
  const { theme = '' } = call.params
  const enabled = flag(optionalParameter(call, 'enabled') ?? 'true', 'boolean')
  if (theme !== 'null' && !(themes as readonly string[]).includes(theme)) return emptyStatus(404)
  const config = theme === 'null' ? { enabled, roles: [] } : { name: theme, path: `/themes/${theme}`, enabled, roles: [] }
  call.store.settings.set('theme', 1, config)
  return json(config)
}

/** ThemeApi.getCurrentTheme: an administrator has a role, for which there is a theme without a name. */
function currentTheme (call: XapiCall): Document {
  const { store, viewer } = call
  const hasRole = viewer.administrator || store.users.roles(viewer.login).length > 0
  if (!hasRole) return { ...bare('No current or default theme was found.', 'application/json'), status: 404 }
  const { name } = current(call)
  return typeof name === 'string' ? bare(name, 'application/json') : nothing
}

const described = { tag: 'themes', access: 'anyone' } as const
const administered = { tag: 'themes', access: 'admin' } as const

/** ThemeApi */
export const themeEndpoints: readonly Endpoint[] = [
  {
    ...described,
    id: 'themes',
    summary: 'List the themes of the pages',
    method: 'GET',
    url: '/themes',
    responses: { 200: 'A list of names' },
    handle: () => json([{ label: 'None' }, ...themes.map(theme => ({ value: theme, label: theme }))])
  },
  {
    ...administered,
    id: 'uploadTheme',
    summary: 'Upload a theme: this server\'s pages have none',
    method: 'POST',
    url: '/themes',
    responses: { 403: 'Not an administrator', 500: 'No theme could be read' },
    handle: () => emptyStatus(500)
  },
  {
    ...described,
    id: 'currentTheme',
    summary: 'Return the theme that one sees',
    method: 'GET',
    url: '/themes/current',
    responses: { 200: 'Its name; nothing for none', 404: 'Those without a role' },
    handle: currentTheme
  },
  {
    ...described,
    id: 'themeOfRole',
    summary: 'Return the theme that a role sees',
    method: 'GET',
    url: '/themes/role/{role}',
    responses: { 200: 'A theme' },
    handle: call => json(current(call))
  },
  {
    ...administered,
    id: 'setTheme',
    summary: 'Set the theme that everybody sees at XNAT; this server\'s pages stay as they are',
    method: 'PUT',
    url: '/themes/theme/{theme}',
    query: { enabled: 'Whether it is shown' },
    responses: { 200: 'The theme', 403: 'Not an administrator', 404: 'No such theme; no body' },
    handle: setTheme
  },
  {
    ...administered,
    id: 'removeTheme',
    summary: 'Remove a theme: XNAT never says that it has',
    method: 'DELETE',
    url: '/themes/theme/{theme}',
    responses: { 403: 'Not an administrator', 404: 'Always' },
    handle: () => emptyStatus(404)
  }
]
