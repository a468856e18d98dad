import { criterion } from './bundle.ts'
import type { Xnat } from './xnat.ts'

export const xml = { 'content-type': 'text/xml' }
export const [subject, mr, pet, scan] = ['xnat:subjectData', 'xnat:mrSessionData', 'xnat:petSessionData', 'xnat:mrScanData'] as const

/** A project with a subject, two MR sessions, one of them with two scans, and a PET session. */
export interface Study {
  readonly project: string
  readonly subject: string
  readonly mr1: string
  readonly mr2: string
  readonly pet: string
  /** The conditions by which each type is found here alone. */
  readonly own: (type: string) => string
}

export async function study (xnat: Xnat, accessibility: 'private' | 'protected' = 'private'): Promise<Study> {
  const project = await xnat.newProject(accessibility)
  const place = `/data/projects/${project}/subjects/Sub1`
  const { body: id } = await xnat.put(`${place}?gender=female&yob=1970`)
  const made = async (label: string, query: string): Promise<string> => (await xnat.put(`${place}/experiments/${label}?${query}`)).body
  const mr1 = await made('MR1', `xsiType=${mr}&date=2020-02-03&scanner=Trio`)
  const petId = await made('PET1', `xsiType=${pet}&date=2020-02-04`)
  const mr2 = await made('MR2', `xsiType=${mr}&date=2021-02-03`)
  await xnat.put(`/data/experiments/${mr1}/scans/1?xsiType=${scan}&type=T1w&quality=usable`)
  await xnat.put(`/data/experiments/${mr1}/scans/2?xsiType=${scan}&type=T1w`)
  return {
    project, subject: id.replace('/data/subjects/', ''), mr1, mr2, pet: petId, own: type => criterion(`${type}/project`, '=', project)
  }
}

export const lines = (text: string): string[] => text.split('\n').slice(0, -1)

/** A row without the time at which something was made. */
export const timeless = (line: string): string => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+/g, 'TIME')
