import { projectShortcuts } from '../model/catalogue/shortcuts.ts'
import { FieldMapping } from '../model/shortcuts.ts'
import { type Listing, listedType, listing } from './listing.ts'
import { type Resource, standardOffers } from './resource.ts'

const projects: Listing = {
  root: 'xnat:projectData',
  columns: ['ID', 'secondary_ID', 'name', 'description', 'pi_firstname', 'pi_lastname'],
  shortcuts: new FieldMapping(projectShortcuts, true),
  idPath: 'xnat:projectData/ID'
}

/** ProjectListResource: the projects that the caller may know of. */
export const projectList: Resource<undefined> = {
  tag: 'projects',
  urls: ['/projects'],
  archive: true,
  offers: standardOffers,
  find: () => undefined,
  get: {
    id: 'listProjects',
    summary: 'List the projects that the caller may see',
    query: { format: 'json, xml, csv, html', columns: 'comma-separated short names and field paths' },
    responses: { 200: 'A table of projects' },
    handle: call => {
      const items = call.store.projects.visible(call.viewer).map(call.store.projects.item)
      const found = listing(call, projects, listedType(call, projects), items, '/data/projects/')
      return { kind: 'table', ...found, properties: { totalRecords: String(found.rows.length) } }
    }
  }
}
