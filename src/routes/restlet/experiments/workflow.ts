import { failures } from '../../../failures/index.ts'
import { type Document, empty } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import { parseInteger } from '../../../model/java-number.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import type { WorkflowRow } from '../../../store/items/workflows.ts'
import { blankItem } from '../items/load-item.ts'
import { readableExperiment, readableProject } from '../items/lookup.ts'
import { itemQuery, representItem } from '../items/represent-item.ts'
import { saved } from '../items/saved.ts'
import { submittedItem } from '../items/submitted-item.ts'
import type { Call, Resource } from '../resource.ts'

const none = new FieldMapping([], false)

const fields = {
  'wrk:workflowData/id': 'the ID of what it is about',
  'wrk:workflowData/pipeline_name': 'the name of the pipeline, or of the change',
  'wrk:workflowData/launch_time': 'when it began',
  'wrk:workflowData/scan_id': 'a scan that it is about'
} as const

/** WorkflowResource: the workflows that clients report; everybody may read them. */
export const workflow: Resource<number | undefined> = {
  tag: 'workflows',
  urls: ['/workflows', '/workflows/{WORKFLOW_ID}'],
  archive: false,
  offers: ['text/xml'],
  find: ({ params: { WORKFLOW_ID: key } }) => key === undefined ? undefined : parseInteger(key) ?? -1,
  get: {
    id: 'getWorkflow',
    summary: 'Read a workflow, by its key or by what it is about, its pipeline and its time',
    query: { ...itemQuery, ...fields },
    responses: { 200: 'The workflow', 404: 'No such workflow' },
    handle: (call, key) => {
      const row = key === undefined ? rowLike(call, submitted(call)) : call.store.workflows.byKey(key)
      if (row === undefined) throw failures.workflowNotFound()
      return representItem(call, call.store.workflows.item(row))
    }
  },
  put: {
    id: 'putWorkflow',
    summary: 'Report a workflow, or change one',
    query: {
      ...fields,
      'wrk:workflowData/data_type': 'the data type of what it is about',
      'wrk:workflowData/status': 'such as Queued, Running, Complete, Failed'
    },
    responses: {
      200: 'Saved; no body',
      400: 'A new workflow that lacks one of the four fields that it needs',
      403: 'The workflow of somebody else',
      404: 'No such workflow'
    },
    handle: putWorkflow
  }
}

/** WorkflowResource.handlePut, its checks in its order. */
function putWorkflow (call: Call, key: number | undefined): Document {
  const { store, viewer } = call
  const item = submitted(call)
  const stored = key === undefined ? rowLike(call, item) : store.workflows.byKey(key)
  if (key !== undefined && stored === undefined) throw failures.workflowNotFound()
  if (stored !== undefined && stored.inserted_by !== viewer.login && !viewer.administrator) throw failures.mayNotEditWorkflow()
  if (stored === undefined && needed.some(path => (textOf(item, path) ?? '').trim() === '')) throw failures.workflowIncomplete()
  saved(() => store.workflows.save(item, stored, viewer))
  return empty
}

const needed = ['ID', 'launch_time', 'pipeline_name', 'data_type'] as const

const submitted = (call: Call): Item =>
  submittedItem(call, { shortcuts: none, defaultType: 'wrk:workflowData' }).item ?? blankItem(call.catalogue, 'wrk:workflowData')

/** WorkflowUtils.getUniqueWorkflow: the one with the same pipeline, item, scan and time. */
function rowLike ({ store }: Call, item: Item): WorkflowRow | undefined {
  const keyed = ['pipeline_name', 'scan_id', 'launch_time'] as const
  return store.workflows.of(textOf(item, 'ID') ?? '').find(row => {
    const other = store.workflows.item(row)
    return keyed.every(path => sameText(textOf(item, path), textOf(other, path)))
  })
}

/** A time is stored in the database's spelling. */
const sameText = (given: string | undefined, stored: string | undefined): boolean =>
  (given ?? '').replace('T', ' ').replace(/\.0$/, '') === (stored ?? '').replace('T', ' ').replace(/\.0$/, '')

/** WorkflowsRestlet: without an experiment its query fails, whatever there is. */
export const workflowsOfPipeline: Resource<undefined> = {
  tag: 'workflows',
  urls: ['/services/workflows/{PIPELINE_NAME}'],
  archive: false,
  offers: ['text/xml'],
  find: () => undefined,
  get: {
    id: 'getLatestWorkflow',
    summary: 'Read the latest workflow of a pipeline about an experiment',
    query: {
      experiment: 'the ID of an experiment, or its label beside `project`',
      project: 'the project of the label',
      status: 'only workflows with this status',
      display: 'LATEST, or anything else for a list, which this server does not have',
      format: 'xml, json'
    },
    responses: { 200: 'The workflow', 404: 'No such workflow, or no experiment', 501: 'A list of workflows' },
    handle: latestWorkflow
  }
}

function latestWorkflow (call: Call): Document {
  const { store, query, params: { PIPELINE_NAME: pipeline = '' } } = call
  const [id, projectId] = [query.get('experiment'), query.get('project')]
  const project = projectId === undefined ? undefined : readableProject(call, projectId)
  const experiment = id === undefined ? undefined : readableExperiment(call, id, project)
  if (experiment === undefined) throw failures.noWorkflowOfPipeline(pipeline)
  if ((query.get('display') ?? 'LATEST').toUpperCase() !== 'LATEST') throw failures.notImplemented('lists of workflows')
  const [latest] = store.workflows.of(experiment.id).map(store.workflows.item)
    .filter(({ values }) => String(values['pipeline_name']).toLowerCase().includes(pipeline.toLowerCase()))
    .filter(({ values }) => query.get('status') === undefined || values['status'] === query.get('status'))
    .sort((a, b) => String(a.values['launch_time']) < String(b.values['launch_time']) ? 1 : -1)
  if (latest === undefined) throw failures.noWorkflowOfExperiment(pipeline, experiment.id)
  return representItem(call, latest)
}
