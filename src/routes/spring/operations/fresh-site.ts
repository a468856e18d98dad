import { failures } from '../../../failures/index.ts'
import { text } from '../../../model/document.ts'
import { mayDo } from '../data-access.ts'
import { type Endpoint, type XapiCall, json } from '../endpoint.ts'
import { parameter } from '../request-parameters.ts'

const tool = 'pipelines'

/** What is switched among the preferences of pipelines and of custom forms. */
const isOn = (name: string) => ({ store }: XapiCall): boolean => store.toolPreferences.read(tool)[name] === 'true'

const isFeature = ({ store }: XapiCall, name: string): boolean => store.toolPreferences.read('custom-forms-features')[name] === 'true'

const refused = { 403: 'No right to do so' }
const read = { method: 'GET' } as const

/** What a fresh site has of features whose other endpoints this server does not have: nothing but how they are switched. */
export const freshSiteEndpoints: readonly Endpoint[] = [
  ...(['hardware', 'constraints', 'environments'] as const).map((kind): Endpoint => ({
    ...read,
    tag: 'computing',
    access: 'admin',
    id: kind,
    summary: `List the ${kind} of the site: none`,
    url: `/compute/${kind}`,
    responses: { 200: 'An empty list', ...refused },
    handle: () => json([])
  })),
  {
    ...read,
    tag: 'computing',
    access: mayDo('read'),
    id: 'availableEnvironments',
    summary: 'List the environments that one may use: none',
    url: '/compute/environments/available',
    responses: { 200: 'An empty list' },
    handle: () => json([])
  },
  {
    ...read,
    tag: 'custom forms',
    access: 'anyone',
    id: 'customForms',
    summary: 'List the custom forms: none',
    url: '/customforms',
    responses: { 200: 'An empty list' },
    handle: () => json([])
  },
  {
    ...read,
    tag: 'custom forms',
    access: 'admin',
    id: 'customFormFeatures',
    summary: 'Return which features of custom forms are on',
    url: '/customforms/env',
    responses: { 200: 'A map', ...refused },
    handle: call => json({
      siteHasProtocolsPluginDeployed: false,
      features: {
        projectOwnerFormCreationEnabled: isFeature(call, 'projectOwnerFormCreationEnabled'),
        customVariableMigrationEnabled: isFeature(call, 'customVariableMigrationEnabled')
      }
    })
  },
  {
    ...read,
    tag: 'custom forms',
    access: 'anyone',
    id: 'customForm',
    summary: 'Read the form of a data type: not in this server',
    url: '/customforms/element',
    query: { xsiType: 'The data type' },
    responses: { 500: 'The parameter is missing', 501: 'This server does not have it' },
    handle: call => {
      parameter(call, 'xsiType')
      throw failures.notImplementedInXapi('custom forms')
    }
  },
  {
    ...read,
    tag: 'custom forms',
    access: 'anyone',
    id: 'oldCustomVariables',
    summary: 'List the custom variables that were made before there were forms: none',
    url: '/legacycustomvariable',
    responses: { 200: 'An empty list' },
    handle: () => json([])
  },
  {
    ...read,
    tag: 'pipelines',
    access: 'admin',
    id: 'pipelinePreferences',
    summary: 'Read the preferences of pipelines',
    url: '/pipelines',
    responses: { 200: 'A map', ...refused },
    handle: call => json({
      allowAutoRunProjectOverride: isOn('allowAutoRunProjectOverride')(call),
      autoRunEnabled: isOn('autoRunEnabled')(call)
    })
  },
  {
    ...read,
    tag: 'pipelines',
    access: 'authenticated',
    id: 'sitePipelines',
    summary: 'List the pipelines of the site: none',
    url: '/pipelines/site',
    responses: { 200: 'An empty list' },
    handle: () => text('{"ResultSet":{"Result":[]}}', { mime: 'application/json;charset=ISO-8859-1' })
  },
  {
    ...read,
    tag: 'pipelines',
    access: mayDo('read'),
    id: 'isAutoRunOn',
    summary: 'Return whether pipelines run by themselves',
    url: '/pipelines/autoRun',
    responses: { 200: 'true or false' },
    handle: call => json(isOn('autoRunEnabled')(call))
  },
  {
    ...read,
    tag: 'pipelines',
    access: 'admin',
    id: 'mayProjectsDecide',
    summary: 'Return whether projects may say for themselves if pipelines run by themselves',
    url: '/pipelines/autoRun/overrides',
    responses: { 200: 'true or false', ...refused },
    handle: call => json(isOn('allowAutoRunProjectOverride')(call))
  }
]
