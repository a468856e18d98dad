/** Fields that the documents of scans have beside those that every scan has, by type and in the documents' order. */

const inside = (group: string, paths: string): string[] => paths.split(' ').map(path => `${group}/${path}`)

const dicomValidation = ['dcmValidation', 'dcmValidation/status']

const mr = [
  'coil', 'fieldStrength', 'marker', 'stabilization',
  ...inside('parameters', 'voxelRes/units voxelRes/x voxelRes/y voxelRes/z orientation fov/x fov/y matrix/x matrix/y partitions tr te ti flip ' +
    'sequence origin imageType scanSequence seqVariant scanOptions acqType coil dtiAcqCount pixelBandwidth ' +
    'diffusion/bValues diffusion/directionality diffusion/orientations diffusion/anisotropyType'),
  ...dicomValidation
]

const pet = [
  ...inside('parameters', 'orientation originalFileName systemType fileType transaxialFOV acqType facility numPlanes frames/numFrames numGates ' +
    'planeSeparation binSize dataType dimensions/x dimensions/y dimensions/z dimensions/num offset/x offset/y offset/z reconZoom ' +
    'pixelSize/x pixelSize/y pixelSize/z filterCode resolution/x resolution/y resolution/z numRElements numAngles ZRotationAngle ' +
    'processingCode gateDuration rWaveOffset numAcceptedBeats filter/cutoff annotation ' +
    'MT_1_1 MT_1_2 MT_1_3 MT_1_4 MT_2_1 MT_2_2 MT_2_3 MT_2_4 MT_3_1 MT_3_2 MT_3_3 MT_3_4 ' +
    'RFilter/cutoff RFilter/resolution RFilter/code RFilter/order ZFilter/cutoff ZFilter/resolution ZFilter/code ZFilter/order ' +
    'scatterType reconType reconViews bedPosition ecatCalibrationFactor'),
  'ecatValidation', 'ecatValidation/status'
]

const ct = [
  ...inside('parameters', 'voxelRes/units voxelRes/x voxelRes/y voxelRes/z orientation fov/x fov/y rescale/intercept rescale/slope kvp ' +
    'acquisitionNumber imageType options collectionDiameter distanceSourceToDetector distanceSourceToPatient gantryTilt tableHeight ' +
    'rotationDirection exposureTime xrayTubeCurrent exposure filter generatorPower convolutionKernel ' +
    'collimationWidth/single collimationWidth/total tableSpeed tableFeedPerRotation pitchFactor ' +
    'estimatedDoseSaving/modulation estimatedDoseSaving ctDIvol derivation'),
  ...dicomValidation
]

const xa = inside('parameters', 'pixelRes/units pixelRes/x pixelRes/y orientation fov/x fov/y imageType options derivation')

const opt = [
  ...inside('parameters', 'voxelRes/units voxelRes/x voxelRes/y voxelRes/z fov/x fov/y laterality illumination_wavelength illumination_power imageType'),
  ...dicomValidation
]

export const ownScanPaths: ReadonlyMap<string, readonly string[]> = new Map([
  ['xnat:mrScanData', mr], ['xnat:petScanData', pet], ['xnat:ctScanData', ct], ['xnat:xaScanData', xa], ['xnat:optScanData', opt]
])
