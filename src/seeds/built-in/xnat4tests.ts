import { gzipSync } from 'node:zlib'
import { uidFor } from '../../dicom/write/uid.ts'
import type { SeedDocument, SeedExperiment, SeedFile, SeedScan, SeedSubject } from '../schema.ts'
import { users } from './users.ts'

/** The data sets of xnat4tests: their names and shapes, with small files in the place of the real ones. */

/** What generated IDs begin with there. */
const site = { siteId: 'Xnat4Tests' }

interface Series {
  readonly number: number
  readonly description: string
  readonly time: string
  /** How many files it has here. */
  readonly files: number
  readonly fields: Readonly<Record<string, string | number>>
  readonly dicom: Readonly<Record<string, string | number>>
}

const t1w: Series = {
  number: 2,
  description: 't1_mprage_sag_p2_iso_1',
  time: '092253.572000',
  files: 6,
  fields: {
    'parameters/tr': 2300,
    'parameters/te': 2.07,
    'parameters/ti': 900,
    'parameters/flip': 9,
    'parameters/sequence': '*tfl3d1_16ns',
    'parameters/scanSequence': 'GR\\IR',
    'parameters/acqType': '3D',
    'parameters/voxelRes/x': 1,
    'parameters/voxelRes/y': 1,
    'parameters/voxelRes/z': 1
  },
  dicom: {
    ImageType: 'ORIGINAL\\PRIMARY\\M\\ND\\NORM',
    ScanningSequence: 'GR\\IR',
    SequenceVariant: 'SK\\SP\\MP',
    MRAcquisitionType: '3D',
    SequenceName: '*tfl3d1_16ns',
    SliceThickness: 1,
    RepetitionTime: 2300,
    EchoTime: 2.07,
    InversionTime: 900,
    FlipAngle: 9,
    PixelSpacing: '1\\1'
  }
}

const dwi: Series = {
  number: 13,
  description: 'R-L MRtrix 60 directions interleaved B0 ep2d_diff_p2',
  time: '095105.490000',
  files: 6,
  fields: { 'parameters/scanSequence': 'EP', 'parameters/acqType': '2D' },
  dicom: { ImageType: 'ORIGINAL\\PRIMARY\\DIFFUSION\\NONE\\ND\\MOSAIC', ScanningSequence: 'EP', MRAcquisitionType: '2D' }
}

const fmap: Series = {
  number: 6,
  description: 'gre_field_mapping 3mm',
  time: '093825.060000',
  files: 6,
  fields: {
    'parameters/tr': 638,
    'parameters/flip': 60,
    'parameters/sequence': '*fm2d2r',
    'parameters/scanSequence': 'GR',
    'parameters/acqType': '2D',
    'parameters/voxelRes/x': 3,
    'parameters/voxelRes/y': 3,
    'parameters/voxelRes/z': 3
  },
  dicom: {
    ImageType: 'ORIGINAL\\PRIMARY\\M\\ND\\NORM',
    ScanningSequence: 'GR',
    SequenceVariant: 'SP',
    MRAcquisitionType: '2D',
    SequenceName: '*fm2d2r',
    SliceThickness: 3,
    RepetitionTime: 638,
    EchoTime: 4.92,
    FlipAngle: 60,
    PixelSpacing: '3\\3'
  }
}

/** A session as it stands after its DICOM files were imported. */
function dicomSession (label: string, series: readonly Series[]): SeedExperiment {
  const study = uidFor(`study ${label}`)
  return {
    label,
    xsiType: 'xnat:mrSessionData',
    fields: {
      date: '2018-05-25',
      time: '09:13:31',
      UID: study,
      modality: 'MR',
      fieldStrength: '3.0',
      scanner: 'AWP45193',
      'scanner/manufacturer': 'SIEMENS',
      'scanner/model': 'Skyra',
      session_type: 'Researcher^Project'
    },
    scans: series.map(each => dicomScan(label, study, each))
  }
}

/** What every image of theirs says. */
const scanner = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
  Modality: 'MR',
  StudyDate: '20180525',
  SeriesDate: '20180525',
  StudyTime: '091331.137000',
  Manufacturer: 'SIEMENS',
  ManufacturerModelName: 'Skyra',
  InstitutionName: 'An institute',
  StationName: 'AWP45193',
  StudyDescription: 'Researcher^Project',
  PatientName: 'Session Identifier',
  PatientID: 'Session Label',
  PatientBirthDate: '19800824',
  PatientSex: 'M',
  MagneticFieldStrength: 3,
  DeviceSerialNumber: '45193',
  SoftwareVersions: 'syngo MR D13C',
  StudyID: 'PROJECT_ID'
}

