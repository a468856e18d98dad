import { attribute, content, element, list, one, type TypeEntry } from '../types.ts'

/** xnat:ctScanData and its focal spots. */
export const ctScan: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:ctScanData_focalSpot',
    description: 'Row type XFT creates for xnat:ctScanData parameters/focalSpots/focalSpot.',
    fields: [
      content('focalSpot', 'float', { min: 0, unique: 'FSPOT' })
    ]
  },
  {
    xsiType: 'xnat:ctScanData',
    extends: 'xnat:imageScanData',
    element: 'CTScan',
    description: 'One CT acquisition.',
    fields: [
      attribute('parameters/voxelRes/units', 'string'),
      attribute('parameters/voxelRes/x', 'float'),
      attribute('parameters/voxelRes/y', 'float'),
      attribute('parameters/voxelRes/z', 'float'),
      element('parameters/orientation', 'string'),
      element('parameters/subjectPosition', 'string', { since: '1.8' }),
      attribute('parameters/fov/x', 'integer'),
      attribute('parameters/fov/y', 'integer'),
      element('parameters/rescale/intercept', 'string'),
      element('parameters/rescale/slope', 'string'),
      element('parameters/kvp', 'float'),
      element('parameters/acquisitionNumber', 'integer'),
      element('parameters/imageType', 'string'),
      element('parameters/options', 'string', { maxLength: 2500 }),
      element('parameters/collectionDiameter', 'float', { min: 0 }),
      element('parameters/distanceSourceToDetector', 'float', { min: 0 }),
      element('parameters/distanceSourceToPatient', 'float', { min: 0 }),
      element('parameters/gantryTilt', 'float'),
      element('parameters/tableHeight', 'float'),
      element('parameters/rotationDirection', 'string', { values: ['CW', 'CC'] }),
      element('parameters/exposureTime', 'float', { min: 0 }),
      element('parameters/xrayTubeCurrent', 'float'),
      element('parameters/exposure', 'float'),
      element('parameters/filter', 'string'),
      element('parameters/generatorPower', 'float', { min: 0 }),
      list('parameters/focalSpots/focalSpot', 'xnat:ctScanData_focalSpot', { unique: 'FSPOT' }),
      element('parameters/convolutionKernel', 'string'),
      element('parameters/collimationWidth/single', 'float', { min: 0 }),
      element('parameters/collimationWidth/total', 'float', { min: 0 }),
      element('parameters/tableSpeed', 'float'),
      element('parameters/tableFeedPerRotation', 'float'),
      element('parameters/pitchFactor', 'float'),
      element('parameters/estimatedDoseSaving', 'float'),
      attribute('parameters/estimatedDoseSaving/modulation', 'string'),
      element('parameters/ctDIvol', 'float'),
      element('parameters/derivation', 'string'),
      one('parameters/contrastBolus', 'xnat:contrastBolus'),
      list('parameters/addParam', 'xnat:addField', { unique: 'CT_SCAN', since: '1.8' }),
      element('dcmValidation', 'string'),
      attribute('dcmValidation/status', 'boolean')
    ]
  }
]
