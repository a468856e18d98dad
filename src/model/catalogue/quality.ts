import { attribute, content, element, list, one, type TypeEntry } from '../types.ts'

const long = { maxLength: 1000 } as const

/** What somebody says of the quality of scans. */
const byHand: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:qcScanData_field',
    displayIdentifiers: ['name'],
    description: 'Row type XFT creates for xnat:qcScanData fields/field.',
    fields: [content('field', 'string'), attribute('name', 'string', { unique: 'NAME' })]
  },
  {
    xsiType: 'xnat:qcScanData',
    displayIdentifiers: ['imageScan_ID'],
    description: 'Manual quality control of one scan.',
    fields: [
      element('imageScan_ID', 'string', { required: true, unique: 'qc_scan_id_fk' }),
      element('rater', 'string'),
      element('coverage', 'string'),
      element('motion', 'string'),
      element('otherImageArtifacts', 'string', long),
      element('comments', 'string', { maxLength: 10000 }),
      element('pass', 'string', { required: true }),
      element('rating', 'string'),
      attribute('rating/scale', 'string'),
      list('fields/field', 'xnat:qcScanData_field', { unique: 'NAME' })
    ]
  },
  {
    xsiType: 'xnat:mrQcScanData',
    extends: 'xnat:qcScanData',
    description: 'Manual quality control of one MR scan.',
    fields: [
      'blurring', 'flow', 'imageContrast', 'inhomogeneity', 'wrap', 'susceptibility', 'interpacMotion'
    ].map(path => element(path, 'string'))
  },
  {
    xsiType: 'xnat:ctQcScanData',
    extends: 'xnat:qcScanData',
    description: 'Manual quality control of one CT scan.',
    fields: [element('ct', 'string')]
  },
  {
    xsiType: 'xnat:otherQcScanData',
    extends: 'xnat:qcScanData',
    description: 'Manual quality control of one scan that is neither MR, nor CT, nor PET.',
    fields: [element('other', 'string')]
  },
  {
    xsiType: 'xnat:petQcScanData_processingError',
    description: 'Row type XFT creates for xnat:petQcScanData processingErrors/processingError.',
    fields: [content('processingError', 'string', { unique: 'qc_processing_error_fk' })]
  },
  {
    xsiType: 'xnat:petQcScanData',
    extends: 'xnat:qcScanData',
    description: 'Manual quality control of one PET scan.',
    fields: [
      ...[
        'acquisition', 'correctReconstructionAlgorithm', 'reconstructionAlgorithmUsed', 'correctIterationsAndSubsets', 'correctFilters',
        'correctSliceThickness', 'acceptableVoxelSize', 'unacceptableFrames', 'reasonFramesUnacceptable'
      ].map(path => element(path, 'string')),
      list('processingErrors/processingError', 'xnat:petQcScanData_processingError', { unique: 'qc_processing_error_fk' }),
      ...['qcOutcome', 'qcOutcomeReason', 'topCutoff', 'bottomCutoff'].map(path => element(path, 'string'))
    ]
  },
  {
    xsiType: 'xnat:qcManualAssessorData',
    extends: 'xnat:imageAssessorData',
    element: 'QCManualAssessment',
    display: { singular: 'Manual QC', plural: 'Manual QCs', code: 'MQC' },
    description: 'Manual quality control of a session.',
    fields: [
      element('rater', 'string'),
      element('stereotacticMarker', 'string'),
      element('incidentalFindings', 'string', long),
      list('scans/scan', 'xnat:qcScanData', { unique: 'qc_scan_id_fk' }),
      element('comments', 'string', long),
      element('pass', 'string', { required: true }),
      element('payable', 'string'),
      element('rescan', 'string'),
      element('resolvable', 'string'),
      element('retrain', 'string'),
      element('protocol', 'string'),
      element('protocolComments', 'string', long)
    ]
  }
]

