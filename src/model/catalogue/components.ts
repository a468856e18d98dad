import { attribute, content, element, list, type TypeEntry } from '../types.ts'

/** Types that only ever stand inside others. */
export const components: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:investigatorData',
    element: 'Investigator',
    displayIdentifiers: ['lastname'],
    description: 'A principal or co-investigator.',
    fields: [
      element('title', 'string', { maxLength: 64 }),
      element('firstname', 'string', { maxLength: 25, required: 'schema', unique: 'true' }),
      element('lastname', 'string', { maxLength: 25, required: 'schema', unique: 'true' }),
      element('institution', 'string', { maxLength: 255 }),
      element('department', 'string', { maxLength: 128 }),
      element('email', 'string', { maxLength: 64 }),
      element('phone', 'string', { maxLength: 25 }),
      attribute('ID', 'string')
    ]
  },
  {
    xsiType: 'xnat:validationData',
    displayIdentifiers: ['status'],
    description: 'Who checked the item, when and how.',
    fields: [
      element('method', 'string'),
      element('date', 'date'),
      element('notes', 'string', { maxLength: 500 }),
      element('validated_by', 'string'),
      attribute('status', 'string')
    ]
  },
  {
    xsiType: 'xnat:addField',
    displayIdentifiers: ['name'],
    description: 'A name/value pair; the value is the element text.',
    fields: [
      content('addField', 'longText'),
      attribute('name', 'string', { unique: 'OWNER' })
    ]
  },
  {
    xsiType: 'xnat:contrastBolus',
    description: 'Contrast agent used for an acquisition (single, CT and XA).',
    fields: [
      element('agent', 'string'),
      element('route', 'string'),
      element('volume', 'float', { min: 0 }),
      element('totalDose', 'float', { min: 0 }),
      element('flowRate', 'float', { min: 0 }),
      element('flowDuration', 'float', { min: 0 }),
      element('activeIngredient', 'string'),
      element('concentration', 'float', { min: 0 })
    ]
  },
  {
    xsiType: 'prov:processStep_library',
    description: 'Row type XFT creates for prov:processStep library.',
    fields: [
      content('library', 'string'),
      attribute('version', 'string')
    ]
  },
  {
    xsiType: 'prov:processStep',
    description: 'One step of a processing history.',
    fields: [
      element('program', 'string', { maxLength: 5000, required: 'schema', unique: 'true' }),
      attribute('program/version', 'string'),
      attribute('program/arguments', 'string', { maxLength: 5000 }),
      element('timestamp', 'dateTime', { required: true, unique: 'true' }),
      element('cvs', 'string', { maxLength: 5000 }),
      element('user', 'string', { required: 'schema' }),
      element('machine', 'string', { required: 'schema' }),
      element('platform', 'string', { required: 'schema' }),
      attribute('platform/version', 'string'),
      element('compiler', 'string'),
      attribute('compiler/version', 'string'),
      list('library', 'prov:processStep_library')
    ]
  },
  {
    xsiType: 'prov:process',
    element: 'process',
    description: 'Processing history.',
    fields: [
      list('processStep', 'prov:processStep', { unique: 'true', required: 'schema' })
    ]
  }
]
