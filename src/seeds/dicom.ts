import { createHash } from 'node:crypto'

export type DicomAttributes = Readonly<Record<string, string | number>>

/** Attributes that may be given, in the order of their tags: group, element, value representation. */
const dictionary: Readonly<Record<string, readonly [tag: number, vr: string]>> = {
  ImageType: [0x00080008, 'CS'],
  SOPClassUID: [0x00080016, 'UI'],
  SOPInstanceUID: [0x00080018, 'UI'],
  StudyDate: [0x00080020, 'DA'],
  SeriesDate: [0x00080021, 'DA'],
  AcquisitionDate: [0x00080022, 'DA'],
  ContentDate: [0x00080023, 'DA'],
  StudyTime: [0x00080030, 'TM'],
  SeriesTime: [0x00080031, 'TM'],
  AcquisitionTime: [0x00080032, 'TM'],
  ContentTime: [0x00080033, 'TM'],
  AccessionNumber: [0x00080050, 'SH'],
  Modality: [0x00080060, 'CS'],
  Manufacturer: [0x00080070, 'LO'],
  InstitutionName: [0x00080080, 'LO'],
  ReferringPhysicianName: [0x00080090, 'PN'],
  StationName: [0x00081010, 'SH'],
  StudyDescription: [0x00081030, 'LO'],
  SeriesDescription: [0x0008103e, 'LO'],
  ManufacturerModelName: [0x00081090, 'LO'],
  PatientName: [0x00100010, 'PN'],
  PatientID: [0x00100020, 'LO'],
  PatientBirthDate: [0x00100030, 'DA'],
  PatientSex: [0x00100040, 'CS'],
  PatientAge: [0x00101010, 'AS'],
  PatientWeight: [0x00101030, 'DS'],
  PatientComments: [0x00104000, 'LT'],
  BodyPartExamined: [0x00180015, 'CS'],
  ScanningSequence: [0x00180020, 'CS'],
  SequenceVariant: [0x00180021, 'CS'],
  ScanOptions: [0x00180022, 'CS'],
  MRAcquisitionType: [0x00180023, 'CS'],
  SequenceName: [0x00180024, 'SH'],
  SliceThickness: [0x00180050, 'DS'],
  KVP: [0x00180060, 'DS'],
  RepetitionTime: [0x00180080, 'DS'],
  EchoTime: [0x00180081, 'DS'],
  InversionTime: [0x00180082, 'DS'],
  MagneticFieldStrength: [0x00180087, 'DS'],
  SpacingBetweenSlices: [0x00180088, 'DS'],
  DeviceSerialNumber: [0x00181000, 'LO'],
  SoftwareVersions: [0x00181020, 'LO'],
  ProtocolName: [0x00181030, 'LO'],
  FlipAngle: [0x00181314, 'DS'],
  PatientPosition: [0x00185100, 'CS'],
  StudyInstanceUID: [0x0020000d, 'UI'],
  SeriesInstanceUID: [0x0020000e, 'UI'],
  StudyID: [0x00200010, 'SH'],
  SeriesNumber: [0x00200011, 'IS'],
  AcquisitionNumber: [0x00200012, 'IS'],
  InstanceNumber: [0x00200013, 'IS'],
  ImagePositionPatient: [0x00200032, 'DS'],
  ImageOrientationPatient: [0x00200037, 'DS'],
  FrameOfReferenceUID: [0x00200052, 'UI'],
  SliceLocation: [0x00201041, 'DS'],
  SamplesPerPixel: [0x00280002, 'US'],
  PhotometricInterpretation: [0x00280004, 'CS'],
  Rows: [0x00280010, 'US'],
  Columns: [0x00280011, 'US'],
  PixelSpacing: [0x00280030, 'DS'],
  BitsAllocated: [0x00280100, 'US'],
  BitsStored: [0x00280101, 'US'],
  HighBit: [0x00280102, 'US'],
  PixelRepresentation: [0x00280103, 'US']
}

/** Keywords that a seed may use. */
export const dicomKeywords: readonly string[] = Object.keys(dictionary)

const storageClasses: Readonly<Record<string, string>> = {
  MR: '1.2.840.10008.5.1.4.1.1.4',
  CT: '1.2.840.10008.5.1.4.1.1.2',
  PT: '1.2.840.10008.5.1.4.1.1.128'
}
const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7'
const explicitLittleEndian = '1.2.840.10008.1.2.1'

/** A UID below 2.25, the same for the same text. */
export const uidFor = (text: string): string => `2.25.${BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 30)}`)}`

/** A DICOM file (PS3.10) of one small grey image, explicit VR little endian. @param name what UIDs come from that are not given. */
export function dicomFile (given: DicomAttributes, name: string): Buffer {
  const [rows, columns] = [Number(given['Rows'] ?? 8), Number(given['Columns'] ?? 8)]
  const attributes: Record<string, string | number> = {
    Modality: 'MR',
    SOPInstanceUID: uidFor(name),
    StudyInstanceUID: uidFor(`study of ${name.slice(0, name.lastIndexOf('/'))}`),
    SeriesInstanceUID: uidFor(`series of ${name.slice(0, name.lastIndexOf('/'))}`),
    InstanceNumber: 1,
    ...given,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: rows,
    Columns: columns,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0
  }
  const sopClass = String(attributes['SOPClassUID'] ??= storageClasses[String(attributes['Modality'])] ?? secondaryCapture)
  const known = Object.entries(attributes).flatMap(([keyword, value]) =>
    dictionary[keyword] === undefined ? [] : [[...dictionary[keyword], value] as const]
  )
  const elements = known.sort(([a], [b]) => a - b).map(([tag, vr, value]) => element(tag, vr, encoded(vr, value)))
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    header(sopClass, String(attributes['SOPInstanceUID'])),
    ...elements,
    element(0x7fe00010, 'OW', pixels(rows * columns))
  ])
}

function header (sopClass: string, sopInstance: string): Buffer {
  const elements = Buffer.concat([
    element(0x00020001, 'OB', Buffer.from([0, 1])),
    element(0x00020002, 'UI', encoded('UI', sopClass)),
    element(0x00020003, 'UI', encoded('UI', sopInstance)),
    element(0x00020010, 'UI', encoded('UI', explicitLittleEndian)),
    element(0x00020012, 'UI', encoded('UI', uidFor('xnat-mock')))
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(elements.length)
  return Buffer.concat([element(0x00020000, 'UL', length), elements])
}

/** A value in an even number of bytes. */
function encoded (vr: string, value: string | number): Buffer {
  if (vr === 'US') {
    const short = Buffer.alloc(2)
    short.writeUInt16LE(Number(value))
    return short
  }
  const text = Buffer.from(String(value), 'latin1')
  return text.length % 2 === 0 ? text : Buffer.concat([text, Buffer.from(vr === 'UI' ? '\0' : ' ')])
}

function element (tag: number, vr: string, value: Buffer): Buffer {
  const long = vr === 'OB' || vr === 'OW'
  const head = Buffer.alloc(long ? 12 : 8)
  head.writeUInt16LE(tag >>> 16, 0)
  head.writeUInt16LE(tag & 0xffff, 2)
  head.write(vr, 4, 'latin1')
  if (long) head.writeUInt32LE(value.length, 8)
  else head.writeUInt16LE(value.length, 6)
  return Buffer.concat([head, value])
}

/** A slope from dark to bright. */
function pixels (count: number): Buffer {
  const bytes = Buffer.alloc(count * 2)
  for (let index = 0; index < count; index++) bytes.writeUInt16LE(Math.floor(index * 4095 / count), index * 2)
  return bytes
}