function dicomScan (session: string, study: string, { number, description, time, files, fields, dicom }: Series): SeedScan {
  const uid = uidFor(`series ${session} ${number}`)
  const common = {
    ...scanner,
    SeriesTime: time,
    SeriesDescription: description,
    ProtocolName: description,
    SeriesNumber: number,
    StudyInstanceUID: study,
    SeriesInstanceUID: uid,
    ...dicom
  }
  const instances = Array.from({ length: files }, (_, index): SeedFile => ({
    name: `${study}-${number}-${index + 1}.dcm`,
    format: 'DICOM',
    content: 'RAW',
    dicom: { ...common, InstanceNumber: index + 1, SOPInstanceUID: uidFor(`instance ${session} ${number} ${index}`) }
  }))
  const clock = `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}`
  return {
    id: number,
    xsiType: 'xnat:mrScanData',
    fields: {
      type: description,
      series_description: description,
      quality: 'usable',
      UID: uid,
      modality: 'MR',
      fieldStrength: '3.0',
      frames: files,
      startTime: clock,
      scanner: 'AWP45193',
      'scanner/manufacturer': 'SIEMENS',
      'scanner/model': 'Skyra',
      ...fields
    },
    resources: [{ label: 'DICOM', fields: { format: 'DICOM', content: 'RAW' }, files: instances }]
  }
}

/** A session whose one scan was uploaded file by file. */
const directSession = (label: string, type: string, resource: string, files: SeedFile[]): SeedExperiment => ({
  label,
  xsiType: 'xnat:mrSessionData',
  scans: [{ id: 1, xsiType: 'xnat:mrScanData', fields: { type }, resources: [{ label: resource, files }] }]
})

const seedOf = (id: string, subjects: SeedSubject[]): SeedDocument => ({ site, users, projects: [{ id, subjects }] })

export const dummydicom: SeedDocument = seedOf('dummydicomproject', [
  { label: 'dummydicomsubject', experiments: [dicomSession('dummydicomsession', [t1w, fmap, dwi])] }
])

export const userTraining: SeedDocument = seedOf('TRAINING', ['CONT01', 'CONT02', 'TEST01', 'TEST02'].map(label =>
  ({ label, experiments: ['MR01', 'MR02'].map(visit => dicomSession(`${label}_${visit}`, [t1w, fmap])) })))

/** The smallest NIfTI-1 image: 2 × 2 × 2 voxels of 16 bits. */
function nifti (): string {
  const bytes = Buffer.alloc(352 + 16)
  bytes.writeInt32LE(348, 0)
  for (const [index, size] of [3, 2, 2, 2, 1, 1, 1, 1].entries()) bytes.writeInt16LE(size, 40 + 2 * index)
  bytes.writeInt16LE(4, 70)
  bytes.writeInt16LE(16, 72)
  for (let index = 0; index < 4; index++) bytes.writeFloatLE(1, 76 + 4 * index)
  bytes.writeFloatLE(352, 108)
  bytes.write('n+1\0', 344, 'latin1')
  for (let voxel = 0; voxel < 8; voxel++) bytes.writeInt16LE(voxel * 100, 352 + 2 * voxel)
  return gzipSync(bytes).toString('base64')
}

const neuro = (): SeedFile[] => [
  { name: 'ds002014-01.json', text: '{"Modality": "MR", "MagneticFieldStrength": 3, "Manufacturer": "Siemens"}\n' },
  { name: 'ds002014-01.nii.gz', base64: nifti() }
]

export const openneuro: SeedDocument = seedOf(
  'OPENNEURO_T1W',
  ['subject01', 'subject02'].map(label => ({ label, experiments: [directSession(`${label}_MR01`, 't1w', 'NIFTI', neuro())] }))
)

const texts = [1, 2, 3].map((number): SeedFile => ({ name: `a-dir/file${number}.txt`, text: `A dummy file - ${number}\n` }))

export const simpleDir: SeedDocument = seedOf(
  'SIMPLE_DIR',
  ['subject01', 'subject02'].map(label => ({ label, experiments: [directSession(`${label}_1`, 'a-directory', 'DIRECTORY', texts)] }))
)
