import { failures } from '../../failures/index.ts'
import type { Item } from '../../model/item.ts'
import { declared } from '../../serializers/namespaces.ts'
import { mayUse } from './data-access.ts'
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

/** Names for a type that clients may use (SchemaApi.getDataTypeNames). */
function namesOf ({ catalogue }: XapiCall): Map<string, string[]> {
  return new Map([...catalogue.types()].filter(({ unnamed }) => !unnamed).map(({ xsiType, prefix, local, entry }) => {
    const uri = declared.find(schema => schema.prefix === prefix)?.namespace ?? prefix
    const names = [local, entry.element ?? local].flatMap(name => [`${uri}:${name}`, `${prefix}:${name}`, `${prefix}_${name}`])
    return [`${xsiType.replace(':', '_')}`, [...new Set(names)].sort()]
  }))
}

const read = { tag: 'site', method: 'GET', access: 'anyone' } as const
const types = { tag: 'schemas', method: 'GET', access: mayUse } as const

/** XnatPluginApi, InvestigatorsApi and the data types of SchemaApi. */
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
  },
  {
    ...types,
    id: 'dataTypes',
    summary: 'List the data types',
    url: '/schemas/datatypes',
    responses: { 200: 'A list of xsiTypes' },
    handle: ({ catalogue }) => json([...catalogue.types()].filter(({ unnamed }) => !unnamed).map(({ xsiType }) => xsiType).sort())
  },
  {
    ...types,
    id: 'searchableTypes',
    summary: 'List the types of image session that can be searched',
    url: '/schemas/datatypes/searchable',
    responses: { 200: 'A list of xsiTypes' },
    handle: ({ catalogue }) =>
      json(
        [...catalogue.types()]
          .filter(type => type.entry.display !== undefined && type.isA('xnat:imageSessionData'))
          .map(({ xsiType }) => xsiType)
      )
  },
  {
    ...types,
    id: 'allTypeNames',
    summary: 'List all names of all data types',
    url: '/schemas/datatypes/names/all',
    responses: { 200: 'A map of lists' },
    handle: call => json(Object.fromEntries(namesOf(call)))
  },
  {
    ...types,
    id: 'typeNames',
    summary: 'List all names of a data type',
    url: '/schemas/datatypes/names/{dataType}',
    responses: { 200: 'A map of one list', 404: 'No such type' },
    handle: call => {
      const { dataType = '' } = call.params
      const found = [...namesOf(call)].find(([name, names]) => name === dataType || names.includes(dataType))
      if (found === undefined) throw failures.noSuchThing(dataType)
      return json(Object.fromEntries([found]))
    }
  }
]
