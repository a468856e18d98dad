import { attribute, element, type TypeEntry } from '../types.ts'

/** What is done with data, step by step (workflow.xsd), without where it is done. */
export const workflows: readonly TypeEntry[] = [
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
