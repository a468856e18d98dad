import Type, { type Static } from 'typebox'
import { count, optional, part, strict, text, time } from './schema-parts.ts'
import { favorite, invitation, setting, token, workflow } from './schema-settings.ts'

export type FieldValue = string | number | boolean | SeedRow[]
export interface SeedRow {
  xsiType?: string
  fields?: Record<string, FieldValue>
  kept?: { key?: number, event?: number, modified?: string }
}

const keptOfRow = {
  key: optional(count('The generated key, such as xnat_imagescandata_id', 1)),
  event: optional(count('The number of the event that last changed it')),
  modified: optional(time('When it last changed'))
}

/** Values by field path; a list of rows has a list for its value. */
const fields = Type.Unsafe<Record<string, FieldValue>>({
  type: 'object',
  description: 'Values by field path or short name, as in a PUT; of a path that leads to rows, a list of them',
  additionalProperties: {
    anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'array', items: { $ref: '#/$defs/row' } }]
  }
})
const row = Type.Object(
  { xsiType: optional(Type.String()), fields: optional(part('fields', fields)), kept: optional(Type.Object(keptOfRow, strict)) },
  { ...strict, description: 'A row below an item' }
)

const past = Type.Object({
  fields: part('fields', fields),
  event: count('The number of the event that made it so'),
  modified: time('When it became so'),
  ended: time('When it was changed'),
  endedByEvent: count('The number of the event that changed it')
}, { ...strict, description: 'A past state of an item' })

const keptOfItem = {
  ...keptOfRow,
  inserted: optional(time('When it was made')),
  insertedBy: optional(Type.String({ description: 'The login of who made it' })),
  changed: optional(time('When its own row last changed after it was made')),
  touched: optional(time('When it or a row below it last changed after it was made')),
  history: optional(Type.Array(part('past', past), { description: 'Past states, oldest first' }))
}
const kept = Type.Object(keptOfItem, { ...strict, description: 'What XNAT makes up itself; an export has it, a seed need not' })
const ofItem = { fields: optional(part('fields', fields)), kept: optional(part('kept', kept)) }

const change = Type.Object({ by: Type.String(), time: time('When'), event: count('Its number') }, strict)

const contents = {
  text: optional(Type.String({ description: 'What is in it, as text' })),
  base64: optional(Type.String({ description: 'What is in it, in base64', pattern: '^[A-Za-z0-9+/\\s]*={0,2}\\s*$' })),
  path: optional(Type.String({ description: 'A file to take, relative to the folder of the seed' })),
  size: optional(count('A number of bytes to make up, the same each time')),
  dicom: optional(
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'A small DICOM image to make, with these attributes by keyword'
    })
  )
}
const file = Type.Object({
  name: optional(text('Its path below the resource; that of the file taken, where left out')),
  ...contents,
  format: optional(text('Its format, such as DICOM')),
  content: optional(text('What it holds, such as RAW')),
  description: optional(text('About it')),
  tags: optional(Type.Array(text('A tag'))),
  kept: optional(Type.Object({
    created: optional(part('change', change)),
    modified: optional(part('change', change)),
    written: optional(time('When its bytes were last written')),
    size: optional(count('Its size as the catalog has it, where that is another one')),
    digest: optional(Type.String({ description: 'Its MD5 as the catalog has it, where that is another one; empty for none' })),
    dicomUid: optional(Type.String({ description: 'SOP instance UID in the catalog' })),
    instanceNumber: optional(Type.Integer({ description: 'Instance number in the catalog' })),
    missing: optional(Type.Literal(true, { description: 'In the catalog, but not on the disk' }))
  }, strict))
}, { ...strict, description: 'A file of a resource; with neither text, base64, path, size nor dicom it is empty' })

