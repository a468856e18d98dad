import { attribute, content, element, list, one, type TypeEntry } from '../types.ts'

const named = (xsiType: string, text: string, unique: string, description: string): TypeEntry =>
  ({ xsiType, description, fields: [content(text, 'string'), attribute('name', 'string', { unique })] })

/** What is done with data, step by step (workflow.xsd), without where it is done. */
const workflows: readonly TypeEntry[] = [
  {
    xsiType: 'wrk:workflowData',
    element: 'Workflow',
    description: 'One run of a pipeline, or one change.',
    fields: [
      ...['comments', 'details', 'justification', 'description', 'src', 'type', 'category'].map(path => element(path, 'string')),
      attribute('data_type', 'string', { required: true }),
      attribute('ID', 'string', { required: true }),
      attribute('ExternalID', 'string'),
      attribute('scan_id', 'string'),
      attribute('current_step_launch_time', 'dateTime'),
      attribute('current_step_id', 'string'),
      attribute('status', 'string'),
      attribute('create_user', 'string'),
      attribute('pipeline_name', 'string', { required: true }),
      attribute('next_step_id', 'string'),
      attribute('step_description', 'string'),
      attribute('launch_time', 'dateTime', { required: true }),
      attribute('percentageComplete', 'string'),
      attribute('jobID', 'string')
    ]
  }
]

/** How the archive keeps a project (project.xsd), without its pipelines. */
export const arc: readonly TypeEntry[] = [
  ...workflows,
  {
    xsiType: 'arc:pathInfo',
    description: 'Where files are kept.',
    fields: ['archivePath', 'prearchivePath', 'cachePath', 'buildPath', 'ftpPath', 'pipelinePath'].map(path => element(path, 'string'))
  },
  named('arc:fieldSpecification', 'fieldSpecification', 'SPEC_NAME', 'A named text.'),
  named('arc:property', 'property', 'PROP_NAME', 'A named property.'),
  {
    xsiType: 'arc:project',
    description: 'How the archive keeps a project.',
    fields: [
      one('paths', 'arc:pathInfo'),
      list('fieldSpecifications/fieldSpecification', 'arc:fieldSpecification', { unique: 'SPEC_NAME' }),
      list('properties/property', 'arc:property', { unique: 'PROP_NAME' }),
      attribute('id', 'string', { required: true, unique: true }),
      attribute('current_arc', 'string'),
      attribute('quarantine_code', 'integer'),
      attribute('prearchive_code', 'integer')
    ]
  },
  {
    xsiType: 'arc:ArchiveSpecification',
    element: 'ArchiveSpecification',
    description: 'How the archive keeps its projects.',
    fields: [list('projects/project', 'arc:project')]
  }
]
