import { failures } from '../../../failures/index.ts'
import type { Document } from '../../../model/document.ts'
import { type Item, newItem } from '../../../model/item.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { readableProject } from '../items/lookup.ts'
import type { Call, Resource } from '../resource.ts'
import { numberOf } from './number-of.ts'

/** How the archive keeps a project (arc:project), with the folders that XNAT gives each new one (ArcSpecManager). */
export function arcProject ({ catalogue, store }: Call, project: ProjectRow): Item {
  const { id, current_arc: currentArc, prearchive_code: code, quarantine_code: quarantine } = project
  const key = numberOf(id)
  const preferences = store.preferences.read()
  const folders = (['archivePath', 'prearchivePath', 'cachePath', 'buildPath'] as const).map((name): [string, string] =>
    [name, `${preferences[name].replace(/\/$/, '')}/${id}/`])
  return {
    ...newItem(catalogue.type('arc:project')),
    key,
    // nobody has said anything of it where the code is 0
    values: { id, current_arc: currentArc, prearchive_code: code, ...(quarantine !== 0 && { quarantine_code: quarantine }) },
    children: { paths: [{ ...newItem(catalogue.type('arc:pathInfo')), key, values: Object.fromEntries(folders) }] }
  }
}

/** Always XML, whatever is requested. */
export const arcDocument = (call: Call, project: ProjectRow): Document => ({
  kind: 'item',
  mime: 'text/xml',
  item: arcProject(call, project),
  hangsOn: { type: 'arc:ArchiveSpecification', path: 'projects/project', key: 1 }
})

/** ProjectArchive: how the archive keeps a project. */
export const archiveSpec: Resource<ProjectRow> = {
  tag: 'projects',
  urls: ['/config/{PROJECT_ID}/archive_spec', '/projects/{PROJECT_ID}/archive_spec'],
  archive: true,
  offers: ['text/xml'],
  find: call => {
    const idOrAlias = call.params['PROJECT_ID'] ?? ''
    const found = readableProject(call, idOrAlias)
    if (found === undefined) throw failures.noProjectForArchive(idOrAlias)
    return found
  },
  get: {
    id: 'readArchiveSpec',
    summary: 'Read how the archive keeps a project: XML, whatever is requested',
    responses: { 200: 'The project\'s part of the archive specification', 404: 'No such project' },
    handle: arcDocument
  }
}
