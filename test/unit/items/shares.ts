import { test } from 'tap'
import { catalogue } from '../archive.ts'
import { type Item, newItem } from '../../../src/model/item.ts'
import { intoProject, sharesOf } from '../../../src/routes/restlet/items/save-shares.ts'
import { isShared } from '../../../src/routes/restlet/items/share-row.ts'

const share = (values: Item['values']): Item => ({ ...newItem(catalogue.type('xnat:experimentData_share')), values })

const session = (values: Item['values'], ...shares: readonly Item['values'][]): Item => ({
  ...newItem(catalogue.type('xnat:mrSessionData')),
  values,
  children: shares.length === 0 ? {} : { 'sharing/share': shares.map(share) }
})

test('the shares that an item names', async t => {
  t.same(sharesOf(session({})), [])
  const shared = session({}, { project: 'P', label: 'L' }, { label: 'nowhere' }, { project: 2, label: 3 }, { project: 'Q' })
  t.same(sharesOf(shared), [{ project: 'P', label: 'L' }, { project: '2', label: '3' }, { project: 'Q', label: undefined }])
  t.same(['P', 'Q', 'R'].map(project => isShared(shared, project)), [true, true, false])
  t.equal(isShared(session({}), 'P'), false)
})

test('a project owns what names none, and shares what names another', async t => {
  const cases: readonly (readonly [item: Item, project: string | undefined, shares: readonly string[]])[] = [
    [session({}), 'P', []],
    [session({ project: 'P' }), 'P', []],
    [session({ project: 'Q' }), 'Q', ['P']],
    [session({ project: 'Q' }, { project: 'P' }), 'Q', ['P']],
    [session({ project: 'Q' }, { project: 'R' }), 'Q', ['R', 'P']],
    [session({}, { project: 'R' }), 'P', ['R']]
  ]
  for (const [item, project, shares] of cases) {
    intoProject(item, { id: 'P' })
    t.equal(item.values['project'], project)
    t.same(sharesOf(item).map(({ project }) => project), shares)
  }
  const unshareable: Item = { ...newItem(catalogue.type('xnat:projectData')), values: { project: 'Q' } }
  intoProject(unshareable, { id: 'P' })
  t.same(unshareable.children, {}, 'a type without shares gets none')
})