const catalog = {
  id: optional(Type.String({ description: 'The ID of its catalog; empty for none' })),
  dicomUid: optional(Type.String({ description: 'UID of the series that its catalog lists' })),
  images: optional(
    Type.Record(Type.String(), Type.String(), { description: 'What its catalog says of its images, by path, such as dimensions/z' })
  ),
  audit: optional(Type.String({ description: 'The AUDIT field of its catalog, where it does not follow from the files; empty for none' })),
  counted: optional(
    Type.Tuple([Type.Integer(), Type.Integer()], { description: 'Files and bytes as its catalog counts them, where that is otherwise' })
  )
}
const resource = Type.Object({
  label: optional(text('Its label, such as DICOM')),
  xsiType: optional(Type.String({ description: 'xnat:resourceCatalog, where left out' })),
  ...ofItem,
  files: optional(Type.Array(part('file', file))),
  kept: optional(
    Type.Object(
      {
        ...keptOfItem,
        uri: optional(Type.String({ description: "Where its catalog stands on the archive's disk" })),
        ...catalog,
        noCatalog: optional(Type.Literal(true))
      },
      strict
    )
  )
}, { ...strict, description: 'A resource with its files' })
const resources = Type.Array(part('resource', resource), { description: 'Resources with their files' })

const share = Type.Object(
  {
    project: text('The project that it is shared into'),
    label: optional(text('Its label there')),
    kept: optional(Type.Object(keptOfRow, strict))
  },
  strict
)

const status = Type.Union([Type.Literal('active'), Type.Literal('quarantine'), Type.Literal('locked'), Type.Literal('obsolete')])
const ofOwned = {
  id: optional(Type.String({ description: 'Its ID; the next generated one, where left out' })),
  status: optional(status),
  variables: optional(
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), { description: 'Custom variables by name' })
  ),
  resources: optional(resources),
  shares: optional(Type.Array(part('share', share), { description: 'Projects that it is shared into' })),
  ...ofItem
}

const scan = Type.Object(
  {
    id: text('Its ID within the session'),
    xsiType: optional(Type.String({ description: 'Its data type; the one that fits the session, where left out' })),
    resources: optional(resources),
    ...ofItem
  },
  { ...strict, description: 'A scan' }
)
const scans = Type.Object(
  {
    count: Type.Integer({ minimum: 1, maximum: 100_000, description: 'How many; their IDs are 1, 2, 3…' }),
    xsiType: optional(Type.String()),
    fields: optional(part('fields', fields)),
    resources: optional(resources)
  },
  { ...strict, description: 'A number of scans that are all alike' }
)

const labelOf = { label: optional(text('Its label; the ID, where left out')) }
const assessor = Type.Object(
  {
    ...labelOf,
    xsiType: Type.String({ description: 'Its data type' }),
    project: optional(text('Its project, where it is not that of its session')),
    ...ofOwned
  },
  { ...strict, description: 'An image assessor' }
)
const ofExperiment = {
  ...labelOf,
  xsiType: optional(Type.String({ description: 'Its data type; xnat:mrSessionData, where left out' })),
  scans: optional(Type.Union([Type.Array(part('scan', scan)), part('scans', scans)], { description: 'The scans of a session' })),
  assessors: optional(Type.Array(part('assessor', assessor), { description: 'The image assessors of a session' })),
  ...ofOwned
}
const experiment = Type.Object(ofExperiment, { ...strict, description: 'An experiment, such as a session' })
const projectExperiment = Type.Object(
  { subject: optional(Type.String({ description: 'ID or label of its subject, such as one of another project' })), ...ofExperiment },
  { ...strict, description: 'An experiment that stands below no subject of this project' }
)
const subject = Type.Object(
  { ...labelOf, experiments: optional(Type.Array(part('experiment', experiment))), ...ofOwned },
  { ...strict, description: 'A subject' }
)

