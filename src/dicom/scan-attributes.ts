import { type Attribute, date, echoTime, fieldOfView, fieldStrength, mapped, orientation, real, text, time, voxelRes } from './attribute.ts'
import { at, grouped } from './index-of.ts'

/** ImageScanAttributes */
const imageScan: readonly Attribute[] = [
  text('UID', at('0020000e')),
  text('series_description', at('0008103e')),
  text('modality', at('00080060')),
  text('scanner', at('00081010')),
  text('scanner/manufacturer', at('00080070')),
  text('scanner/model', at('00081090')),
  time('startTime', at('00080031')),
  date('start_date', at('00080021')),
  text('requestedProcedureDescription', at('00321060')),
  text('protocolName', at('00181030')),
  text('bodyPartExamined', at('00180015'))
]

/** MRScanAttributes */
const mrScan: readonly Attribute[] = [
  ...imageScan,
  voxelRes('parameters/voxelRes'),
  orientation('parameters/orientation'),
  text('coil', grouped('00181250', '00189042')),
  fieldStrength,
  real('parameters/tr', grouped('00180080', '00189112')),
  echoTime,
  real('parameters/ti', grouped('00180082', '00189112')),
  real('parameters/flip', grouped('00181314', '00189112')),
  text('parameters/sequence', at('00180024')),
  text('parameters/imageType', at('00080008')),
  text('parameters/scanSequence', at('00180020')),
  text('parameters/seqVariant', at('00180021')),
  text('parameters/scanOptions', at('00180022')),
  text('parameters/acqType', at('00180023')),
  real('parameters/pixelBandwidth', grouped('00180095', '00189006')),
  fieldOfView('parameters/fov'),
  text('parameters/diffusion/bValues', grouped('00189087', '00189117', 'FD')),
  text('parameters/diffusion/directionality', grouped('00189075', '00189117')),
  text('parameters/diffusion/orientations', grouped('00189089', '00189117', 'FD')),
  text('parameters/diffusion/anisotropyType', grouped('00189147', '00189117'))
]

const exposure = '00189321'

/** CTScanAttributes */
const ctScan: readonly Attribute[] = [
  ...imageScan,
  voxelRes('parameters/voxelRes'),
  orientation('parameters/orientation'),
  text('parameters/rescale/intercept', grouped('00281052', '00289145')),
  text('parameters/rescale/slope', grouped('00281053', '00289145')),
  text('parameters/kvp', grouped('00180060', '00189325')),
  text('parameters/acquisitionNumber', at('00200012')),
  text('parameters/imageType', at('00080008')),
  text('parameters/options', at('00180022')),
  text('parameters/collectionDiameter', grouped('00180090', '00189304')),
  text('parameters/distanceSourceToDetector', grouped('00181110', '00189312')),
  text('parameters/distanceSourceToPatient', at('00181111')),
  text('parameters/gantryTilt', grouped('00181120', '00189304')),
  text('parameters/tableHeight', grouped('00181130', '00189304')),
  mapped(text('parameters/rotationDirection', grouped('00181140', '00189304')), 'CCW', 'CC'),
  real('parameters/exposureTime', either('00181150', '00189328')),
  real('parameters/xrayTubeCurrent', either('00181151', '00189330')),
  real('parameters/exposure', either('00181152', '00189332')),
  text('parameters/filter', grouped('00181160', '00189325')),
  text('parameters/generatorPower', at('00181170')),
  text('parameters/convolutionKernel', grouped('00181210', '00189314')),
  text('parameters/collimationWidth/single', grouped('00189306', '00189304', 'FD')),
  text('parameters/collimationWidth/total', grouped('00189307', '00189304', 'FD')),
  text('parameters/tableSpeed', grouped('00189309', '00189308', 'FD')),
  text('parameters/tableFeedPerRotation', grouped('00189310', '00189308', 'FD')),
  text('parameters/pitchFactor', grouped('00189311', '00189308', 'FD')),
  text('parameters/estimatedDoseSaving', grouped('00189324', exposure, 'FD')),
  text('parameters/estimatedDoseSaving/modulation', grouped('00189323', exposure)),
  text('parameters/ctDIvol', grouped('00189345', exposure, 'FD')),
  text('parameters/derivation', at('00082111', 'long text')),
  fieldOfView('parameters/fov')
]

/** A whole number in the data set, or an exact one in the functional groups. */
function either (tag: string, exact: string) {
  const { paths } = grouped(exact, exposure)
  return { vr: 'FD' as const, paths: [[`x${tag}`], ...paths.slice(1)] }
}

/** XAScanAttributes */
const xaScan: readonly Attribute[] = [
  ...imageScan,
  orientation('parameters/orientation'),
  text('parameters/imageType', at('00080008')),
  fieldOfView('parameters/fov'),
  text('parameters/derivation', at('00082111', 'long text')),
  text('parameters/options', at('00180022'))
]

/** OPTScanAttributes */
const optScan: readonly Attribute[] = [
  ...imageScan,
  text('type', { vr: 'text', paths: [['x00400260', 'x00080104']], firstItem: true }),
  voxelRes('parameters/voxelRes'),
  fieldOfView('parameters/fov'),
  text('laterality', at('00200060')),
  text('parameters/illumination_wavelength', at('00220055', 'FL')),
  text('parameters/illumination_power', at('00220056', 'FL')),
  text('parameters/imageType', at('00080008'))
]

const byType: Readonly<Record<string, readonly Attribute[]>> = {
  'xnat:mrScanData': mrScan,
  'xnat:ctScanData': ctScan,
  'xnat:xaScanData': xaScan,
  'xnat:optScanData': optScan
}

/** The fields of a scan that its headers fill (DICOMScanBuilder.defaultScanTypeAttrs). */
export const scanAttributes = (xsiType: string): readonly Attribute[] => byType[xsiType] ?? imageScan
