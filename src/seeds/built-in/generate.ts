import { Chance } from '../../model/chance.ts'
import { type ScanKind, type SessionKind, sessionKinds } from './generated-kinds.ts'
import { LazyList, type Tree, type TreeObject } from '../write/tree.ts'

/** How much to make: each number is that in one of what is above it. */
export interface Amounts {
  readonly projects: number
  readonly subjects: number
  readonly sessions: number
  readonly scans: number
  /** Files of each scan, and the size of each. */
  readonly files: number
  readonly size: number
}

const day = 24 * 60 * 60 * 1000
const digits = (number: number, least: number): string => String(number).padStart(least, '0')

/** Makes a list of so many, one after another. */
const lazily = (many: number, make: (index: number) => Tree): LazyList => new LazyList(function * () {
  for (let index = 0; index < many; index++) yield make(index)
})

/** A plausible archive, the same for the same numbers. Nothing of it stays in memory longer than it is needed. */
export function generateArchive (amounts: Amounts, randomSeed: number): TreeObject {
  const chance = new Chance(randomSeed)
  return { projects: lazily(amounts.projects, index => project(index, amounts, chance)) }
}

const topics: readonly [string, ...string[]] = [
  'Ageing', 'Memory', 'Sleep', 'Stroke', 'Motion', 'Epilepsy', 'Recovery', 'Cohort', 'Perfusion', 'Tremor'
]
const organs: readonly [string, ...string[]] = ['Brain', 'Heart', 'Lung', 'Knee', 'Liver', 'Spine']

function project (index: number, amounts: Amounts, chance: Chance): TreeObject {
  const [organ, topic] = [chance.pick(organs), chance.pick(topics)]
  return {
    id: `PROJECT${digits(index + 1, 2)}`,
    accessibility: chance.pick(['private', 'private', 'protected', 'public']),
    users: { owner: 'owner', member: 'member', collaborator: 'collaborator' },
    fields: {
      name: `${organ} ${topic} ${index + 1}`,
      description: `${topic} of the ${organ.toLowerCase()}, a made-up study`,
      keywords: `${organ.toLowerCase()} ${topic.toLowerCase()}`
    },
    subjects: lazily(amounts.subjects, subject => subjectOf(index, subject, amounts, chance))
  }
}

function subjectOf (project: number, index: number, amounts: Amounts, chance: Chance): TreeObject {
  const label = `P${digits(project + 1, 2)}S${digits(index + 1, 4)}`
  const born = chance.whole(1930, 2004)
  const first = Date.UTC(2015, 0, 1) + chance.whole(0, 2500) * day
  return {
    label,
    fields: {
      gender: chance.pick(['female', 'male']),
      yob: born,
      handedness: chance.pick([
        'right', 'right', 'right', 'right', 'left', 'ambidextrous'
      ])
    },
    experiments: lazily(amounts.sessions, session =>
      sessionOf(label, session, first + session * chance.whole(150, 400) * day, amounts, chance)
    )
  }
}

function sessionOf (subject: string, index: number, date: number, amounts: Amounts, chance: Chance): TreeObject {
  const kind = chance.pick(sessionKinds)
  const start = chance.whole(7 * 60, 17 * 60) * 60
  const label = `${subject}_${kind.modality}${index + 1}`
  return {
    label,
    xsiType: kind.xsiType,
    fields: {
      date: new Date(date).toISOString().slice(0, 10),
      time: clock(start),
      modality: kind.modality,
      scanner: kind.scanner,
      'scanner/manufacturer': kind.manufacturer,
      'scanner/model': kind.model,
      ...kind.fields
    },
    scans: lazily(amounts.scans, scan => scanOf({ kind, session: label, start }, scan, amounts, chance))
  }
}

const clock = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 19)

/** A session that scans are made for. */
interface Generated {
  readonly kind: SessionKind
  readonly session: string
  /** When it starts, in seconds of the day. */
  readonly start: number
}

function scanOf ({ kind, session, start }: Generated, index: number, amounts: Amounts, chance: Chance): TreeObject {
  const made: ScanKind = index === 0 ? kind.scans[0] : chance.pick(kind.scans)
  const quality = chance.pick(['usable', 'usable', 'usable', 'usable', 'usable', 'usable', 'questionable', 'unusable'])
  return {
    id: String(index + 1),
    xsiType: kind.scanType,
    fields: {
      type: made.type,
      series_description: made.description,
      quality,
      modality: kind.modality,
      frames: chance.whole(...made.frames),
      startTime: clock(start + index * chance.whole(120, 420)),
      ...made.fields
    },
    ...(amounts.files > 0 && {
      resources: [
        {
          label: 'DICOM',
          fields: { format: 'DICOM', content: 'RAW' },
          files: Array.from({ length: amounts.files }, (_, file) => fileOf(kind, session, index, file, amounts))
        }
      ]
    })
  }
}

/** A DICOM image; where a size is requested, so many bytes that are none. */
function fileOf ({ modality }: SessionKind, session: string, scan: number, file: number, { files, size }: Amounts): TreeObject {
  const name = `${session}-${scan + 1}-${file + 1}.dcm`
  if (size > 0) return { name, size }
  const place = { SeriesNumber: scan + 1, InstanceNumber: file + 1, ImagesInAcquisition: files }
  return { name, dicom: { Modality: modality, PatientID: session, ...place } }
}
