import { attribute, content, element, list, one, type TypeEntry } from '../types.ts'

/** What is derived from a session: assessors and reconstructions. */
export const assessors: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:derivedData',
    extends: 'xnat:experimentData',
    description: 'An analysis event.',
    fields: [
      one('provenance', 'prov:process')
    ]
  },
  {
    xsiType: 'xnat:imageAssessorData',
    extends: 'xnat:derivedData',
    description: 'Analysis of an imaging session (session child via assessors/assessor).',
    fields: [
      list('in/file', 'xnat:abstractResource', { manyToMany: true }),
      list('out/file', 'xnat:abstractResource', { manyToMany: true }),
      element('imageSession_ID', 'string', { required: true, refersTo: 'xnat:imageSessionData' }),
      list('parameters/addParam', 'xnat:addField', { unique: 'ASSESSOR' })
    ]
  },
  {
    xsiType: 'xnat:reconstructedImageData_scanID',
    description: 'Row type XFT creates for xnat:reconstructedImageData inScans/scanID.',
    fields: [
      content('scanID', 'string', { unique: 'IN_SCAN' })
    ]
  },
  {
    xsiType: 'xnat:reconstructedImageData',
    element: 'ReconstructedImage',
    displayIdentifiers: ['ID'],
    description: 'An image computed from scans of a session.',
    fields: [
      element('image_session_ID', 'string', { required: 'schema', refersTo: 'xnat:imageSessionData' }),
      list('inScans/scanID', 'xnat:reconstructedImageData_scanID', { unique: 'IN_SCAN' }),
      list('in/file', 'xnat:abstractResource', { manyToMany: true }),
      list('out/file', 'xnat:abstractResource', { manyToMany: true }),
      one('provenance', 'prov:process'),
      list('parameters/addParam', 'xnat:addField', { unique: 'RECON' }),
      list('computations/datum', 'xnat:computationData', { unique: 'PET_RECON', required: 'schema' }),
      attribute('ID', 'string', { unique: true }),
      attribute('type', 'string'),
      attribute('baseScanType', 'string')
    ]
  },
  {
    xsiType: 'xnat:computationData',
    description: 'One named computed value.',
    fields: [
      attribute('name', 'string', { required: true, unique: 'PET_RECON' }),
      attribute('value', 'string', { required: true }),
      attribute('source', 'string', { required: true, unique: 'PET_RECON' }),
      attribute('units', 'string')
    ]
  },
  {
    xsiType: 'xnat:regionResource_label',
    description: 'Row type XFT creates for xnat:regionResource subregionlabels/label.',
    fields: [
      content('label', 'string'),
      attribute('id', 'int', { required: true, unique: 'UNIQUE_REGION' }),
      attribute('hemisphere', 'string', { values: ['left', 'right', 'both'], required: true })
    ]
  },
  {
    xsiType: 'xnat:regionResource',
    element: 'ImageRegionResource',
    description: 'A region of interest attached to a session.',
    fields: [
      one('file', 'xnat:abstractResource', { required: true }),
      one('baseimage', 'xnat:abstractResource', { required: true }),
      element('creator/firstname', 'string', { required: 'schema', unique: 'SESSION' }),
      element('creator/lastname', 'string', { required: 'schema', unique: 'SESSION' }),
      list('subregionlabels/label', 'xnat:regionResource_label', { unique: 'UNIQUE_REGION', required: 'schema' }),
      attribute('name', 'string', { required: true, unique: 'SESSION' }),
      attribute('hemisphere', 'string', { values: ['left', 'right', 'both'], required: true, unique: 'SESSION' }),
      attribute('session_id', 'string', { unique: 'SESSION', refersTo: 'xnat:imageSessionData' })
    ]
  }
]
