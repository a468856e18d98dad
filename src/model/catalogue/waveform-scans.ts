import { attribute, element, list, one, type TypeEntry } from '../types.ts'

/** Angiography, ophthalmic tomography and EEG: the smaller scan types with fields of their own. */
export const waveformScans: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:xaScanData',
    extends: 'xnat:imageScanData',
    element: 'XAScan',
    description: 'One X-ray angiography acquisition.',
    fields: [
      attribute('parameters/pixelRes/units', 'string'),
      attribute('parameters/pixelRes/x', 'integer'),
      attribute('parameters/pixelRes/y', 'integer'),
      element('parameters/orientation', 'string'),
      attribute('parameters/fov/x', 'integer'),
      attribute('parameters/fov/y', 'integer'),
      element('parameters/imageType', 'string'),
      element('parameters/options', 'string'),
      element('parameters/derivation', 'string'),
      one('parameters/contrastBolus', 'xnat:contrastBolus'),
      list('parameters/addParam', 'xnat:addField', { unique: 'XA_SCAN', since: '1.8' })
    ]
  },
  {
    xsiType: 'xnat:optScanData',
    extends: 'xnat:imageScanData',
    element: 'OPTScan',
    description: 'One ophthalmic tomography acquisition.',
    fields: [
      attribute('parameters/voxelRes/units', 'string'),
      attribute('parameters/voxelRes/x', 'float'),
      attribute('parameters/voxelRes/y', 'float'),
      attribute('parameters/voxelRes/z', 'float'),
      attribute('parameters/fov/x', 'integer'),
      attribute('parameters/fov/y', 'integer'),
      element('parameters/laterality', 'string'),
      element('parameters/illumination_wavelength', 'string'),
      element('parameters/illumination_power', 'string'),
      element('parameters/imageType', 'string'),
      list('parameters/addParam', 'xnat:addField', { unique: 'OPT_SCAN', since: '1.8' }),
      element('dcmValidation', 'string'),
      attribute('dcmValidation/status', 'boolean')
    ]
  },
  {
    xsiType: 'xnat:eegScanData_channel',
    since: '1.8',
    displayIdentifiers: ['name'],
    description: 'Row type XFT creates for xnat:eegScanData channels/channel.',
    fields: [
      element('resolution', 'float', { since: '1.8' }),
      element('lowCutOff', 'string', { since: '1.8' }),
      element('highCutOff', 'string', { since: '1.8' }),
      element('notch', 'string', { since: '1.8' }),
      attribute('name', 'string', { unique: 'scan_id_fk', since: '1.8' })
    ]
  },
  {
    xsiType: 'xnat:eegScanData_impedance',
    since: '1.8',
    displayIdentifiers: ['name'],
    description: 'Row type XFT creates for xnat:eegScanData softwareFiltersImpedances/impedance.',
    fields: [
      attribute('name', 'string', { unique: 'scan_imp_id_fk', since: '1.8' }),
      attribute('value', 'string', { since: '1.8' })
    ]
  },
  {
    xsiType: 'xnat:eegScanData',
    extends: 'xnat:imageScanData',
    element: 'EEGScan',
    description: 'One EEG recording.',
    fields: [
      element('parameters/numberOfDataRecords', 'integer', { since: '1.8' }),
      attribute('parameters/dataRecord/units', 'string', { since: '1.8' }),
      attribute('parameters/dataRecord/duration', 'float', { since: '1.8' }),
      list('parameters/addParam', 'xnat:addField', { unique: 'EEG_SCAN', since: '1.8' }),
      list('channels/channel', 'xnat:eegScanData_channel', { unique: 'scan_id_fk', since: '1.8' }),
      list('softwareFiltersImpedances/impedance', 'xnat:eegScanData_impedance', { unique: 'scan_imp_id_fk', since: '1.8' }),
      attribute('softwareFiltersImpedances/mean', 'double', { since: '1.8' })
    ]
  }
]
