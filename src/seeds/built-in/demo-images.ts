import { uidFor } from '../../dicom/write/uid.ts'
import { experimentFolder } from '../../model/archive-path.ts'
import {
  type KnownBytes, type Seed, type SeedDocument, type SeedExperiment, type SeedFile, type SeedResource, type SeedScan, knownBytes
} from '../schema.ts'

/** What is known of a series before its images are made. */
export interface KnownSeries {
  readonly uid: string
  /** What its catalog says of them. */
  readonly images: Readonly<Record<string, string>>
  readonly files: readonly (KnownBytes & { readonly uid: string })[]
}

/** Reads what `npm run demo-images` writes. @returns it by the folder of a series. */
export const readKnown = (text: string): ReadonlyMap<string, KnownSeries> => new Map(text.trim().split('\n\n').map(part => {
  const [folder = '', uid = '', images = '', ...lines] = part.split('\n')
  const files = lines.map(line => {
    const [size, crc32, md5 = '', hash = '', uid = ''] = line.split(' ')
    return { size: Number(size), crc32: Number(crc32), md5: hexadecimal(md5), hash: hexadecimal(hash), uid: `2.25.${uid}` }
  })
  return [folder, { uid, images: Object.fromEntries(images.split(' ').map(pair => pair.split('=') as [string, string])), files }]
}))

const hexadecimal = (text: string): string => Buffer.from(text, 'base64url').toString('hex')

type Header = Readonly<Record<string, string | number>>

/** How many images a scan has here, and what their headers say beside what its fields do. */
interface Images {
  readonly count: number
  readonly header: Header
  /** Of each image in turn. */
  readonly orientations?: readonly string[]
}

const sagittal = '0\\1\\0\\0\\0\\-1'
const coronal = '1\\0\\0\\0\\0\\-1'
const axial = '1\\0\\0\\0\\1\\0'
const square = (size: number): Header => ({ Rows: size, Columns: size })

/** By the type of a scan. */
const imagesOf: Readonly<Record<string, Images>> = {
  LOCALIZER: { count: 3, header: { ...square(128), SliceThickness: 7 }, orientations: [sagittal, coronal, axial] },
  T1w: { count: 5, header: square(128), orientations: [sagittal] },
  FLAIR: { count: 5, header: square(128) },
  BOLD: { count: 3, header: square(64) },
  DTI: { count: 3, header: square(64) },
  Transmission: { count: 1, header: square(64) },
  PIB: { count: 5, header: square(64) },
  Scout: { count: 2, header: { ...square(128), ImageType: 'ORIGINAL\\PRIMARY\\LOCALIZER' }, orientations: [coronal, sagittal] },
  Chest: { count: 5, header: { ...square(128), BodyPartExamined: 'CHEST' } }
}

/** Fields of a scan by the attributes that they come from. */
const attributes: Readonly<Record<string, string>> = {
  SeriesDescription: 'series_description',
  StationName: 'scanner',
  Manufacturer: 'scanner/manufacturer',
  ManufacturerModelName: 'scanner/model',
  RepetitionTime: 'parameters/tr',
  EchoTime: 'parameters/te',
  InversionTime: 'parameters/ti',
  FlipAngle: 'parameters/flip',
  SequenceName: 'parameters/sequence',
  ScanningSequence: 'parameters/scanSequence',
  MRAcquisitionType: 'parameters/acqType',
  PixelBandwidth: 'parameters/pixelBandwidth',
  KVP: 'parameters/kvp',
  ConvolutionKernel: 'parameters/convolutionKernel',
  RotationDirection: 'parameters/rotationDirection'
}

