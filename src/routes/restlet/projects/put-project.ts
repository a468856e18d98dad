import { failures } from '../../../failures/index.ts'
import { projectShortcuts } from '../../../model/catalogue/shortcuts.ts'
import { type Document, empty } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import { FieldMapping } from '../../../model/shortcuts.ts'
import { unfit, validId } from '../../../model/validation.ts'
import type { ProjectRow } from '../../../store/items/projects.ts'
import { levelOf } from './accessibility.ts'
import { checkReason } from '../items/event.ts'
import { blankItem } from '../items/load-item.ts'
import { submittedItem } from '../items/submitted-item.ts'
import type { ProjectPlace } from './place.ts'
import { putSetting } from './project-settings.ts'
import { initStudyProtocols } from './study-protocols.ts'
import type { Call } from '../resource.ts'
import { saved } from '../items/saved.ts'

const writable = new FieldMapping(projectShortcuts, false)

/** ProjectResource.handlePut, its checks in its order. */
export function putProject (call: Call, { idOrAlias, project }: ProjectPlace): Document {
  mayPut(call, idOrAlias, project)
  const { query, store } = call
  const item = submittedProject(call, project)
  if (!item.type.isA('xnat:projectData')) return empty
  if (project !== undefined && call.rest !== '') return putSetting(call, project)
  // an alias is no ID of the project that it stands for
  const id = textOf(item, 'ID') ?? idOrAlias
  if (id.toLowerCase() !== idOrAlias.toLowerCase()) throw failures.projectIdDiffers()
  if (!validId.test(id) && !query.isTrue('testHyphen')) throw failures.badProjectId()
  item.values['ID'] = id
  const stored = store.projects.byId(id)
  if (stored !== undefined && !store.access.ownsProject(call.viewer, id)) throw failures.memberMayNotEditProject()
  if (stored === undefined && store.projects.retired(idOrAlias)) throw failures.projectIdRetired(idOrAlias)
  const clashes = store.projects.clashes(id, item)
  if (clashes.length > 0) throw failures.projectClashes(...clashes)
  if (project === undefined || stored === undefined) createProject(call, item)
  else changeProject(call, item, stored)
  return empty
}

/** ProjectResource.getProjectXftItem: where the request names a field that there is not, the project as it is. @throws needPutContents */
function submittedProject (call: Call, project: ProjectRow | undefined): Item {
  const { item } = submittedItem(call, { shortcuts: writable, defaultType: 'xnat:projectData' })
  const xsiType = call.query.get('xsiType')
  if (item !== undefined) return item
  if (xsiType !== undefined) return blankItem(call.catalogue, xsiType)
  if (project === undefined) throw failures.needPutContents()
  return call.store.projects.item(project)
}

function mayPut ({ store, viewer, rest }: Call, idOrAlias: string, project: ProjectRow | undefined): void {
  if (viewer.guest) throw failures.forbidden()
  if (project === undefined && !viewer.administrator && !store.preferences.read().uiAllowNonAdminProjectCreation) {
    throw failures.mayNotCreateProjects(viewer.login)
  }
  if (project === undefined && rest !== '') throw failures.attributeOfNoProject(rest.split('/', 1)[0] ?? '')
  if (project === undefined || viewer.administrator) return
  // the first look is at the groups of the project as it is named, which an alias has none of
  const role = store.access.role(viewer, idOrAlias)
  if (role !== 'owner' && role !== 'member') throw failures.mayNotEditProject(viewer.login, idOrAlias)
  if (role === 'member') throw failures.memberMayNotEditProject()
}

/**
 * BaseXnatProjectdata.createProject: a new project gets its names, its owner and its accessibility; it is not saved as others
 * are, so that nothing else is checked.
 */
export function createProject (call: Call, item: Item): void {
  const { store, viewer, query } = call
  const id = String(item.values['ID'])
  nameLikeId(item, id)
  initStudyProtocols(call, item, id)
  checkReason(call, failures.saveFailed)
  if (unfit(item).length > 0) throw failures.saveFailed()
  const othersMaySee = store.preferences.read().securityAllowNonPrivateProjects
  saved(() => store.projects.save(item, undefined, othersMaySee ? levelOf(query.get('accessibility') ?? 'protected') : 'private', viewer))
  store.access.setRole(id, viewer.login, 'owner')
}

/** BaseXnatProjectdata.preSave, and then the accessibility. */
function changeProject (call: Call, item: Item, stored: ProjectRow): void {
  const { store, viewer, query } = call
  const id = String(item.values['ID'])
  trimNames(item)
  checkReason(call, failures.saveFailed)
  if (!validId.test(id) || store.projects.clashes(id, item).length > 0 || unfit(item).length > 0) throw failures.saveFailed()
  saved(() => store.projects.save(item, stored, stored.accessibility, viewer))
  const level = query.get('accessibility')
  if (level !== undefined && level !== stored.accessibility) setLevel(call, id, level)
}

/** Where others may not see projects the fields are saved all the same. */
function setLevel ({ store }: Call, id: string, level: string): void {
  if (!store.preferences.read().securityAllowNonPrivateProjects) throw failures.forbidden()
  store.projects.setAccessibility(id, levelOf(level))
}

/** BaseXnatProjectdata.initNewProject: names default to the ID. */
function nameLikeId ({ values }: Item, id: string): void {
  for (const path of ['secondary_ID', 'name']) if (String(values[path] ?? '').trim() === '') values[path] = id
}

/** BaseXnatProjectdata.trimProjectFields */
function trimNames ({ values, children }: Item): void {
  for (const path of ['secondary_ID', 'name']) if (typeof values[path] === 'string') values[path] = values[path].trim()
  for (const { values } of children['aliases/alias'] ?? []) {
    if (typeof values['alias'] === 'string') values['alias'] = values['alias'].trim()
  }
}
