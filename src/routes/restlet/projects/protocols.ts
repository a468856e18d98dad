import { failures } from '../../../failures/index.ts'
import { type Item } from '../../../model/item.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { readableProject } from '../items/lookup.ts'
import { representItem } from '../items/represent-item.ts'
import { notYet } from '../not-implemented.ts'
import type { Call, Resource } from '../resource.ts'

/** ProtocolResource: what a project says of one data type, with the fields that it adds. */
export const protocol: Resource<ProjectRow> = {
  tag: 'projects',
  urls: ['/projects/{PROJECT_ID}/protocols/{PROTOCOL_ID}'],
  archive: true,
  offers: ['text/xml'],
  find: call => {
    const project = readableProject(call, call.params['PROJECT_ID'] ?? '')
    if (project === undefined) throw failures.constructorThrew()
    if (call.method !== 'GET' && !call.store.access.ownsProject(call.viewer, project.id)) throw failures.constructorThrew()
    return project
  },
  get: {
    id: 'readProtocol',
    summary: 'Read one of a project\'s protocols, by its ID or by the data type in the query',
    query: { dataType: 'the data type, where no protocol has the ID', format: 'xml, json' },
    responses: {
      200: 'The protocol',
      404: 'No such project',
      500: 'No such protocol',
      501: 'The project has none for the data type: XNAT makes one then, and this server does not'
    },
    handle: (call, project) => representItem(call, protocolOf(call, project))
  },
  put: notYet('putProtocol', 'Changing protocols'),
  delete: notYet('deleteProtocol', 'Deleting protocols')
}

/** By ID, of whatever project; then by data type, of this one. @throws protocolFailed, notImplemented */
function protocolOf (call: Call, project: ProjectRow): Item {
  const { store, viewer, params, query } = call
  const own = protocolsOf(call, project)
  const others = store.projects.visible(viewer).filter(({ id }) => id !== project.id).flatMap(row => protocolsOf(call, row))
  const dataType = query.get('dataType')
  const found = [...own, ...others].find(({ values }) => values['ID'] === params['PROTOCOL_ID']) ??
    own.find(({ values }) => dataType !== undefined && values['data-type'] === dataType)
  if (found !== undefined) return found
  if (dataType !== undefined && store.dataTypes.isSetUp(dataType)) throw failures.notImplemented('making protocols')
  const text = asText(store.projects.item(project))
  throw failures.protocolFailed(
    `An error occurred trying to retrieve the protocol for the '${dataType ?? 'null'}' data type in project '${text}'`
  )
}

const protocolsOf = ({ store }: Call, project: ProjectRow): readonly Item[] => store.projects.item(project).children['studyProtocol'] ?? []

/** XFTItem.toString, without what XNAT stores beside the item. */
const asText = ({ type, values }: Item): string => `<XFTItem name="${type.xsiType}">${
  Object.entries(values).map(([path, value]): [string, string] => [path.toLowerCase().replaceAll('/', '_'), String(value)])
    .sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => `<${name}>${value}</${name}>`).join('')
}</XFTItem>`