const role = Type.Union([Type.Literal('owner'), Type.Literal('member'), Type.Literal('collaborator')])
const project = Type.Object({
  id: text('Its ID'),
  accessibility: optional(
    Type.Union([Type.Literal('private'), Type.Literal('protected'), Type.Literal('public')], { description: 'private, where left out' })
  ),
  settings: optional(Type.Object({
    quarantine_code: optional(Type.Integer()),
    prearchive_code: optional(Type.Integer()),
    current_arc: optional(Type.String()),
    scan_type_mapping: optional(Type.Integer())
  }, { ...strict, description: 'What XNAT keeps in arc:project' })),
  aliases: optional(Type.Array(text('Another name of the project'))),
  users: optional(Type.Record(Type.String(), role, { description: 'Roles by login' })),
  variables: ofOwned.variables,
  resources: ofOwned.resources,
  ...ofItem,
  subjects: optional(Type.Array(part('subject', subject))),
  experiments: optional(Type.Array(part('projectExperiment', projectExperiment)))
}, { ...strict, description: 'A project' })

const user = Type.Object({
  login: Type.String({ pattern: '^[\\w.@-]{1,64}$', description: 'Login name' }),
  password: optional(text('In clear, or hashed as an export has it; the login, where left out')),
  firstname: optional(text('First name')),
  lastname: optional(text('Last name')),
  email: optional(Type.String({ description: 'E-mail address' })),
  administrator: optional(Type.Boolean({ description: 'Of the whole site' })),
  enabled: optional(Type.Boolean()),
  verified: optional(Type.Boolean()),
  roles: optional(Type.Array(Type.String(), { description: 'Roles of the site beside that of administrator' })),
  kept: optional(Type.Object({
    id: optional(count('Its number', 1)),
    modified: optional(time('When it last changed')),
    passwordSet: optional(time('When the password was set')),
    failedLogins: optional(count('Since the last right one')),
    locked: optional(time('When failed logins locked it'))
  }, strict))
}, { ...strict, description: 'An account' })

const search = Type.Object({
  id: Type.String(),
  login: Type.String({ description: 'Who saved it first' }),
  xml: Type.String({ description: 'The search as a client saves it' }),
  ...ofItem
}, { ...strict, description: 'A saved search; its fields are read from the XML, unless they are given' })
const configuration = Type.Object({
  tool: Type.String(),
  path: Type.String(),
  project: optional(text('Whose it is; the site\'s, where left out')),
  contents: Type.String(),
  login: optional(Type.String()),
  reason: optional(Type.String()),
  enabled: optional(Type.Boolean()),
  kept: optional(
    Type.Object(
      { created: optional(time('When')), version: optional(count('Its version', 1)), unversioned: optional(Type.Literal(true)) },
      strict
    )
  )
}, { ...strict, description: 'What a tool keeps in a configuration; of more for one place each is a version' })
const leftFile = Type.Object(
  {
    name: Type.String({ description: 'Its whole path' }),
    ...contents,
    kept: optional(Type.Object({ written: optional(time('When its bytes were last written')) }, strict))
  },
  strict
)
const leftCatalog = Type.Object({ path: Type.String(), ...catalog, files: optional(Type.Array(part('file', file))) }, strict)
const waiting = Type.Object({
  project: optional(Type.String({ description: 'Unassigned, where left out' })),
  timestamp: Type.String(),
  folder: Type.String(),
  name: Type.String({ description: 'The label that it is to have' }),
  subject: optional(Type.String()),
  tag: optional(Type.String({ description: 'UID of its study' })),
  status: Type.String(),
  autoarchive: optional(Type.Integer()),
  scanned: optional(time('When the study was made')),
  uploaded: time('When its first file came'),
  modified: time('When its last file came'),
  source: optional(Type.String()),
  archived: optional(Type.String({ description: 'Where it has gone by itself' }))
}, { ...strict, description: 'A session in the prearchive' })
const keptOfArchive = Type.Object({
  sequences: optional(Type.Record(Type.String(), Type.Integer(), { description: 'The last number given out, by kind of key' })),
  usedIds: optional(
    Type.Record(Type.String(), Type.Array(Type.String()), { description: 'IDs of what is gone, which nothing may have again' })
  ),
  prearchive: optional(
    Type.Array(waiting, { description: 'Sessions that wait to be archived; their files are among those that no catalog lists' })
  ),
  catalogs: optional(Type.Array(leftCatalog, { description: 'Catalogs on the disk that belong to no resource' })),
  files: optional(Type.Array(leftFile, { description: 'Files on the disk that no catalog lists' }))
}, { ...strict, description: 'What is left on the disk, and numbers that were given out' })

