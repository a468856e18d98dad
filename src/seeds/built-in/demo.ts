import { readKnown, withImages } from './demo-images.ts'
import { knownImages } from './demo-known.ts'
import type { FieldValue, Seed, SeedDocument, SeedScan } from '../schema.ts'
import { users } from './users.ts'

type Fields = Record<string, FieldValue>

const siemens: Fields = { scanner: 'MRC35001', 'scanner/manufacturer': 'SIEMENS', 'scanner/model': 'TrioTim' }
const ge: Fields = { scanner: 'PETCT1', 'scanner/manufacturer': 'GE MEDICAL SYSTEMS', 'scanner/model': 'Discovery 690' }

const mr = (id: string, type: string, seriesDescription: string, fields: Fields): SeedScan => ({
  id,
  xsiType: 'xnat:mrScanData',
  fields: {
    type,
    series_description: seriesDescription,
    quality: 'usable',
    modality: 'MR',
    fieldStrength: '3.0',
    coil: '32Ch_Head',
    ...siemens,
    ...fields
  }
})

const localizer = (id: string, time: string): SeedScan =>
  mr(id, 'LOCALIZER', '3 Plane Localizer', {
    frames: 3,
    startTime: time,
    'parameters/tr': 8.6,
    'parameters/te': 4,
    'parameters/flip': 20,
    'parameters/fov/x': 512,
    'parameters/fov/y': 512,
    'parameters/voxelRes/x': 0.5,
    'parameters/voxelRes/y': 0.5,
    'parameters/voxelRes/z': 7
  })

const mprage = (id: string, time: string, fields: Fields = {}): SeedScan => mr(id, 'T1w', 'T1w_MPRAGE', {
  frames: 176,
  startTime: time,
  'parameters/tr': 2300,
  'parameters/te': 2.98,
  'parameters/ti': 900,
  'parameters/flip': 9,
  'parameters/orientation': 'Sag',
  'parameters/fov/x': 240,
  'parameters/fov/y': 256,
  'parameters/voxelRes/x': 1,
  'parameters/voxelRes/y': 1,
  'parameters/voxelRes/z': 1.2,
  'parameters/sequence': '*tfl3d1_ns',
  'parameters/scanSequence': 'GR\\IR',
  'parameters/acqType': '3D',
  ...fields
})

const flair = (id: string, time: string): SeedScan =>
  mr(id, 'FLAIR', 'T2_FLAIR', {
    frames: 48,
    startTime: time,
    'parameters/tr': 9000,
    'parameters/te': 90,
    'parameters/ti': 2500,
    'parameters/flip': 150,
    'parameters/orientation': 'Tra'
  })

const bold = (id: string, time: string, quality = 'usable'): SeedScan =>
  mr(id, 'BOLD', 'rfMRI_REST_AP', {
    quality,
    frames: 240,
    startTime: time,
    'parameters/tr': 2000,
    'parameters/te': 30,
    'parameters/flip': 80,
    'parameters/sequence': 'epfid2d1_64',
    'parameters/pixelBandwidth': 2232
  })

const dti = (id: string, time: string): SeedScan =>
  mr(id, 'DTI', 'ep2d_diff_64dir', {
    frames: 65,
    startTime: time,
    'parameters/tr': 9300,
    'parameters/te': 94,
    'parameters/diffusion/bValues': '0,1000',
    'parameters/diffusion/orientations': '64'
  })

const pet = (id: string, type: string, seriesDescription: string, fields: Fields): SeedScan => ({
  id,
  xsiType: 'xnat:petScanData',
  fields: { type, series_description: seriesDescription, quality: 'usable', modality: 'PT', ...ge, 'parameters/numPlanes': 47, ...fields }
})

const ct = (id: string, type: string, seriesDescription: string, fields: Fields): SeedScan => ({
  id,
  xsiType: 'xnat:ctScanData',
  fields: { type, series_description: seriesDescription, quality: 'usable', modality: 'CT', ...ge, 'parameters/kvp': 120, ...fields }
})

