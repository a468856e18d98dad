import type { Header } from './header.ts'
import { at } from './index-of.ts'
import { isPrimary, leadModality, scanType, sessionType } from './modality.ts'

/** A DICOM file on its way to the archive, or in it. */
export interface DicomFile {
  readonly header: Header
  /** Below the folder of its resource. */
  readonly name: string
}

/** One series of a study: what becomes a scan. */
export interface Series<File extends DicomFile> {
  readonly uid: string
  /** SeriesNumber where nothing else distinguishes series. */
  readonly scanId: string
  readonly xsiType: string
  readonly files: readonly File[]
}

/** Headers that make no session; the message says what is missing. */
export class NoSession extends Error {}

export const [studyUid, seriesUid, sopClass, sopInstance] = ['0020000d', '0020000e', '00080016', '00080018'] as const
const [seriesNumber, modality] = ['00200011', '00080060'] as const

const distinct = (files: readonly DicomFile[], tag: string): string[] => [
  ...new Set(files.map(({ header }) => header.value(tag)).filter(value => value !== undefined))
]

/** The session type of a study. */
export const typeOfStudy = (files: readonly DicomFile[]): string => sessionType(distinct(files, sopClass), distinct(files, modality))

/** The one study that files are of. @throws NoSession */
export function studyOf (files: readonly DicomFile[]): string {
  const [uid, ...others] = distinct(files, studyUid)
  if (uid === undefined || others.length > 0) {
    throw new NoSession(uid === undefined ? 'No session found' : `Multiple sessions found: [${[uid, ...others].join(', ')}]`)
  }
  return uid
}

/** The series of a study, by number (DICOMSessionBuilder.call). @throws NoSession where a file is of none. */
export function seriesOf<File extends DicomFile> (files: readonly File[]): Series<File>[] {
  const byNumber = new Map<string, Map<string, File[]>>()
  for (const file of files) {
    const uid = file.header.value(seriesUid)
    if (uid === undefined) throw new NoSession('a file without a series')
    const number = file.header.value(seriesNumber)?.replace(/^\+/, '_') ?? uid.replace(/\W/g, '_')
    const uids = byNumber.get(number) ?? new Map<string, File[]>()
    byNumber.set(number, uids.set(uid, [...uids.get(uid) ?? [], file]))
  }
  return [...byNumber].sort(([a], [b]) => Number(a) - Number(b) || (a < b ? -1 : 1)).flatMap(([number, uids]) => named(number, uids))
}

/** Series of the same number get their modality and a count behind it. */
function named<File extends DicomFile> (number: string, uids: ReadonlyMap<string, File[]>): Series<File>[] {
  const counts = new Map<string, number>()
  return [...uids].sort(([a], [b]) => a < b ? -1 : 1).map(([uid, files]) => {
    const lead = leadModality(distinct(files, modality)) ?? 'OT'
    const count = (counts.get(lead) ?? 0) + 1
    counts.set(lead, count)
    return {
      uid,
      scanId: uids.size === 1 ? number : `${number}-${lead}${count}`,
      xsiType: scanType(distinct(files, sopClass)),
      files: files.sort(inOrder)
    }
  })
}

/** By instance number, then by name. */
function inOrder (a: DicomFile, b: DicomFile): number {
  return (instanceNumber(a.header) ?? 0) - (instanceNumber(b.header) ?? 0) || (a.name < b.name ? -1 : 1)
}

export function instanceNumber (header: Header): number | undefined {
  const text = header.value('00200013')
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined
}

/** Whether a file is one of its scan's own images, or something beside them. */
export const isImage = ({ header }: DicomFile): boolean => isPrimary(header.value(sopClass) ?? '')

/** CatalogBuilder.getFrameCount: every image is one frame unless it says more. */
export const framesIn = (files: readonly DicomFile[]): number =>
  files
    .filter(isImage)
    .reduce((sum, { header }) => sum + (/^\d+$/.test(header.text(at('00280008')) ?? '') ? Number(header.text(at('00280008'))) : 1), 0)