/** What an archive holds when it is new: the one description of the format, for types, validation and editors. */
export const seedSchema = Type.Object({
  $schema: optional(Type.String()),
  name: optional(Type.String({ description: 'What the server calls the seed when it starts' })),
  site: optional(
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String())]), {
      description: 'Site preferences by name'
    })
  ),
  tools: optional(
    Type.Record(Type.String(), Type.Record(Type.String(), Type.String()), {
      description: 'Preferences of tools beside the site\'s own, by tool and name: notifications, asyncOps, …; all are texts'
    })
  ),
  settings: optional(
    Type.Array(part('setting', setting), { description: 'What administrators have described: receivers of DICOM files, processors' })
  ),
  users: optional(
    Type.Array(part('user', user), { description: 'Accounts; admin, owner, member, collaborator and stranger, where left out' })
  ),
  projects: optional(Type.Array(part('project', project))),
  documents: optional(
    Type.Array(Type.String(), {
      description: 'XML documents of projects, subjects and sessions to load, relative to the folder of the seed'
    })
  ),
  dataTypes: optional(
    Type.Array(Type.String(), {
      description: 'Types of experiments that are set up besides those of a fresh site; all that the seed has, where left out'
    })
  ),
  favorites: optional(Type.Array(part('favorite', favorite))),
  invitations: optional(Type.Array(part('invitation', invitation))),
  workflows: optional(Type.Array(part('workflow', workflow))),
  searches: optional(Type.Array(part('search', search))),
  configurations: optional(Type.Array(part('configuration', configuration))),
  tokens: optional(Type.Array(part('token', token))),
  kept: optional(keptOfArchive)
}, {
  ...strict,
  title: 'xnat-mock seed',
  description: 'What an archive of xnat-mock holds when it is new',
  $defs: {
    fields,
    row,
    past,
    kept,
    change,
    file,
    resource,
    share,
    scan,
    scans,
    assessor,
    experiment,
    projectExperiment,
    subject,
    project,
    user,
    search,
    configuration,
    token,
    setting,
    favorite,
    invitation,
    workflow
  }
})

/** Bytes that need not be made before somebody reads them. */
export interface KnownBytes {
  /** SHA-256 */
  readonly hash: string
  readonly size: number
  readonly md5: string
  readonly crc32: number
}

/** Where a seed has them; no document can. */
export const knownBytes = Symbol('known bytes')

export type SeedDocument = Static<typeof seedSchema>
/** What an archive holds when it is new. */
export interface Seed extends SeedDocument {
  /** Where the files that it names are looked for. */
  readonly folder?: string
  /** Of a built-in seed: what is known of the bytes that a file will have, by its path on the archive's disk. */
  readonly [knownBytes]?: ReadonlyMap<string, KnownBytes>
}

export type SeedProject = Static<typeof project>
export type SeedSubject = Static<typeof subject>
export type SeedExperiment = Static<typeof experiment>
export type SeedProjectExperiment = Static<typeof projectExperiment>
export type SeedAssessor = Static<typeof assessor>
export type SeedScan = Static<typeof scan>
export type SeedScans = Static<typeof scans>
export type SeedResource = Static<typeof resource>
export type SeedFile = Static<typeof file>
export type SeedShare = Static<typeof share>
export type SeedUser = Static<typeof user>
export type SeedSearch = Static<typeof search>
export type SeedPast = Static<typeof past>
export type SeedChange = Static<typeof change>
export type Kept = Static<typeof kept>

/** The format of seeds as editors take it. */
export const schemaFile = (): string =>
  `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...seedSchema }, null, 2)}\n`
