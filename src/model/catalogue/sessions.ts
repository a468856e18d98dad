import { attribute, element, list, type Since, type TypeEntry } from '../types.ts'

/** A session type that adds no field to xnat:imageSessionData. */
function session (
  xsiType: string,
  element: string,
  subject: string,
  names?: [singular: string, plural: string, code: string],
  since: Since = '1.6'
): TypeEntry {
  const display = names && { singular: names[0], plural: names[1], code: names[2] }
  return {
    xsiType,
    extends: 'xnat:imageSessionData',
    element,
    description: `A session of ${subject}.`,
    since,
    ...(display && { display }),
    fields: []
  }
}

/** xnat:imageSessionData and every session type. */
export const sessions: readonly TypeEntry[] = [
  {
    xsiType: 'xnat:imageSessionData',
    extends: 'xnat:subjectAssessorData',
    description: 'Base of every imaging session; owns scans, reconstructions and assessors.',
    fields: [
      list('regions/region', 'xnat:regionResource', { column: 'session_id' }),
      element('scanner', 'string'),
      attribute('scanner/manufacturer', 'string'),
      attribute('scanner/model', 'string'),
      element('operator', 'string', { maxLength: 255 }),
      element('prearchivePath', 'string', { maxLength: 255 }),
      list('scans/scan', 'xnat:imageScanData', { unique: 'mr_id_fk', column: 'image_session_id' }),
      list('reconstructions/reconstructedImage', 'xnat:reconstructedImageData', { column: 'image_session_id' }),
      list('assessors/assessor', 'xnat:imageAssessorData', { column: 'imageSession_ID' }),
      element('dcmAccessionNumber', 'string'),
      element('dcmPatientId', 'string'),
      element('dcmPatientName', 'string'),
      element('dcmPatientBirthDate', 'date'),
      element('dcmPatientWeight', 'float', { since: '1.8' }),
      attribute('session_type', 'string'),
      attribute('modality', 'string'),
      attribute('UID', 'string'),
      attribute('study_id', 'string', { since: '1.8' })
    ]
  },
  {
    xsiType: 'xnat:mrSessionData',
    extends: 'xnat:imageSessionData',
    element: 'MRSession',
    display: { singular: 'MR Session', plural: 'MR Sessions', code: 'MR' },
    description: 'A visit at which MR scans are acquired.',
    fields: [
      element('coil', 'string', { maxLength: 255 }),
      element('fieldStrength', 'string', { maxLength: 255 }),
      element('marker', 'string', { maxLength: 255 }),
      element('stabilization', 'string', { maxLength: 255 })
    ]
  },
  {
    xsiType: 'xnat:eegSessionData',
    extends: 'xnat:imageSessionData',
    element: 'EEGSession',
    display: { singular: 'EEG Session', plural: 'EEG Sessions', code: 'EEG' },
    description: 'A visit at which EEG is recorded.',
    fields: [
      element('dataFormatVersion', 'string', { since: '1.8' }),
      element('numberOfChannels', 'integer', { since: '1.8' }),
      element('samplingRate', 'float', { since: '1.8' }),
      attribute('samplingRate/units', 'string', { since: '1.8' }),
      element('samplingInterval', 'float', { since: '1.8' }),
      attribute('samplingInterval/units', 'string', { since: '1.8' })
    ]
  },
  session('xnat:ctSessionData', 'CTSession', 'CT', ['CT Session', 'CT Sessions', 'CT']),
  session('xnat:epsSessionData', 'EPSSession', 'cardiac electrophysiology', ['EPS Session', 'EPS Sessions', 'EP']),
  session('xnat:hdSessionData', 'HDSession', 'haemodynamic recording', ['HD Session', 'HD Sessions', 'HD']),
  session('xnat:ecgSessionData', 'ECGSession', 'ECG', ['ECG Session', 'ECG Sessions', 'ECG']),
  session('xnat:usSessionData', 'USSession', 'ultrasound', ['Ultrasound', 'Ultrasounds', 'ULT']),
  session('xnat:ioSessionData', 'IOSession', 'intra-oral radiography', ['IO Session', 'IO Sessions', 'IO']),
  session('xnat:mgSessionData', 'MGSession', 'mammography', ['MG Session', 'MG Sessions', 'MG']),
  session('xnat:dxSessionData', 'DXSession', 'digital radiography', ['DX Session', 'DX Sessions', 'DX']),
  session('xnat:crSessionData', 'CRSession', 'computed radiography', ['CR Session', 'CR Sessions', 'CR']),
  session('xnat:gmvSessionData', 'GMVSession', 'video microscopy', ['GMV Session', 'GMV Sessions', 'GMV']),
  session('xnat:gmSessionData', 'GMSession', 'light microscopy', ['GM Session', 'GM Sessions', 'GM']),
  session('xnat:esvSessionData', 'ESVSession', 'video endoscopy', ['ESV Session', 'ESV Sessions', 'ESV']),
  session('xnat:esSessionData', 'ESSession', 'endoscopy', ['ES Session', 'ES Sessions', 'ES']),
  session('xnat:nmSessionData', 'NMSession', 'nuclear medicine', ['NM Session', 'NM Sessions', 'NM']),
  session('xnat:srSessionData', 'SRSession', 'structured report', ['SR Session', 'SR Sessions', 'SR']),
  session('xnat:dx3DCraniofacialSessionData', 'DX3DCraniofacialSession', '3D craniofacial X-ray', [
    'DX3DCRANIOFACIAL Session',
    'DX3DCRANIOFACIAL Sessions',
    'DX3DCRANIOFACIAL'
  ]),
  session('xnat:xa3DSessionData', 'XA3DSession', '3D X-ray angiography', ['XA3D Session', 'XA3D Sessions', 'XA3D']),
  session('xnat:rfSessionData', 'RFSession', 'radiofluoroscopy', ['RF Session', 'RF Sessions', 'RF']),
  session('xnat:xaSessionData', 'XASession', 'X-ray angiography', ['XA Session', 'XA Sessions', 'XA']),
  session('xnat:smSessionData', 'SMSession', 'slide-coordinates microscopy', ['SM Session', 'SM Sessions', 'SM']),
  session('xnat:xcSessionData', 'XCSession', 'photography', ['XC Session', 'XC Sessions', 'XC']),
  session('xnat:xcvSessionData', 'XCVSession', 'video photography', ['XCV Session', 'XCV Sessions', 'XCV']),
  session('xnat:opSessionData', 'OPSession', 'ophthalmic photography', ['OP Session', 'OP Sessions', 'OP']),
  session('xnat:optSessionData', 'OPTSession', 'ophthalmic tomography', ['OPT Session', 'OPT Sessions', 'OPT']),
  session('xnat:rtSessionData', 'RTSession', 'radiotherapy', ['RT Session', 'RT Sessions', 'RT']),
  session('xnat:megSessionData', 'MEGSession', 'MEG', ['MEG Session', 'MEG Sessions', 'MEG']),
  session('xnat:otherDicomSessionData', 'OtherDicomSession', 'unrecognised DICOM', ['Other DICOM Session', 'Other DICOM Sessions', 'OT']),
  session('xnat:rgSessionData', 'RGSession', 'plain radiography', undefined, '1.8'),
  session('xnat:dmsSessionData', 'DMSSession', 'dermoscopy', undefined, '1.9'),
  session('xnat:cfmSessionData', 'CFMSession', 'confocal microscopy', undefined, '1.9'),
  session('xnat:paSessionData', 'PASession', 'photoacoustic imaging', undefined, '1.9'),
  session('xnat:emgSessionData', 'EMGSession', 'EMG', undefined, '1.9'),
  session('xnat:eogSessionData', 'EOGSession', 'EOG', undefined, '1.9'),
  session('xnat:respSessionData', 'RESPSession', 'respiratory waveform', undefined, '1.9'),
  session('xnat:posSessionData', 'POSSession', 'body-position waveform', undefined, '1.9'),
  session('xnat:objSessionData', 'OBJSession', '3D model', undefined, '1.9')
]
