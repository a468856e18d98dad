import { attribute, content, element, list, type TypeEntry } from '../types.ts'

/** The rows that catalogs and their entries have alike. */
const rows = (owner: string): readonly TypeEntry[] => [
  {
    xsiType: `${owner}_metaField`,
    description: `Row type XFT creates for ${owner} metaFields/metaField.`,
    fields: [content('metaField', 'string'), attribute('name', 'string')]
  },
  { xsiType: `${owner}_tag`, description: `Row type XFT creates for ${owner} tags/tag.`, fields: [content('tag', 'string')] }
]

const rowFields = (owner: string) => [list('metaFields/metaField', `${owner}_metaField`), list('tags/tag', `${owner}_tag`)]

/** The documents that list a resource's files. */
export const catalogs: readonly TypeEntry[] = [
  ...rows('cat:catalog'),
  ...rows('cat:entry'),
  {
    xsiType: 'cat:catalog',
    element: 'Catalog',
    description: 'The files of a resource.',
    fields: [
      ...rowFields('cat:catalog'),
      list('sets/entrySet', 'cat:catalog'),
      list('entries/entry', 'cat:entry'),
      attribute('ID', 'string'),
      attribute('name', 'string'),
      attribute('description', 'string')
    ]
  },
  {
    xsiType: 'cat:entry',
    element: 'Entry',
    description: 'One file of a resource.',
    fields: [
      ...rowFields('cat:entry'),
      attribute('URI', 'anyURI', { required: true }),
      attribute('ID', 'string'),
      attribute('name', 'string'),
      attribute('description', 'string'),
      attribute('format', 'string'),
      attribute('content', 'string'),
      attribute('cachePath', 'string'),
      attribute('createdTime', 'dateTime'),
      attribute('createdBy', 'string'),
      attribute('createdEventId', 'integer'),
      attribute('modifiedTime', 'dateTime'),
      attribute('modifiedBy', 'string'),
      attribute('modifiedEventId', 'integer'),
      attribute('digest', 'string')
    ]
  },
  {
    xsiType: 'cat:dcmEntry',
    extends: 'cat:entry',
    description: 'One DICOM file of a resource.',
    fields: [
      attribute('UID', 'string'),
      attribute('instanceNumber', 'integer')
    ]
  },
  {
    xsiType: 'cat:dcmCatalog',
    extends: 'cat:catalog',
    element: 'DCMCatalog',
    description: 'The files of a DICOM series.',
    fields: [
      attribute('dimensions/x', 'integer'),
      attribute('dimensions/y', 'integer'),
      attribute('dimensions/z', 'integer'),
      attribute('dimensions/volumes', 'integer'),
      attribute('voxelRes/x', 'float'),
      attribute('voxelRes/y', 'float'),
      attribute('voxelRes/z', 'float'),
      attribute('voxelRes/units', 'string'),
      element('orientation', 'string'),
      attribute('UID', 'string')
    ]
  }
]
