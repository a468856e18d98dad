import { test } from 'tap'
import { isAlias } from '../../../src/store/accounts/alias-tokens.ts'
import { idPrefix } from '../../../src/store/accounts/preferences.ts'
import { fileName, prearchiveFile, prearchiveFolder, prearchiveUrl } from '../../../src/store/files/prearchive.ts'
import { changedFields } from '../../../src/store/sql/changes.ts'

test('names that the store gives', async t => {
  for (const [siteId, prefix] of [
    ['XNAT', 'XNAT_E'], ['My-Site', 'My_Site_E'], ["a b'c\"d^e", 'abcde_E']
  ] as const) t.equal(idPrefix({ siteId }, 'E'), prefix, siteId)
  for (const [text, alias] of [
    ['01234567-89ab-cdef-0123-456789ABCDEF', true],
    ['0123456789abcdef0123456789abcdef', false],
    ['x01234567-89ab-cdef-0123-456789abcdef', false],
    ['01234567-89ab-cdef-0123-456789abcdef0', false]
  ] as const) t.equal(isAlias(text), alias, text)
  const [place, nowhere] = [{ project: 'P', timestamp: 'T', folder: 'F' }, { project: null, timestamp: 'T', folder: 'F' }]
  t.same([prearchiveFolder(place), prearchiveFolder(nowhere)], ['/data/xnat/prearchive/P/T/F', '/data/xnat/prearchive/T/F'])
  t.same([prearchiveUrl(place), prearchiveUrl(nowhere)], ['/prearchive/projects/P/T/F', '/prearchive/projects/Unassigned/T/F'])
  t.equal(prearchiveFile(place, '1', 'a.dcm'), '/data/xnat/prearchive/P/T/F/SCANS/1/DICOM/a.dcm')
  t.equal(fileName('/a/b/c.dcm'), 'c.dcm')
})

test('fields that two contents have otherwise', async t => {
  const row = (text: string) => ({ t: 'xnat:addField', v: { addField: text } })
  t.same(changedFields({ v: {} }, { v: {} }), [])
  t.same(
    changedFields(
      { v: { same: 1, other: 1, gone: 'x' }, c: { rows: [row('a')], changed: [row('a')], lost: [row('a')] } },
      { v: { same: 1, other: '1', made: 'y' }, c: { rows: [row('a')], changed: [row('b')] } }
    ),
    ['other', 'gone', 'changed', 'lost', 'made']
  )
})
