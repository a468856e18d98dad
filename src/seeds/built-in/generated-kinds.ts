type Fields = Readonly<Record<string, string | number>>

/** A kind of series that a scanner makes. */
export interface ScanKind {
  readonly type: string
  readonly description: string
  readonly frames: readonly [least: number, most: number]
  readonly fields: Fields
}

/** A kind of session: the scanner and what it makes, a scout first. */
export interface SessionKind {
  readonly modality: string
  readonly xsiType: string
  readonly scanType: string
  readonly scanner: string
  readonly manufacturer: string
  readonly model: string
  readonly fields: Fields
  readonly scans: readonly [ScanKind, ...ScanKind[]]
}

const mrScans: SessionKind['scans'] = [
  {
    type: 'LOCALIZER',
    description: '3 Plane Localizer',
    frames: [3, 3],
    fields: { 'parameters/tr': 8.6, 'parameters/te': 4, 'parameters/flip': 20 }
  },
  {
    type: 'T1w',
    description: 'T1w_MPRAGE',
    frames: [160, 208],
    fields: {
      'parameters/tr': 2300,
      'parameters/te': 2.98,
      'parameters/ti': 900,
      'parameters/flip': 9,
      'parameters/voxelRes/x': 1,
      'parameters/voxelRes/y': 1,
      'parameters/voxelRes/z': 1.2
    }
  },
  {
    type: 'T2w',
    description: 'T2w_SPACE',
    frames: [160, 208],
    fields: { 'parameters/tr': 3200, 'parameters/te': 563, 'parameters/flip': 120 }
  },
  {
    type: 'FLAIR',
    description: 'T2_FLAIR',
    frames: [40, 56],
    fields: { 'parameters/tr': 9000, 'parameters/te': 90, 'parameters/ti': 2500, 'parameters/flip': 150 }
  },
  {
    type: 'BOLD',
    description: 'rfMRI_REST_AP',
    frames: [200, 420],
    fields: { 'parameters/tr': 2000, 'parameters/te': 30, 'parameters/flip': 80, 'parameters/sequence': 'epfid2d1_64' }
  },
  { type: 'DTI', description: 'ep2d_diff_64dir', frames: [65, 65], fields: { 'parameters/tr': 9300, 'parameters/te': 94 } },
  { type: 'FIELDMAP', description: 'gre_field_mapping', frames: [66, 72], fields: { 'parameters/tr': 638, 'parameters/flip': 60 } }
]

const mr = (scanner: string, manufacturer: string, model: string): SessionKind => ({
  modality: 'MR',
  xsiType: 'xnat:mrSessionData',
  scanType: 'xnat:mrScanData',
  scanner,
  manufacturer,
  model,
  fields: { fieldStrength: '3.0' },
  scans: mrScans
})

const ct: SessionKind = {
  modality: 'CT',
  xsiType: 'xnat:ctSessionData',
  scanType: 'xnat:ctScanData',
  scanner: 'CT1',
  manufacturer: 'GE MEDICAL SYSTEMS',
  model: 'Revolution CT',
  fields: {},
  scans: [
    { type: 'Scout', description: 'SCOUT', frames: [1, 2], fields: { 'parameters/kvp': 120 } },
    { type: 'Chest', description: 'CHEST 1.25MM', frames: [240, 320], fields: { 'parameters/kvp': 120, 'parameters/convolutionKernel': 'BONE' } },
    { type: 'Chest', description: 'CHEST 5MM', frames: [60, 80], fields: { 'parameters/kvp': 120, 'parameters/convolutionKernel': 'STANDARD' } }
  ]
}

const pet: SessionKind = {
  modality: 'PT',
  xsiType: 'xnat:petSessionData',
  scanType: 'xnat:petScanData',
  scanner: 'PETCT1',
  manufacturer: 'SIEMENS',
  model: 'Biograph mCT',
  fields: { 'tracer/name': 'FDG' },
  scans: [
    { type: 'Transmission', description: 'TRANSMISSION', frames: [1, 1], fields: { 'parameters/numPlanes': 47 } },
    { type: 'FDG', description: 'FDG_DYNAMIC', frames: [30, 60], fields: { 'parameters/numPlanes': 47 } },
    { type: 'FDG', description: 'FDG_STATIC', frames: [1, 4], fields: { 'parameters/numPlanes': 47 } }
  ]
}

const prisma = mr('MRC66025', 'SIEMENS', 'Prisma_fit')

/** As often as they are here. */
export const sessionKinds: readonly [SessionKind, ...SessionKind[]] = [
  prisma,
  prisma,
  mr('MRC35001', 'SIEMENS', 'TrioTim'),
  mr('GEMR1', 'GE MEDICAL SYSTEMS', 'Discovery MR750'),
  ct,
  pet
]
