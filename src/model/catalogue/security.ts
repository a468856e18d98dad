import { attribute, element, list, type TypeEntry } from '../types.ts'

/** Who may do what (security.xsd), as far as documents show it. */
export const security: readonly TypeEntry[] = [
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
