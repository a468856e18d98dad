import type { Catalogue } from '../../model/catalogue.ts'
import { type Item, textOf } from '../../model/item.ts'
import { MalformedXml, UnfitXml, readXml } from '../../serializers/read-xml.ts'
import { fieldsOf } from '../item-fields.ts'
import type { SeedAssessor, SeedDocument, SeedExperiment, SeedProject, SeedResource, SeedScan, SeedShare, SeedSubject } from '../schema.ts'
import { Unreadable } from './located.ts'

/** Adds what an XML document of a project, a subject or an experiment holds. @returns the node that it became. @throws Unreadable */
export function addDocument (seed: SeedDocument, text: string, catalogue: Catalogue): object {
  const item = documentItem(text, catalogue)
  const { type } = item
  if (type.isA('xnat:projectData')) return addProject(seed, item)
  if (type.isA('xnat:subjectData')) return addSubject(seed, item)
  if (type.isA('xnat:experimentData')) return addExperiment(seed, item)
  throw new Unreadable(`a document of ${type.xsiType}, not of a project, a subject or an experiment`, { line: 1, column: 1 })
}

function documentItem (text: string, catalogue: Catalogue): Item {
  try {
    return readXml(text, catalogue)
  } catch (error) {
    if (error instanceof MalformedXml) throw new Unreadable(error.message, error)
    if (error instanceof UnfitXml) throw new Unreadable(error.message, { line: 1, column: 1 })
    throw error
  }
}

function needed (item: Item, path: string): string {
  const value = textOf(item, path)
  if (value === undefined || value === '') {
    throw new Unreadable(`the document of ${item.type.xsiType} must say its ${path}`, { line: 1, column: 1 })
  }
  return value
}

function addProject (seed: SeedDocument, item: Item): object {
  const id = needed(item, 'ID')
  const known = seed.projects?.find(project => String(project.id) === id)
  const project = known ?? projectOf(seed, id)
  Object.assign(project, {
    fields: { ...project.fields, ...fieldsOf(item, { place: { ID: id }, apart: ['resources/resource'], keeping: false }) },
    ...resourcesIn(item, 'resources/resource')
  })
  return project
}

/** The project of an ID; a private one where there is none. */
function projectOf (seed: SeedDocument, id: string): SeedProject {
  seed.projects ??= []
  const known = seed.projects.find(project => String(project.id) === id)
  if (known) return known
  const made: SeedProject = { id }
  seed.projects.push(made)
  return made
}

function addSubject (seed: SeedDocument, item: Item): object {
  const project = projectOf(seed, needed(item, 'project'))
  const subject: SeedSubject = {
    ...identityOf(item),
    fields: fieldsOf(item, {
      place: placeOf(item, ['ID', 'project', 'label']),
      apart: ['experiments/experiment', 'sharing/share', 'resources/resource'],
      keeping: false
    }),
    ...resourcesIn(item, 'resources/resource'),
    ...sharesIn(seed, item),
    experiments: (item.children['experiments/experiment'] ?? []).map(experiment => experimentOf(seed, experiment))
  }
  project.subjects = [...project.subjects ?? [], subject]
  return subject
}

function addExperiment (seed: SeedDocument, item: Item): object {
  const project = projectOf(seed, needed(item, 'project'))
  const experiment = experimentOf(seed, item)
  const subject = textOf(item, 'subject_ID')
  if (subject === undefined) {
    project.experiments = [...project.experiments ?? [], experiment]
    return experiment
  }
  project.subjects ??= []
  let owner = project.subjects.find(({ id, label }) => id === subject || String(label) === subject)
  if (owner === undefined) project.subjects.push(owner = { id: subject, label: subject })
  owner.experiments = [...owner.experiments ?? [], experiment]
  return experiment
}

const identityOf = (item: Item): { id?: string, label?: string } => {
  const [id, label] = [textOf(item, 'ID'), textOf(item, 'label')]
  return { ...(id !== undefined && { id }), ...(label !== undefined && { label }) }
}

/** Values that the node says beside its fields. */
const placeOf = ({ values }: Item, paths: readonly string[]) =>
  Object.fromEntries(paths.flatMap(path => values[path] === undefined ? [] : [[path, values[path]]]))

const ownPaths = ['ID', 'project', 'label', 'subject_ID', 'imageSession_ID', 'image_session_ID']
const ownLists = ['scans/scan', 'assessors/assessor', 'resources/resource', 'sharing/share']

function experimentOf (seed: SeedDocument, item: Item): SeedExperiment & { xsiType: string } {
  const scans = (item.children['scans/scan'] ?? []).map(scanOf)
  const assessors: SeedAssessor[] = (item.children['assessors/assessor'] ?? []).map(assessor => experimentOf(seed, assessor))
  return {
    ...identityOf(item),
    xsiType: item.type.xsiType,
    fields: fieldsOf(item, { place: placeOf(item, ownPaths), apart: ownLists, keeping: false }),
    ...resourcesIn(item, 'resources/resource'),
    ...sharesIn(seed, item),
    ...(scans.length > 0 && { scans }),
    ...(assessors.length > 0 && { assessors })
  }
}

const scanOf = (item: Item, index: number): SeedScan => ({
  id: textOf(item, 'ID') ?? index + 1,
  xsiType: item.type.xsiType,
  fields: fieldsOf(item, { place: placeOf(item, ownPaths), apart: ['file'], keeping: false }),
  ...resourcesIn(item, 'file')
})

/** Resources without their files, which no document holds. */
function resourcesIn ({ children }: Item, path: string): { resources?: SeedResource[] } {
  const rows = children[path] ?? []
  if (rows.length === 0) return {}
  return {
    resources: rows.map((row, index) => ({
      label: textOf(row, 'label') ?? `resource-${index + 1}`,
      xsiType: row.type.xsiType,
      fields: fieldsOf(row, { place: placeOf(row, ['label', 'URI']), keeping: false })
    }))
  }
}

function sharesIn (seed: SeedDocument, { children }: Item): { shares?: SeedShare[] } {
  const rows = (children['sharing/share'] ?? []).flatMap(row => {
    const [project, label] = [textOf(row, 'project'), textOf(row, 'label')]
    return project === undefined ? [] : [{ project, ...(label !== undefined && { label }) }]
  })
  for (const { project } of rows) projectOf(seed, project)
  return rows.length === 0 ? {} : { shares: rows }
}
