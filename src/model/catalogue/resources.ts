import { attribute, content, element, list, one, type TypeEntry } from '../types.ts'

/** xnat:abstractResource and the kinds of resource. */
export const resources: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:abstractResource_tag',
    displayIdentifiers: ['name'],
    description: 'Row type XFT creates for xnat:abstractResource tags/tag.',
    fields: [
      content('tag', 'string', { unique: 'catalog_tag' }),
      attribute('name', 'string')
    ]
  },
  {
    xsiType: 'xnat:abstractResource',
    abstract: true,
    displayIdentifiers: ['label'],
    description: 'Base of all stored-file descriptions.',
    fields: [
      element('note', 'string', { maxLength: 10000 }),
      list('tags/tag', 'xnat:abstractResource_tag', { unique: 'catalog_tag' }),
      attribute('label', 'string'),
      attribute('file_count', 'integer'),
      attribute('file_size', 'long')
    ]
  },
  {
    xsiType: 'xnat:resource',
    extends: 'xnat:abstractResource',
    description: 'A single file, by URI.',
    fields: [
      one('provenance', 'prov:process'),
      attribute('URI', 'anyURI', { maxLength: 10000, required: true, unique: true }),
      attribute('format', 'string'),
      attribute('description', 'string'),
      attribute('content', 'string'),
      attribute('cachePath', 'string', { maxLength: 255 })
    ]
  },
  {
    xsiType: 'xnat:imageResource',
    extends: 'xnat:resource',
    description: 'A single image file with geometry.',
    fields: [
      attribute('dimensions/x', 'integer'),
      attribute('dimensions/y', 'integer'),
      attribute('dimensions/z', 'integer'),
      attribute('dimensions/volumes', 'integer'),
      attribute('voxelRes/x', 'float'),
      attribute('voxelRes/y', 'float'),
      attribute('voxelRes/z', 'float'),
      attribute('voxelRes/units', 'string'),
      element('orientation', 'string')
    ]
  },
  {
    xsiType: 'xnat:resourceSeries',
    extends: 'xnat:abstractResource',
    description: 'A set of files named by directory plus pattern.',
    fields: [
      attribute('path', 'anyURI', { required: true, unique: 'PATTERN_PATH' }),
      attribute('pattern', 'string', { required: true, unique: 'PATTERN_PATH' }),
      attribute('count', 'integer'),
      attribute('name', 'string'),
      attribute('format', 'string'),
      attribute('description', 'string'),
      attribute('content', 'string'),
      attribute('cachePath', 'string', { maxLength: 255 })
    ]
  },
  {
    xsiType: 'xnat:imageResourceSeries',
    extends: 'xnat:resourceSeries',
    description: 'A resourceSeries with image geometry.',
    fields: [
      attribute('dimensions/x', 'integer'),
      attribute('dimensions/y', 'integer'),
      attribute('dimensions/z', 'integer'),
      attribute('dimensions/volumes', 'integer'),
      attribute('voxelRes/x', 'float'),
      attribute('voxelRes/y', 'float'),
      attribute('voxelRes/z', 'float'),
      attribute('voxelRes/units', 'string'),
      element('orientation', 'string')
    ]
  },
  {
    xsiType: 'xnat:dicomSeries_image',
    description: 'Row type XFT creates for xnat:dicomSeries imageSet/image.',
    fields: [
      attribute('URI', 'anyURI', { maxLength: 255, required: true }),
      attribute('sop_instance_UID', 'string', { required: true, unique: true }),
      attribute('instance_number', 'integer')
    ]
  },
  {
    xsiType: 'xnat:dicomSeries',
    extends: 'xnat:abstractResource',
    description: 'A DICOM series listed file by file.',
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
      list('imageSet/image', 'xnat:dicomSeries_image', { required: 'schema' }),
      attribute('format', 'string'),
      attribute('description', 'string'),
      attribute('content', 'string'),
      attribute('cachePath', 'string', { maxLength: 255 }),
      attribute('UID', 'string', { required: true, unique: true })
    ]
  },
  {
    xsiType: 'xnat:resourceCatalog',
    extends: 'xnat:resource',
    element: 'ResourceCatalog',
    description: 'A resource whose file is an XNAT catalogue XML; adds no fields.',
    fields: []
  },
  {
    xsiType: 'xnat:publicationResource',
    extends: 'xnat:abstractResource',
    description: 'A publication attached to a project.',
    fields: [
      element('title', 'string', { maxLength: 1000, unique: true }),
      element('citation', 'string', { maxLength: 1000 }),
      element('abstract', 'string', { maxLength: 10000 }),
      element('commentary', 'string', { maxLength: 10000 }),
      attribute('isPrimary', 'boolean'),
      attribute('doi', 'string', { unique: true }),
      attribute('pubmed', 'string', { unique: true }),
      attribute('medline', 'string', { unique: true }),
      attribute('uri', 'anyURI', { unique: true }),
      attribute('other', 'string'),
      attribute('type', 'string')
    ]
  }
]