/** What programs measure in scans. */
const measured: readonly TypeEntry[] = [
  { xsiType: 'xnat:abstractStatistics', description: 'Empty base for statistics.', fields: [] },
  {
    xsiType: 'xnat:statisticsData_additionalStatistics',
    description: 'Row type XFT creates for xnat:statisticsData additionalStatistics.',
    fields: [content('additionalStatistics', 'double'), attribute('name', 'string', { unique: 'ADD_STAT_NAME' })]
  },
  {
    xsiType: 'xnat:statisticsData_addField',
    displayIdentifiers: ['name'],
    description: 'Row type XFT creates for xnat:statisticsData addField.',
    fields: [content('addField', 'string'), attribute('name', 'string', { unique: 'ADD_FIELD_NAME' })]
  },
  {
    xsiType: 'xnat:statisticsData',
    extends: 'xnat:abstractStatistics',
    description: 'Statistics of an image.',
    fields: [
      ...['mean', 'snr', 'min', 'max', 'stddev'].map(path => element(path, 'double')),
      element('no_of_voxels', 'integer'),
      list('additionalStatistics', 'xnat:statisticsData_additionalStatistics', { unique: 'ADD_STAT_NAME' }),
      list('addField', 'xnat:statisticsData_addField', { unique: 'ADD_FIELD_NAME' })
    ]
  },
  {
    xsiType: 'xnat:qcAssessmentData_scan_slice',
    description: 'Row type XFT creates for xnat:qcAssessmentData_scan sliceQC/slice.',
    fields: [one('sliceStatistics', 'xnat:abstractStatistics'), attribute('number', 'string', { unique: 'SLICE_ID' })]
  },
  {
    xsiType: 'xnat:qcAssessmentData_scan',
    description: 'Row type XFT creates for xnat:qcAssessmentData scans/scan.',
    fields: [
      list('sliceQC/slice', 'xnat:qcAssessmentData_scan_slice', { unique: 'SLICE_ID' }),
      one('scanStatistics', 'xnat:abstractStatistics'),
      attribute('id', 'string', { required: true, unique: 'ASSESSOR_ID' })
    ]
  },
  { xsiType: 'xnat:petAssessorData', extends: 'xnat:imageAssessorData', description: 'Analysis of a PET session.', fields: [] },
  { xsiType: 'xnat:mrAssessorData', extends: 'xnat:imageAssessorData', description: 'Analysis of an MR session.', fields: [] },
  {
    xsiType: 'xnat:qcAssessmentData',
    extends: 'xnat:mrAssessorData',
    element: 'QCAssessment',
    display: { singular: 'Auto QC', plural: 'Auto QCs', code: 'QC' },
    description: 'Automatic quality control of an MR session.',
    fields: [
      list('scans/scan', 'xnat:qcAssessmentData_scan', { unique: 'ASSESSOR_ID', required: 'schema' }),
      attribute('type', 'string')
    ]
  }
]

/** A condition, by whose name a row is known. */
const condition = (xsiType: string, owner: string, unique: string): TypeEntry => ({
  xsiType,
  description: `Row type XFT creates for ${owner} conditions/condition.`,
  fields: [
    element('verified', 'string'), element('diagnosis', 'string', long),
    attribute('ID', 'string', { unique }), attribute('status', 'string'), attribute('xmlpath', 'string')
  ]
})

const comment = (xsiType: string, owner: string, unique: string): TypeEntry => ({
  xsiType,
  description: `Row type XFT creates for ${owner} comments/comment.`,
  fields: [content('comment', 'string'), attribute('username', 'string'), attribute('dateTime', 'dateTime', { required: true, unique })]
})

/** Whether a session was made as its protocol wants it. */
const validated: readonly TypeEntry[] = [
  { xsiType: 'val:additionalVal', description: 'Empty base for further checks.', fields: [] },
  condition('val:protocolData_condition', 'val:protocolData check', 'SCAN_CHECK_ID'),
  comment('val:protocolData_comment', 'val:protocolData check', 'SES_COMMENT_DATE'),
  condition('val:protocolData_scan_check_condition', 'val:protocolData_scan_check', 'SCAN_CONDITION_ID'),
  comment('val:protocolData_scan_check_comment', 'val:protocolData_scan_check', 'SCAN_COMMENT_DATE'),
  {
    xsiType: 'val:protocolData_scan_check',
    description: 'Row type XFT creates for val:protocolData scans/scan_check.',
    fields: [
      list('conditions/condition', 'val:protocolData_scan_check_condition', { unique: 'SCAN_CONDITION_ID' }),
      list('comments/comment', 'val:protocolData_scan_check_comment', { unique: 'SCAN_COMMENT_DATE' }),
      one('additionalVal', 'val:additionalVal'),
      attribute('SCAN_ID', 'string', { required: true, unique: 'SCAN_ID' }),
      attribute('status', 'string', { required: true })
    ]
  },
  {
    xsiType: 'val:protocolData',
    extends: 'xnat:imageAssessorData',
    element: 'ProtocolVal',
    display: { singular: 'Protocol Validation', plural: 'Protocol Validations', code: 'PROTOCOL' },
    description: 'Whether a session was made as its protocol wants it.',
    fields: [
      list('check/conditions/condition', 'val:protocolData_condition', { unique: 'SCAN_CHECK_ID' }),
      list('check/comments/comment', 'val:protocolData_comment', { unique: 'SES_COMMENT_DATE' }),
      one('check/additionalVal', 'val:additionalVal'),
      attribute('check/status', 'string', { required: true }),
      list('scans/scan_check', 'val:protocolData_scan_check', { unique: 'SCAN_ID' })
    ]
  }
]

/** A first look at a session (screeningAssessment.xsd). */
const looked: readonly TypeEntry[] = [
  {
    xsiType: 'scr:screeningScanData',
    description: 'A first look at one scan.',
    fields: [
      element('imageScan_ID', 'string', { required: 'schema', unique: 'scr_scan_id_fk' }),
      element('comments', 'string', long),
      element('pass', 'string')
    ]
  },
  {
    xsiType: 'scr:screeningAssessment',
    extends: 'xnat:imageAssessorData',
    element: 'ScreeningAssessment',
    description: 'A first look at a session.',
    fields: [
      element('rater', 'string'),
      element('comments', 'string', long),
      element('pass', 'string'),
      list('scans/scan', 'scr:screeningScanData', { unique: 'scr_scan_id_fk' })
    ]
  }
]

export const quality: readonly TypeEntry[] = [...byHand, ...measured, ...validated, ...looked]