/** Two small studies with a bit of everything that clients read, without their images. */
export const plainDemo: SeedDocument = {
  name: 'demo',
  users,
  projects: [
    {
      id: 'MEMORY',
      fields: { name: 'Memory and Ageing', description: 'Yearly MR and PET of healthy adults', keywords: 'mr pet ageing', 'PI/firstname': 'Olive', 'PI/lastname': 'Owner' },
      users: { owner: 'owner', member: 'member', collaborator: 'collaborator' },
      subjects: [
        {
          label: 'ADA',
          fields: { 'demographics[@xsi:type=xnat:demographicData]/gender': 'female', 'demographics[@xsi:type=xnat:demographicData]/yob': 1951, 'demographics[@xsi:type=xnat:demographicData]/handedness': 'right' },
          experiments: [
            {
              label: 'ADA_MR1',
              xsiType: 'xnat:mrSessionData',
              fields: { date: '2020-01-15', time: '09:30:00', modality: 'MR', fieldStrength: '3.0', ...siemens },
              scans: [localizer('1', '09:31:02'), mprage('2', '09:34:40', { 'parameters/addParam[name=Seq]/addField': 'MPRAGE' }), flair('3', '09:42:11'), bold('4', '09:50:05'), dti('5', '10:02:30')]
            },
            {
              label: 'ADA_MR2',
              xsiType: 'xnat:mrSessionData',
              fields: { date: '2021-01-20', time: '10:05:00', modality: 'MR', fieldStrength: '3.0', ...siemens },
              scans: [localizer('1', '10:06:12'), mprage('2', '10:09:00'), bold('3', '10:20:45', 'questionable')]
            }
          ]
        },
        {
          label: 'BOHR',
          fields: { 'demographics[@xsi:type=xnat:demographicData]/gender': 'male', 'demographics[@xsi:type=xnat:demographicData]/yob': 1947, 'demographics[@xsi:type=xnat:demographicData]/handedness': 'left' },
          experiments: [
            {
              label: 'BOHR_MR1',
              xsiType: 'xnat:mrSessionData',
              fields: { date: '2020-02-03', time: '13:15:00', modality: 'MR', fieldStrength: '3.0', ...siemens },
              scans: [localizer('1', '13:16:20'), mprage('2', '13:20:00', { note: 'slight motion', quality: 'questionable' }), flair('3', '13:29:10')]
            },
            {
              label: 'BOHR_PET1',
              xsiType: 'xnat:petSessionData',
              fields: { date: '2020-02-10', time: '08:45:00', modality: 'PT', 'tracer/name': 'PIB', 'tracer/dose': 14.9, 'tracer/dose/units': 'mCi', ...ge },
              scans: [pet('1', 'Transmission', 'TRANSMISSION', { startTime: '08:46:00', frames: 1 }), pet('2', 'PIB', 'PIB_DYNAMIC', { startTime: '09:10:00', frames: 53, 'parameters/frames/numFrames': 53 })]
            }
          ]
        }
      ]
    },
    {
      id: 'LUNGS',
      accessibility: 'public',
      fields: { name: 'Lung Response', description: 'CT before and after therapy', 'PI/firstname': 'Marie', 'PI/lastname': 'Curie' },
      users: { owner: 'owner' },
      subjects: [
        {
          label: 'CURIE',
          fields: { 'demographics[@xsi:type=xnat:demographicData]/gender': 'female', 'demographics[@xsi:type=xnat:demographicData]/age': 66 },
          experiments: [
            {
              label: 'CURIE_CT1',
              xsiType: 'xnat:ctSessionData',
              fields: { date: '2019-06-11', time: '11:00:00', modality: 'CT', ...ge },
              scans: [ct('1', 'Scout', 'SCOUT', { frames: 2, startTime: '11:01:00' }), ct('2', 'Chest', 'CHEST 1.25MM', { frames: 280, startTime: '11:04:30', 'parameters/convolutionKernel': 'BONE' }), ct('3', 'Chest', 'CHEST 5MM', { frames: 70, startTime: '11:04:30', 'parameters/convolutionKernel': 'STANDARD' })]
            }
          ]
        },
        {
          label: 'DARWIN',
          fields: { 'demographics[@xsi:type=xnat:demographicData]/gender': 'male', 'demographics[@xsi:type=xnat:demographicData]/age': 73 },
          experiments: [
            {
              label: 'DARWIN_CT1',
              xsiType: 'xnat:ctSessionData',
              fields: { date: '2019-07-02', time: '15:20:00', modality: 'CT', ...ge },
              scans: [ct('1', 'Scout', 'SCOUT', { frames: 2, startTime: '15:21:00' }), ct('2', 'Chest', 'CHEST 1.25MM', { frames: 310, startTime: '15:25:10', 'parameters/rotationDirection': 'CW' })]
            }
          ]
        }
      ]
    }
  ]
}

/** The same with a few images of each series, which are made when somebody reads them. */
export const demo: Seed = withImages(plainDemo, readKnown(knownImages))
