import { failures } from '../../../failures/index.ts'
import { projectShortcuts } from '../../../model/catalogue/shortcuts.ts'
import { type Document, empty } from '../../../model/document.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import { created } from '../items/created.ts'
import { submittedItem } from '../items/submitted-item.ts'
import { createProject } from './put-project.ts'
import { validId } from '../../../model/validation.ts'
import type { Call } from '../resource.ts'

const writable = new FieldMapping(projectShortcuts, false)

/**
 * ProjectListResource.handlePost, its checks in its order: names that others have, and IDs that a deleted project had, are
 * not looked at. A guest who gets through them cannot save.
 */
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
  if (viewer.guest) throw failures.saveFailed()
  createProject(call, item)
  return created(call, String(id))
}
