import { attribute, element, list, type TypeEntry } from '../types.ts'

/** Who may do what (security.xsd), as far as documents show it. */
const security: readonly TypeEntry[] = [
  {
    xsiType: 'xdat:field_mapping',
    named: true,
    displayIdentifiers: ['field_value'],
    description: 'What may be done with items in which a field has a value.',
    fields: [
      attribute('field', 'string', { required: true }),
      attribute('field_value', 'string', { required: true }),
      ...['create', 'read', 'edit', 'delete', 'active'].map(action => attribute(`${action}_element`, 'boolean', { initial: '0' })),
      attribute('comparison_type', 'string')
    ]
  },
  {
    xsiType: 'xdat:field_mapping_set',
    named: true,
    displayIdentifiers: ['method'],
    description: 'Conditions of which all or one must hold.',
    fields: [list('allow', 'xdat:field_mapping'), attribute('method', 'string', { values: ['AND', 'OR'] })]
  },
  {
    xsiType: 'xdat:element_access',
    named: true,
    displayIdentifiers: ['element_name'],
    description: 'What may be done with items of one data type.',
    fields: [
      list('permissions/allow_set', 'xdat:field_mapping_set'),
      attribute('element_name', 'string', { required: true })
    ]
  },
  {
    xsiType: 'xdat:user',
    element: 'XDATUser',
    displayIdentifiers: ['login'],
    description: 'A user.',
    fields: [
      ...['login', 'firstname', 'lastname', 'email'].map(path => element(path, 'string')),
      list('element_access', 'xdat:element_access'),
      attribute('enabled', 'boolean'),
      attribute('verified', 'boolean')
    ]
  },
  {
    xsiType: 'xdat:userGroup',
    element: 'UserGroup',
    displayIdentifiers: ['ID'],
    description: 'Users with the same rights.',
    fields: [
      list('element_access', 'xdat:element_access'),
      attribute('ID', 'string', { unique: true }),
      attribute('displayName', 'string'),
      attribute('tag', 'string')
    ]
  },
  {
    xsiType: 'xdat:security',
    element: 'security',
    description: 'All that is known of users and their rights.',
    fields: [list('groups/group', 'xdat:userGroup')]
  }
]

/** The documents that ask for a search. */
export const searches: readonly TypeEntry[] = [
  ...security,
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
