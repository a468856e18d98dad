import { failures } from '../../../failures/index.ts'
import { projectShortcuts } from '../../../model/catalogue/shortcuts.ts'
import { type Document, empty } from '../../../model/document.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import { created } from '../items/created.ts'
import { submittedItem } from '../items/submitted-item.ts'
import { saveProject } from './put-project.ts'
import { validId } from '../../../model/validation.ts'
import type { Call } from '../resource.ts'

const writable = new FieldMapping(projectShortcuts, false)

/** ProjectListResource.handlePost, its checks in its order; a guest who gets through them cannot save. */
export function addProject (call: Call): Document {
  const { store, viewer } = call
  const { item } = submittedItem(call, { shortcuts: writable, defaultType: 'xnat:projectData' })
  if (item === undefined) throw failures.needPostContents()
  if (!item.type.isA('xnat:projectData')) return empty
  const id = item.values['ID']
  if (id === undefined || String(id).trim() === '') throw failures.needProjectId()
  if (!validId.test(String(id))) throw failures.badProjectId()
  if (store.projects.byId(String(id)) !== undefined) throw failures.projectExists()
  if (!viewer.administrator && !store.preferences.read().uiAllowNonAdminProjectCreation) throw failures.memberMayNotEditProject()
  if (viewer.guest || store.projects.retired(String(id))) throw failures.saveFailed()
  saveProject(call, item, undefined)
  return created(call, String(id))
}
