/** One attribute of the DICOM standard. */
export interface Entry {
  readonly keyword: string
  readonly name: string
  readonly vr: string
}

/** The attributes that images are mostly described with, by tag: keyword and value representation. Others go by their tag. */
const known = `
00020001 FileMetaInformationVersion OB
00020002 MediaStorageSOPClassUID UI
00020003 MediaStorageSOPInstanceUID UI
00020010 TransferSyntaxUID UI
00020012 ImplementationClassUID UI
00020013 ImplementationVersionName SH
00020016 SourceApplicationEntityTitle AE
00080005 SpecificCharacterSet CS
00080008 ImageType CS
00080012 InstanceCreationDate DA
00080013 InstanceCreationTime TM
00080014 InstanceCreatorUID UI
00080016 SOPClassUID UI
00080018 SOPInstanceUID UI
00080020 StudyDate DA
00080021 SeriesDate DA
00080022 AcquisitionDate DA
00080023 ContentDate DA
0008002A AcquisitionDateTime DT
00080030 StudyTime TM
00080031 SeriesTime TM
00080032 AcquisitionTime TM
00080033 ContentTime TM
00080050 AccessionNumber SH
00080060 Modality CS
00080061 ModalitiesInStudy CS
00080064 ConversionType CS
00080070 Manufacturer LO
00080080 InstitutionName LO
00080081 InstitutionAddress ST
00080090 ReferringPhysicianName PN
00081010 StationName SH
00081030 StudyDescription LO
0008103E SeriesDescription LO
00081040 InstitutionalDepartmentName LO
00081048 PhysiciansOfRecord PN
00081050 PerformingPhysicianName PN
00081060 NameOfPhysiciansReadingStudy PN
00081070 OperatorsName PN
00081080 AdmittingDiagnosesDescription LO
00081090 ManufacturerModelName LO
00081110 ReferencedStudySequence SQ
00081111 ReferencedPerformedProcedureStepSequence SQ
00081115 ReferencedSeriesSequence SQ
00081140 ReferencedImageSequence SQ
00081150 ReferencedSOPClassUID UI
00081155 ReferencedSOPInstanceUID UI
00082111 DerivationDescription ST
00082112 SourceImageSequence SQ
00089215 DerivationCodeSequence SQ
00100010 PatientName PN
00100020 PatientID LO
00100021 IssuerOfPatientID LO
00100030 PatientBirthDate DA
00100040 PatientSex CS
00101010 PatientAge AS
00101020 PatientSize DS
00101030 PatientWeight DS
00102160 EthnicGroup SH
001021B0 AdditionalPatientHistory LT
00104000 PatientComments LT
00120062 PatientIdentityRemoved CS
00120063 DeidentificationMethod LO
00180010 ContrastBolusAgent LO
00180015 BodyPartExamined CS
00180020 ScanningSequence CS
00180021 SequenceVariant CS
00180022 ScanOptions CS
00180023 MRAcquisitionType CS
00180024 SequenceName SH
00180025 AngioFlag CS
00180031 Radiopharmaceutical LO
00180050 SliceThickness DS
00180060 KVP DS
00180080 RepetitionTime DS
00180081 EchoTime DS
00180082 InversionTime DS
00180083 NumberOfAverages DS
00180084 ImagingFrequency DS
00180085 ImagedNucleus SH
00180086 EchoNumbers IS
00180087 MagneticFieldStrength DS
00180088 SpacingBetweenSlices DS
00180089 NumberOfPhaseEncodingSteps IS
00180090 DataCollectionDiameter DS
00180091 EchoTrainLength IS
00180093 PercentSampling DS
00180094 PercentPhaseFieldOfView DS
00180095 PixelBandwidth DS
00181000 DeviceSerialNumber LO
00181020 SoftwareVersions LO
00181030 ProtocolName LO
00181100 ReconstructionDiameter DS
00181120 GantryDetectorTilt DS
00181130 TableHeight DS
00181140 RotationDirection CS
00181150 ExposureTime IS
00181151 XRayTubeCurrent IS
00181152 Exposure IS
00181160 FilterType SH
00181170 GeneratorPower IS
00181190 FocalSpots DS
00181200 DateOfLastCalibration DA
00181210 ConvolutionKernel SH
00181242 ActualFrameDuration IS
00181250 ReceiveCoilName SH
00181251 TransmitCoilName SH
00181310 AcquisitionMatrix US
00181312 InPlanePhaseEncodingDirection CS
00181314 FlipAngle DS
00181316 SAR DS
00181318 dBdt DS
00185100 PatientPosition CS
00185101 ViewPosition CS
00189073 AcquisitionDuration FD
00189087 DiffusionBValue FD
00189345 CTDIvol FD
0020000D StudyInstanceUID UI
0020000E SeriesInstanceUID UI
00200010 StudyID SH
00200011 SeriesNumber IS
00200012 AcquisitionNumber IS
00200013 InstanceNumber IS
00200020 PatientOrientation CS
00200032 ImagePositionPatient DS
00200037 ImageOrientationPatient DS
00200052 FrameOfReferenceUID UI
00200060 Laterality CS
00201002 ImagesInAcquisition IS
00201040 PositionReferenceIndicator LO
00201041 SliceLocation DS
00204000 ImageComments LT
00280002 SamplesPerPixel US
00280004 PhotometricInterpretation CS
00280006 PlanarConfiguration US
00280008 NumberOfFrames IS
00280010 Rows US
00280011 Columns US
00280030 PixelSpacing DS
00280051 CorrectedImage CS
00280100 BitsAllocated US
00280101 BitsStored US
00280102 HighBit US
00280103 PixelRepresentation US
00280106 SmallestImagePixelValue US
00280107 LargestImagePixelValue US
00281050 WindowCenter DS
00281051 WindowWidth DS
00281052 RescaleIntercept DS
00281053 RescaleSlope DS
00281054 RescaleType LO
00281101 RedPaletteColorLookupTableDescriptor US
00281102 GreenPaletteColorLookupTableDescriptor US
00281103 BluePaletteColorLookupTableDescriptor US
00281201 RedPaletteColorLookupTableData OW
00281202 GreenPaletteColorLookupTableData OW
00281203 BluePaletteColorLookupTableData OW
00282110 LossyImageCompression CS
00321032 RequestingPhysician PN
00321060 RequestedProcedureDescription LO
00324000 StudyComments LT
00400244 PerformedProcedureStepStartDate DA
00400245 PerformedProcedureStepStartTime TM
00400253 PerformedProcedureStepID SH
00400254 PerformedProcedureStepDescription LO
00400275 RequestAttributesSequence SQ
00540016 RadiopharmaceuticalInformationSequence SQ
00540081 NumberOfSlices US
00541001 Units CS
00541102 DecayCorrection CS
00541300 FrameReferenceTime DS
00541330 ImageIndex US
7FE00010 PixelData OW
`

