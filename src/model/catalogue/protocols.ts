import { attribute, content, list, type TypeEntry } from '../types.ts'

/** What a project says of its data types: which custom variables each has. */
export const protocols: readonly TypeEntry[] = [
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
