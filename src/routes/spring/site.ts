import { failures } from '../../failures/index.ts'
import type { Item } from '../../model/item.ts'
import { type Endpoint, type XapiCall, json } from './endpoint.ts'

interface Investigator {
  readonly item: Item
  readonly primaryProjects: string[]
  readonly investigatorProjects: string[]
}

/** The people whom projects name; XNAT stores each of them once. */
function investigators ({ store, viewer }: XapiCall): Investigator[] {
  const found = new Map<string, Investigator>()
  for (const row of store.projects.visible({ ...viewer, administrator: true })) {
    const { children } = store.projects.item(row)
    for (const [path, as] of [['PI', 'primaryProjects'], ['investigators/investigator', 'investigatorProjects']] as const) {
      for (const item of children[path] ?? []) {
        const name = `${String(item.values['firstname'] ?? '')} ${String(item.values['lastname'] ?? '')}`
        const known = found.get(name) ?? { item, primaryProjects: [], investigatorProjects: [] }
        known[as].push(row.id)
        found.set(name, known)
      }
    }
  }
  return [...found.values()]
}

const written = ({ item: { key, values }, primaryProjects, investigatorProjects }: Investigator) => ({
  xnatInvestigatordataId: key ?? null,
  title: values['title'] ?? null,
  firstname: values['firstname'] ?? null,
  lastname: values['lastname'] ?? null,
  institution: values['institution'] ?? null,
  department: values['department'] ?? null,
  email: values['email'] ?? null,
  phone: values['phone'] ?? null,
  primaryProjects,
  investigatorProjects
})

const read = { tag: 'site', method: 'GET', access: 'anyone' } as const

/** XnatPluginApi and InvestigatorsApi. */
export const siteEndpoints: readonly Endpoint[] = [
  {
    ...read,
    id: 'plugins',
    summary: 'List the plugins: none',
    url: '/plugins',
    responses: { 200: 'An empty map' },
    handle: () => json({})
  },
  {
    ...read,
    id: 'plugin',
    summary: 'Read about a plugin',
    url: '/plugins/{plugin}',
    responses: { 404: 'No such plugin' },
    handle: ({ params }) => { throw failures.noSuchThing(`No plugin with ID ${params['plugin'] ?? ''} could be found on this system`) }
  },
  {
    ...read,
    id: 'investigators',
    summary: 'List the investigators whom projects name',
    url: '/investigators',
    responses: { 200: 'A list of investigators' },
    handle: call => json(investigators(call).map(written))
  },
  {
    ...read,
    id: 'investigator',
    summary: 'Read about an investigator',
    url: '/investigators/{investigatorId}',
    responses: { 200: 'The investigator', 404: 'No such investigator' },
    handle: call => {
      const { investigatorId = '' } = call.params
      const found = investigators(call).find(({ item }) => String(item.key) === investigatorId)
      if (found === undefined) throw failures.noSuchThing(`No investigator with ID ${investigatorId} found`)
      return json(written(found))
    }
  }
]
