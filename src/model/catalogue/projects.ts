import { attribute, content, element, list, one, type TypeEntry } from '../types.ts'

/** What a project says of its data types: which custom variables each has. */
const protocols: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:abstractProtocol',
    displayIdentifiers: ['ID'],
    description: 'Base of protocol descriptions.',
    fields: [
      attribute('ID', 'string', { required: true, unique: true }),
      attribute('name', 'string'),
      attribute('description', 'string', { maxLength: 10000 }),
      attribute('data-type', 'string')
    ]
  },
  {
    xsiType: 'xnat:datatypeProtocol',
    extends: 'xnat:abstractProtocol',
    description: 'The custom variables of one data type in a project, in groups.',
    fields: [list('definitions/definition', 'xnat:fieldDefinitionGroup', { manyToMany: true })]
  },
  {
    xsiType: 'xnat:fieldDefinitionGroup_field_possibleValue',
    description: 'Row type XFT creates for xnat:fieldDefinitionGroup_field possibleValues/possibleValue.',
    fields: [content('possibleValue', 'string', { unique: 'pValue' }), attribute('display', 'string')]
  },
  {
    xsiType: 'xnat:fieldDefinitionGroup_field',
    displayIdentifiers: ['name'],
    description: 'Row type XFT creates for xnat:fieldDefinitionGroup fields/field.',
    fields: [
      list('possibleValues/possibleValue', 'xnat:fieldDefinitionGroup_field_possibleValue', { unique: 'pValue' }),
      attribute('name', 'string', { maxLength: 10000, required: true, unique: 'NAME' }),
      attribute('type', 'string', { values: ['standard', 'custom'], initial: 'standard' }),
      attribute('datatype', 'string', { values: ['integer', 'float', 'boolean', 'string', 'date'] }),
      attribute('required', 'boolean', { initial: 'false' }),
      attribute('sequence', 'integer'),
      attribute('xmlPath', 'string', { maxLength: 1000 }),
      attribute('group', 'string')
    ]
  },
  {
    xsiType: 'xnat:fieldDefinitionGroup',
    element: 'FieldDefinitionGroup',
    otherElements: ['FieldDefinitionSet'],
    description: 'A group of custom variables of one data type.',
    fields: [
      list('fields/field', 'xnat:fieldDefinitionGroup_field', { unique: 'NAME' }),
      attribute('ID', 'string', { unique: 'true' }),
      attribute('data-type', 'string', { unique: 'true' }),
      attribute('description', 'string', { maxLength: 10000 }),
      attribute('shareable', 'boolean'),
      attribute('project-specific', 'boolean')
    ]
  }
]

/** xnat:projectData and its rows. */
export const projects: readonly TypeEntry[] = [
  ...protocols,
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