/** Gives each scan its images. @param known by the folder of a scan; without it they are made while the seed is planted. */
export function withImages (document: SeedDocument, known?: ReadonlyMap<string, KnownSeries>): Seed {
  const bytes = new Map<string, KnownBytes>()
  const projects = document.projects?.map(project => ({
    ...project,
    subjects: project.subjects?.map(subject => ({
      ...subject,
      experiments: subject.experiments?.map(experiment => {
        const folder = experimentFolder(String(project.id), String(experiment.label))
        const scans = Array.isArray(experiment.scans) ? experiment.scans : []
        const place: Place = { subject: String(subject.label), session: experiment, folder }
        return { ...experiment, scans: scans.map(scan => withSeries(place, scan, known, bytes)) }
      }) ?? []
    })) ?? []
  })) ?? []
  return { ...document, projects, ...known && { [knownBytes]: bytes } }
}

/** Where a scan of the demo is. */
interface Place {
  /** The subject's label. */
  readonly subject: string
  readonly session: SeedExperiment
  /** The session's folder in the archive. */
  readonly folder: string
}

/** A scan with the resource that an import makes of its images. @param bytes gets what is known of them, by path. */
function withSeries (
  { subject, session, folder }: Place,
  scan: SeedScan,
  known: ReadonlyMap<string, KnownSeries> | undefined,
  bytes: Map<string, KnownBytes>
): SeedScan {
  const images = imagesOf[String(scan.fields?.['type'])]
  if (images === undefined) return scan
  const resourceFolder = `${folder}/SCANS/${scan.id}/DICOM`
  const series = known?.get(resourceFolder)
  const files = Array.from({ length: images.count }, (_, index) => imageFile(subject, session, scan, images, index + 1))
  for (const [index, { name }] of files.entries()) {
    const made = series?.files[index]
    if (made) bytes.set(`${resourceFolder}/${name}`, made)
  }
  const resource: SeedResource = { label: 'DICOM', fields: { format: 'DICOM', content: 'RAW' }, files }
  return { ...scan, resources: [series ? cataloged(resource, series, `${resourceFolder}/scan_${scan.id}_catalog.xml`) : resource] }
}

/** With what the planter would read in the headers. */
function cataloged (resource: SeedResource, { uid, images, files }: KnownSeries, uri: string): SeedResource {
  for (const [index, file] of resource.files?.entries() ?? []) file.kept = { dicomUid: files[index]?.uid ?? '', instanceNumber: index + 1 }
  return { ...resource, kept: { uri, id: '', dicomUid: uid, images } }
}

/** A file whose header is made with its bytes. */
function imageFile (subject: string, session: SeedExperiment, scan: SeedScan, images: Images, number: number): SeedFile {
  return {
    name: `${session.label}-${scan.id}-${number}.dcm`,
    get dicom () {
      return headerOf(subject, session, scan, images, number)
    }
  }
}

function headerOf (
  subject: string, session: SeedExperiment, scan: SeedScan, images: Images, number: number
): Record<string, string | number> {
  const { count, header, orientations } = images
  const [date, time, startTime] = [session.fields?.['date'], session.fields?.['time'], scan.fields?.['startTime']].map(digitsOf)
  const plain = Object.entries(attributes).flatMap(([keyword, field]) => {
    const value = scan.fields?.[field]
    return typeof value === 'string' || typeof value === 'number' ? [[keyword, value] as const] : []
  })
  return {
    ...Object.fromEntries(plain),
    Modality: String(scan.fields?.['modality']),
    StudyDate: date ?? '',
    SeriesDate: date ?? '',
    StudyTime: time ?? '',
    SeriesTime: startTime ?? '',
    PatientName: subject,
    PatientID: String(session.label),
    StudyInstanceUID: uidFor(`study ${session.label}`),
    SeriesInstanceUID: uidFor(`series ${session.label}-${scan.id}`),
    SOPInstanceUID: uidFor(`image ${session.label}-${scan.id}-${number}`),
    SeriesNumber: Number(scan.id),
    InstanceNumber: number,
    ImagesInAcquisition: count,
    ...orientations && { ImageOrientationPatient: orientations[(number - 1) % orientations.length] ?? axial },
    ...header
  }
}

const digitsOf = (value: unknown): string => String(value ?? '').replace(/\D/g, '')
