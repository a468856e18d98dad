import { attribute, element, list, type TypeEntry } from '../types.ts'

/** The documents that ask for a search. */
export const searches: readonly TypeEntry[] = [
  {
    xsiType: 'xdat:stored_search_allowed_user',
    description: 'Row type XFT creates for xdat:stored_search allowed_user.',
    fields: [
      element('login', 'string')
    ]
  },
  {
    xsiType: 'xdat:search_field',
    named: true,
    displayIdentifiers: ['field_ID'],
    description: 'One column of a search.',
    fields: [
      element('element_name', 'string'),
      element('field_ID', 'string'),
      element('sequence', 'integer'),
      element('type', 'string'),
      element('header', 'string'),
      element('value', 'string'),
      attribute('visible', 'boolean')
    ]
  },
  {
    xsiType: 'xdat:criteria',
    displayIdentifiers: ['schema_field'],
    description: 'One condition of a search.',
    fields: [
      element('schema_field', 'string'),
      element('comparison_type', 'string'),
      element('custom_search', 'string'),
      element('value', 'string'),
      attribute('override_value_formatting', 'boolean')
    ]
  },
  {
    xsiType: 'xdat:criteria_set',
    named: true,
    displayIdentifiers: ['method'],
    description: 'Conditions of which all or one must hold.',
    fields: [
      list('criteria', 'xdat:criteria'),
      list('child_set', 'xdat:criteria_set', { manyToMany: true }),
      attribute('method', 'string', { values: ['AND', 'OR'] })
    ]
  },
  {
    xsiType: 'xdat:stored_search',
    named: true,
    element: 'bundle',
    otherElements: ['search'],
    description: 'A search: what to look for, what to show.',
    fields: [
      element('root_element_name', 'string'),
      list('search_field', 'xdat:search_field'),
      list('search_where', 'xdat:criteria_set'),
      element('sort_by/element_name', 'string'),
      element('sort_by/field_ID', 'string'),
      list('allowed_user', 'xdat:stored_search_allowed_user'),
      attribute('ID', 'string'),
      attribute('description', 'string'),
      attribute('layeredSequence', 'string'),
      attribute('allow-diff-columns', 'boolean'),
      attribute('secure', 'boolean'),
      attribute('brief-description', 'string'),
      attribute('tag', 'string')
    ]
  }
]
