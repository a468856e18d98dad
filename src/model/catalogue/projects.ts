import { attribute, content, element, list, one, type TypeEntry } from '../types.ts'

/** xnat:projectData and its rows. */
export const projects: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:projectData_alias',
    displayIdentifiers: ['alias'],
    description: 'Row type XFT creates for xnat:projectData aliases/alias.',
    fields: [
      content('alias', 'string', { unique: 'VALUE' }),
      attribute('source', 'string')
    ]
  },
  {
    xsiType: 'xnat:projectData_field',
    displayIdentifiers: ['name'],
    description: 'Row type XFT creates for xnat:projectData fields/field.',
    fields: [
      content('field', 'string'),
      attribute('name', 'string', { unique: 'NAME' })
    ]
  },
  {
    xsiType: 'xnat:projectData',
    element: 'Project',
    display: { singular: 'Project', plural: 'Projects', code: '' },
    description: 'A unit of research that groups the subjects taking part in it.',
    fields: [
      element('name', 'string'),
      element('type', 'string', { since: '1.8' }),
      element('description', 'string', { maxLength: 10000 }),
      element('keywords', 'string'),
      list('aliases/alias', 'xnat:projectData_alias', { unique: 'VALUE' }),
      list('publications/publication', 'xnat:publicationResource'),
      list('resources/resource', 'xnat:abstractResource', { manyToMany: true }),
      list('studyProtocol', 'xnat:abstractProtocol'),
      one('PI', 'xnat:investigatorData'),
      list('investigators/investigator', 'xnat:investigatorData', { manyToMany: true }),
      list('fields/field', 'xnat:projectData_field', { unique: 'NAME' }),
      element('custom_fields', 'json', { since: '1.8' }),
      attribute('ID', 'string', { required: true }),
      attribute('secondary_ID', 'string'),
      attribute('active', 'boolean', { initial: 'true', since: '1.8' })
    ]
  }
]
