import type { Catalogue } from '../../model/catalogue.ts'
import type {
  SeedAssessor,
  SeedDocument,
  SeedExperiment,
  SeedFile,
  SeedProject,
  SeedResource,
  SeedScan,
  SeedSubject,
  SeedUser
} from '../schema.ts'
import { users as usual } from '../built-in/users.ts'
import { RecordedFields, childrenOf } from './fields.ts'
import { Pseudonyms } from './pseudonyms.ts'
import type { JsonItem, ListRow, Source } from './source.ts'

export interface RecordOptions {
  readonly project: string
  readonly keepIdentifiers: boolean
  /** Takes a file in, where files are recorded. @returns what stands for it in the seed. */
  readonly take?: (path: string, row: ListRow) => Promise<Pick<SeedFile, 'path' | 'text' | 'size' | 'dicom'>>
  /** Called with what could not be recorded. */
  readonly note: (what: string) => void
}

/** Labels of resources that identify nobody. */
const usualResource = /^(DICOM|SECONDARY|SNAPSHOTS|NIFTI|NIFTI_RAW|BIDS|QC|LOG|RAW|BVAL|BVEC|MISC|docs|DIRECTORY)$/i

const roles = { owner: /^owner/i, member: /^member/i, collaborator: /^collaborator/i } as const

/** In the order in which IDs are given out. */
const inOrder = (rows: readonly ListRow[]): ListRow[] => [...rows].sort((a, b) => (a['ID'] ?? '') < (b['ID'] ?? '') ? -1 : 1)

/** Reads a project from an XNAT, and makes a seed of it. */
export class Recorder {
  private readonly source: Source
  private readonly options: RecordOptions
  private readonly pseudonyms: Pseudonyms
  private readonly fields: RecordedFields

  constructor (source: Source, catalogue: Catalogue, options: RecordOptions) {
    this.source = source
    this.options = options
    this.pseudonyms = new Pseudonyms(options.keepIdentifiers)
    this.fields = new RecordedFields(catalogue, this.pseudonyms, options.note)
  }

  async record (): Promise<SeedDocument> {
    const { source, pseudonyms, options: { project } } = this
    const url = `/data/projects/${encodeURIComponent(project)}`
    const item = await source.item(url)
    const subjects = inOrder(await source.list(`${url}/subjects?columns=ID,label,project`))
    const experiments = inOrder(await source.list(`${url}/experiments?columns=ID,label,xsiType,project,subject_ID`))
    pseudonyms.hide(project, ...[...subjects, ...experiments].flatMap(({ ID, label }) => [ID, label]))
    const members = await this.members(url)
    const type = this.fields.type(item)
    const recorded: SeedProject = {
      id: pseudonyms.name('PROJECT', project),
      ...await this.accessibility(url),
      users: Object.fromEntries(members.map(({ login, role }) => [login, role])),
      ...(type && {
        fields: {
          ...this.fields.of(item, type),
          ...(!this.options.keepIdentifiers && {
            secondary_ID: pseudonyms.name('PROJECT', project),
            name: pseudonyms.name('PROJECT', project)
          })
        }
      }),
      ...await this.resources(item, 'resources/resource', url),
      subjects: []
    }
    const known = new Set(usual.map(({ login }) => login))
    const accounts: SeedUser[] = members.filter(({ login }) => !known.has(login)).map(({ login }) => ({ login }))
    recorded.subjects = await this.subjects(url, subjects, experiments)
    return { users: [...usual, ...accounts], projects: [recorded] }
  }

  private async accessibility (url: string): Promise<Pick<SeedProject, 'accessibility'>> {
    const text = await this.source.text(`${url}/accessibility`)
    return text === 'public' || text === 'protected' || text === 'private' ? { accessibility: text } : {}
  }

  private async members (url: string): Promise<{ login: string, role: keyof typeof roles }[]> {
    const rows = await this.source.list(`${url}/users`)
    return rows.flatMap(({ login = '', displayname = '' }) => {
      const role = (Object.keys(roles) as (keyof typeof roles)[]).find(role => roles[role].test(displayname))
      this.pseudonyms.hide(login)
      return role === undefined ? [] : [{ login: login === 'admin' ? login : this.pseudonyms.name('user', login), role }]
    })
  }

  private async subjects (url: string, rows: readonly ListRow[], experiments: readonly ListRow[]): Promise<SeedSubject[]> {
    const recorded: SeedSubject[] = []
    for (const { ID = '', project } of rows) {
      if (project !== this.options.project) continue
      const item = await this.source.item(`/data/subjects/${ID}`)
      const type = this.fields.type(item)
      const label = this.pseudonyms.name('SUBJECT', String(item.data_fields['label'] ?? ID))
      const own = experiments.filter(experiment => experiment['subject_ID'] === ID && experiment['project'] === project)
      const sessions: SeedExperiment[] = []
      for (const { ID = '' } of own) sessions.push(...await this.experiment(ID, label))
      recorded.push({
        ...this.identity(ID),
        label,
        ...(type && { fields: this.fields.of(item, type) }),
        ...(await this.resources(item, 'resources/resource', `/data/subjects/${ID}`)),
        ...(sessions.length > 0 && { experiments: sessions })
      })
    }
    return recorded
  }