/** Names that are more than their keyword with blanks in it; the apostrophe is the typographic one. */
const names: Readonly<Record<string, string>> = {
  AcquisitionDateTime: 'Acquisition Datetime',
  ContrastBolusAgent: 'Contrast/Bolus Agent',
  CTDIvol: 'CTDIvol',
  dBdt: 'dB/dt',
  DeidentificationMethod: 'De-identification Method',
  DiffusionBValue: 'Diffusion b-value',
  EchoNumbers: 'Echo Number(s)',
  FocalSpots: 'Focal Spot(s)',
  GantryDetectorTilt: 'Gantry/Detector Tilt',
  ImageOrientationPatient: 'Image Orientation (Patient)',
  ImagePositionPatient: 'Image Position (Patient)',
  InPlanePhaseEncodingDirection: 'In-plane Phase Encoding Direction',
  ManufacturerModelName: 'Manufacturer’s Model Name',
  NameOfPhysiciansReadingStudy: 'Name of Physician(s) Reading Study',
  OperatorsName: 'Operators’ Name',
  PatientAge: 'Patient’s Age',
  PatientBirthDate: 'Patient’s Birth Date',
  PatientName: 'Patient’s Name',
  PatientSex: 'Patient’s Sex',
  PatientSize: 'Patient’s Size',
  PatientWeight: 'Patient’s Weight',
  PerformingPhysicianName: 'Performing Physician’s Name',
  PhysiciansOfRecord: 'Physician(s) of Record',
  ReferringPhysicianName: 'Referring Physician’s Name',
  SoftwareVersions: 'Software Version(s)',
  XRayTubeCurrent: 'X-Ray Tube Current'
}

const spaced = (keyword: string): string =>
  keyword
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/ (Of|In) /g, (_, word: string) => ` ${word.toLowerCase()} `)

const entries = new Map(known.trim().split('\n').map(line => {
  const [tag = '', keyword = '', vr = ''] = line.split(' ')
  return [tag, { keyword, vr, name: names[keyword] ?? spaced(keyword) }] as const
}))

const tags = new Map([...entries].map(([tag, { keyword }]) => [keyword, tag]))

/** @param tag eight capital hexadecimal digits. */
export const entryOf = (tag: string): Entry | undefined => entries.get(tag)

export const tagOf = (keyword: string): string | undefined => tags.get(keyword)

/** What values are no text and no number. */
const others = new Set(['OB', 'OW', 'SQ', 'UN'])

/** Keywords of a data set's attributes whose values are texts or numbers. */
export const plainKeywords: readonly string[] = [...entries].filter(
  ([tag, { vr }]) => !tag.startsWith('0002') && !others.has(vr)
).map(([, { keyword }]) => keyword)
