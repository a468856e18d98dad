import { bodyText } from '../../../entity/body.ts'
import { failures } from '../../../failures/index.ts'
import { type Document, empty } from '../../../model/document.ts'
import { type Item, textOf } from '../../../model/item.ts'
import { UnfitValue } from '../../../model/values.ts'
import type { Call } from '../resource.ts'
import { isAllowed, savedItem, withUser } from './saved-item.ts'
import { searchIn } from './search-document.ts'

/** What is about to be saved. */
interface Saving {
  readonly item: Item
  /** Whether it counts as a search that there was not. */
  readonly isNew: boolean
}

/** SavedSearchResource.handlePut @throws notASearch, forbidden */
export function saveSearch (call: Call): Document {
  const { catalogue, viewer } = call
  const submitted = addressed(call, searchIn(catalogue, call.body))
  const root = textOf(submitted.item, 'root_element_name')
  if (viewer.guest || root === undefined || catalogue.find(root) === undefined) throw failures.forbidden()
  const { item, isNew } = isAnothersDefault(call, submitted) ? { ...submitted, isNew: false } : submitted
  const bare = call.query.isTrue('saveAs') ? { ...item, children: { ...item.children, allowed_user: [] } } : item
  if (!isAllowed(bare, viewer.login) && !isNew) requireTag(call, bare)
  store(call, isAllowed(bare, viewer.login) ? bare : withUser(bare, viewer.login, catalogue))
  return empty
}

/** The ID of the address counts; a tagged search takes the place of one with the same tag and name. */
function addressed (call: Call, item: Item): Saving {
  const { store, params, query } = call
  const id = params['SEARCH_ID'] ?? ''
  const exists = (other: string): boolean => store.savedSearches.find(other) !== undefined
  let { isNew, chosen } = { isNew: true, chosen: id }
  if (textOf(item, 'ID') === id) {
    isNew = !exists(id) || query.isTrue('saveAs')
    while (query.isTrue('saveAs') && exists(chosen)) chosen += '_1'
  }
  const alike = isNew ? taggedAlike(call, item) : undefined
  return { item: { ...item, values: { ...item.values, ID: alike ?? chosen } }, isNew: isNew && alike === undefined }
}

function taggedAlike (call: Call, item: Item): string | undefined {
  const [tag, name] = [textOf(item, 'tag'), textOf(item, 'brief-description')]
  if (tag === undefined) return undefined
  return call.store.savedSearches.all().find(row => {
    const other = savedItem(call, row)
    return textOf(other, 'tag') === tag && textOf(other, 'brief-description') === name
  })?.id
}

/** One that stands for a project's own list of a type: only who may delete the project makes it. */
function isAnothersDefault ({ catalogue, store, viewer }: Call, { item, isNew }: Saving): boolean {
  const [tag, root = '', name] = [textOf(item, 'tag'), textOf(item, 'root_element_name'), textOf(item, 'brief-description')]
  const isDefault = (tag !== undefined && item.values['ID'] === `${tag}_${root}`) || (
    name !== undefined && name === catalogue.find(root)?.entry.display?.plural
  )
  return isNew && isDefault && !(viewer.administrator || (tag !== undefined && store.access.ownsProject(viewer, tag)))
}

/** Whoever is not named in a search may change it only where it is tagged with a project that they may edit. @throws forbidden */
function requireTag ({ store, viewer }: Call, item: Item): void {
  const tag = textOf(item, 'tag')
  if (tag === undefined || !store.access.ownsProject(viewer, tag)) throw failures.forbidden()
}

/** Stores a search; a new one is secure unless it says otherwise. @throws searchFailed for what no column takes. */
export function store (call: Call, item: Item): void {
  const { savedSearches } = call.store
  const row = savedSearches.find(String(item.values['ID']))
  const stored = row && savedSearches.item(row)
  const submitted = stored === undefined ? { ...item, values: { 'allow-diff-columns': 1, secure: 1, ...item.values } } : item
  try {
    savedSearches.save(submitted, stored, call.body === undefined ? '' : bodyText(call.body), row?.login ?? call.viewer.login)
  } catch (error) {
    throw error instanceof UnfitValue ? failures.searchFailed(error.message) : error
  }
}