  /** IDs identify the site. */
  private identity (id: string): { id?: string } {
    return this.options.keepIdentifiers ? { id } : {}
  }

  private async experiment (id: string, subject: string): Promise<SeedExperiment[]> {
    const item = await this.source.item(`/data/experiments/${id}`)
    const type = this.fields.type(item)
    if (type === undefined || type.isA('xnat:imageAssessorData')) return []
    const scans: SeedScan[] = []
    for (const scan of childrenOf(item, 'scans/scan')) scans.push(...await this.scan(scan, id))
    const assessors: SeedAssessor[] = []
    for (const assessor of childrenOf(item, 'assessors/assessor')) assessors.push(...await this.assessor(assessor))
    return [{
      ...this.identity(id),
      label: this.pseudonyms.name(
        `${subject}_${type.local.replace(/SessionData$|Data$/, '').toUpperCase()}`,
        String(item.data_fields['label'] ?? id)
      ),
      xsiType: type.xsiType,
      fields: this.fields.of(item, type),
      ...await this.resources(item, 'resources/resource', `/data/experiments/${id}`),
      ...(scans.length > 0 && { scans }),
      ...(assessors.length > 0 && { assessors })
    }]
  }

  private async scan (item: JsonItem, session: string): Promise<SeedScan[]> {
    const type = this.fields.type(item)
    const id = String(item.data_fields['ID'] ?? '')
    if (type === undefined) return []
    return [
      {
        id: /^\d[\w-]*$/.test(id) || this.pseudonyms.isClean(id) ? id : this.pseudonyms.name('scan', id),
        xsiType: type.xsiType,
        fields: this.fields.of(item, type),
        ...(await this.resources(item, 'file', `/data/experiments/${session}/scans/${encodeURIComponent(id)}`))
      }
    ]
  }

  private async assessor (item: JsonItem): Promise<SeedAssessor[]> {
    const type = this.fields.type(item)
    const id = String(item.data_fields['ID'] ?? '')
    if (type === undefined) return []
    return [
      {
        ...this.identity(id),
        label: this.pseudonyms.name('ASSESSOR', String(item.data_fields['label'] ?? id)),
        xsiType: type.xsiType,
        fields: this.fields.of(item, type),
        ...(await this.resources(item, 'resources/resource', `/data/experiments/${id}`))
      }
    ]
  }

  private async resources (item: JsonItem, list: string, url: string): Promise<{ resources?: SeedResource[] }> {
    const rows = childrenOf(item, list)
    if (rows.length === 0) return {}
    const recorded: SeedResource[] = []
    for (const row of rows) recorded.push(...await this.resource(row, url))
    return { resources: recorded }
  }

  private async resource (item: JsonItem, url: string): Promise<SeedResource[]> {
    const type = this.fields.type(item)
    const original = item.data_fields['label']
    if (type === undefined || original === undefined) return []
    const label = usualResource.test(String(original)) ? String(original) : this.pseudonyms.name('RESOURCE', String(original))
    const files =
      this.options.take === undefined
        ? []
        : await this.files(`${url}/resources/${encodeURIComponent(String(original))}/files`, this.options.take)
    const { file_count: count, file_size: size, ...fields } = this.fields.of(item, type)
    return [
      {
        label,
        xsiType: type.xsiType,
        fields: {
          ...fields,
          ...(files.length === 0 && count !== undefined && { file_count: count }),
          ...(files.length === 0 && size !== undefined && { file_size: size })
        },
        ...(files.length > 0 && { files })
      }
    ]
  }

  private async files (url: string, take: NonNullable<RecordOptions['take']>): Promise<SeedFile[]> {
    const files: SeedFile[] = []
    for (const row of await this.source.list(url)) {
      const path = decodeURIComponent(/\/files\/(.+)$/.exec(row['URI'] ?? '')?.[1] ?? row['Name'] ?? '')
      const name = this.pseudonyms.isClean(path)
        ? path
        : `${this.pseudonyms.name('file', path)}${/(\.\w{1,5}){0,2}$/.exec(path)?.[0] ?? ''}`
      const { file_format: format = '', file_content: content = '' } = row
      files.push({ name, ...await take(row['URI'] ?? '', row), ...(format !== '' && { format }), ...(content !== '' && { content }) })
    }
    return files
  }
}
