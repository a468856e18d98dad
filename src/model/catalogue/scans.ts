import { attribute, content, element, list, one, type Since, type TypeEntry } from '../types.ts'

const base = 'xnat:imageScanData'

/** A scan type whose only own field is the list of named parameters. */
function withParameters (xsiType: string, element: string, description: string, unique: string, since: Since = '1.6'): TypeEntry {
  return {
    xsiType,
    extends: base,
    element,
    description,
    since,
    fields: [list('parameters/addParam', 'xnat:addField', { unique, since: '1.8' })]
  }
}

/** A scan type with nothing but what every scan has; all of these came with 1.9. */
function plain (xsiType: string, element: string, description: string): TypeEntry {
  return { xsiType, extends: base, element, description, since: '1.9', fields: [] }
}

/** xnat:imageScanData, its rows, and every scan type that has no file of its own. */
export const scans: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:imageScanData_share',
    description: 'Row type XFT creates for xnat:imageScanData sharing/share.',
    fields: [
      content('share', 'string'),
      attribute('label', 'string'),
      attribute('project', 'string', { unique: 'PROJECT_SCAN', refersTo: 'xnat:projectData' })
    ]
  },
  {
    xsiType: 'xnat:imageScanData',
    displayIdentifiers: ['ID'],
    description: 'Base of every scan: one imaging series of a session.',
    fields: [
      list('sharing/share', 'xnat:imageScanData_share', { unique: 'PROJECT_SCAN' }),
      element('image_session_ID', 'string', { unique: 'mr_id_fk', refersTo: 'xnat:imageSessionData' }),
      element('note', 'string', { maxLength: 2500 }),
      element('quality', 'string'),
      element('condition', 'string'),
      element('series_description', 'string'),
      element('series_class', 'string', { since: '1.8' }),
      element('documentation', 'string', { maxLength: 1000 }),
      element('scanner', 'string'),
      attribute('scanner/manufacturer', 'string'),
      attribute('scanner/model', 'string'),
      attribute('scanner/softwareVersion', 'string', { since: '1.8' }),
      element('modality', 'string'),
      element('frames', 'integer'),
      element('operator', 'string', { maxLength: 255 }),
      list('file', 'xnat:abstractResource'),
      one('validation', 'xnat:validationData'),
      element('startTime', 'time'),
      element('start_date', 'date', { since: '1.8' }),
      element('requestedProcedureDescription', 'string', { since: '1.8' }),
      element('protocolName', 'string', { since: '1.8' }),
      element('bodyPartExamined', 'string', { since: '1.8' }),
      element('custom_fields', 'json', { since: '1.8' }),
      list('contrasts/contrastBolusV2', 'xnat:contrastBolusV2', { unique: 'scan_id_fk', column: 'image_scan_id', since: '1.9' }),
      attribute('ID', 'string', { required: true, unique: 'mr_id_fk' }),
      attribute('type', 'string'),
      attribute('UID', 'string'),
      attribute('project', 'string')
    ]
  },
  {
    xsiType: 'xnat:contrastBolusV2',
    since: '1.9',
    description: 'Contrast agent row attached to any scan.',
    fields: [
      element('image_scan_id', 'integer', { unique: 'scan_id_fk', refersTo: 'xnat:imageScanData', since: '1.9' }),
      element('agent', 'string', { unique: 'scan_id_fk', since: '1.9' })
    ]
  },
  withParameters('xnat:crScanData', 'CRScan', 'One computed-radiography acquisition.', 'CR_SCAN'),
  withParameters('xnat:dxScanData', 'DXScan', 'One digital-radiography acquisition.', 'DX_SCAN'),
  withParameters('xnat:mgScanData', 'MGScan', 'One digital-mammography acquisition.', 'MG_SCAN'),
  withParameters('xnat:ioScanData', 'IOScan', 'One intra-oral radiography acquisition.', 'IO_SCAN'),
  withParameters('xnat:usScanData', 'USScan', 'One ultrasound acquisition.', 'US_SCAN'),
  withParameters('xnat:ecgScanData', 'ECGScan', 'One ECG recording.', 'ECG_SCAN'),
  withParameters('xnat:hdScanData', 'HDScan', 'One haemodynamic recording.', 'HD_SCAN'),
  withParameters('xnat:epsScanData', 'EPSScan', 'One cardiac electrophysiology recording.', 'EPS_SCAN'),
  withParameters('xnat:rfScanData', 'RFScan', 'One radiofluoroscopy acquisition.', 'RF_SCAN'),
  withParameters('xnat:xa3DScanData', 'XA3DScan', 'One 3D X-ray angiography acquisition.', 'XA3D_SCAN'),
  withParameters('xnat:dx3DCraniofacialScanData', 'DX3DCraniofacialScan', 'One 3D craniofacial X-ray acquisition.', 'DX3DC_SCAN'),
  withParameters('xnat:nmScanData', 'NMScan', 'One nuclear-medicine image.', 'NM_SCAN'),
  withParameters('xnat:srScanData', 'SRScan', 'One DICOM structured report series.', 'SR_SCAN'),
  withParameters('xnat:rgScanData', 'RGScan', 'One plain radiographic acquisition.', 'RG_SCAN', '1.8'),
  withParameters('xnat:esScanData', 'ESScan', 'One endoscopy acquisition.', 'ES_SCAN'),
  withParameters('xnat:esvScanData', 'ESVScan', 'One video-endoscopy acquisition.', 'ESV_SCAN'),
  withParameters('xnat:gmScanData', 'GMScan', 'One light-microscopy acquisition.', 'GM_SCAN'),
  withParameters('xnat:gmvScanData', 'GMVScan', 'One video-microscopy acquisition.', 'GMV_SCAN'),
  withParameters('xnat:smScanData', 'SMScan', 'One slide-coordinates microscopy acquisition.', 'SM_SCAN'),
  withParameters('xnat:xcScanData', 'XCScan', 'One photographic acquisition.', 'XC_SCAN'),
  withParameters('xnat:xcvScanData', 'XCVScan', 'One video-photography acquisition.', 'XCV_SCAN'),
  withParameters('xnat:opScanData', 'OPScan', 'One ophthalmic photograph.', 'OP_SCAN'),
  withParameters(
    'xnat:rtImageScanData',
    'RTImageScan',
    'One radiotherapy object series (image, dose, plan, structure set and the like).',
    'RT_SCAN'
  ),
  withParameters('xnat:scScanData', 'SCScan', 'One DICOM secondary-capture series.', 'SC_SCAN'),
  withParameters('xnat:segScanData', 'SegScan', 'One DICOM segmentation series.', 'SEG_SCAN'),
  withParameters('xnat:mrsScanData', 'MRSScan', 'One MR spectroscopy acquisition.', 'MRS_SCAN'),
  withParameters('xnat:voiceAudioScanData', 'VoiceAudioScan', 'One DICOM voice-audio series.', 'VA_SCAN'),
  withParameters('xnat:otherDicomScanData', 'OtherDicomScan', 'A DICOM series of a kind XNAT does not recognise.', 'OTHER_DICOM_SCAN'),
  withParameters('xnat:megScanData', 'MEGScan', 'One MEG recording.', 'MEG_SCAN'),
  plain('xnat:dmsScanData', 'DMSScan', 'One dermoscopy image.'),
  plain('xnat:cfmScanData', 'CFMScan', 'One confocal-microscopy image or stack.'),
  plain('xnat:paScanData', 'PAScan', 'One photoacoustic acquisition.'),
  plain('xnat:annScanData', 'ANNScan', 'One microscopy bulk annotation object.'),
  plain('xnat:emgScanData', 'EMGScan', 'One EMG recording.'),
  plain('xnat:eogScanData', 'EOGScan', 'One EOG recording.'),
  plain('xnat:respScanData', 'RESPScan', 'One respiratory waveform recording.'),
  plain('xnat:posScanData', 'POSScan', 'One body-position waveform recording.'),
  plain('xnat:objScanData', 'OBJScan', 'One encapsulated 3D model (OBJ).'),
  plain('xnat:mtlScanData', 'MTLScan', 'One material library belonging to a 3D model.')
]
