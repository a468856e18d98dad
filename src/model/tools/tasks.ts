/** A task that XNAT runs now and then (META-INF/xnat/task/*.properties). */
interface Task {
  readonly id: string
  readonly className: string
  readonly description: string
  /** Whether an administrator may say by which node it runs. */
  readonly configurable: boolean
}

const tasks: readonly Task[] = [
  {
    id: 'SessionXMLRebuilder',
    className: 'org.nrg.xnat.helpers.prearchive.SessionXMLRebuilder',
    description: 'Session XML Rebuilder',
    configurable: true
  },
  {
    id: 'TriggerDirectArchiveRequests',
    className: 'org.nrg.xnat.archive.tasks.TriggerDirectArchiveRequests',
    description: 'Sends JMS requests for direct archiving',
    configurable: false
  }
]

/** The element by which the site's administration chooses a resolver (YAML). */
const resolverElement = (id: string): string => [
  'resolverSelSubhead:',
  '   kind: panel.subhead',
  '   name: resolverSelSubhead',
  '   label: Resolver Selector',
  'resolverSel:',
  '   kind: panel.select.single',
  `   id: task-${id}-resolver`,
  `   name: task-${id}-resolver`,
  '   label: Execution Resolver',
  '   description: Select an execution resolver for use with this task.',
  '   options:',
  '      SingleNodeExecutionResolver: Single Node Execution Resolver',
  '      SingleNodeExecutionResolverWithFailover: Single Node Execution Resolver With Failover',
  'resolverPropSubhead:',
  '   kind: panel.subhead',
  '   name: resolverPropSubhead',
  '   label: Resolver Properties',
  ''
].join('\n')

const nodeDescription = 'Node on which to run this process. This configuration is not required on a single-node XNAT installation, ' +
  'however in a multi-node environment, where multiple XNAT instances point to the same database, this configuration should be in place ' +
  'in order to avoid conflicts when the task tries to run simultaneously on multiple nodes. Nodes are defined by setting a ' +
  '<em>node.id</em> property value in a properties file called <em>node-conf.properties</em> located in the same directory as your ' +
  '<em>xnat-conf.properties</em> file.'

/** The element by which it chooses a node. */
const nodeElement = (id: string): string => [
  'kind: panel.input.text',
  `label: ${id} Execution Node`,
  `name: task-${id}-node`,
  'size: 45',
  'placeholder: nodeID',
  `description: ${nodeDescription}`,
  ''
].join('\n')

/** Gson writes what could be HTML in another way. */
const gson = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&='\u2028\u2029]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** XnatTaskApi.getTaskPropertiesList */
export const taskList = tasks.map(({ id, className, description, configurable }) => ({
  defaultExecutionResolver: 'SingleNodeExecutionResolver',
  executionResolverConfigurable: String(configurable),
  allowedExecutionResolvers: '',
  javaClass: className,
  configurationElementsYaml: gson([...configurable ? [resolverElement(id)] : [], nodeElement(id)]),
  description,
  class: className,
  taskId: id
}))
