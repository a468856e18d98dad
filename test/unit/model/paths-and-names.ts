import { test } from 'tap'
import { UnsafePath, folderOf, isTooLong, nameOf, safePath } from '../../../src/model/archive-path.ts'
import { dictionary } from '../../../src/model/dictionary.ts'
import { durationOf } from '../../../src/model/duration.ts'
import { type Entry, auditGroup, auditOf, isCatalogable, isCounted } from '../../../src/model/file-catalog.ts'
import { distanceOf, nearest } from '../../../src/model/nearest.ts'
import { FieldMapping } from '../../../src/model/shortcuts.ts'

test('a path stays below its folder', async t => {
  for (const [path, safe] of [
    ['a/b.txt', 'a/b.txt'],
    ['./a//./b/', 'a/b'],
    ['...', '...'],
    ['a..b', 'a..b'],
    ['100%', '100%'],
    ['a%20b', 'a%20b'],
    ['ab:c', 'ab:c']
  ] as const) t.equal(safePath(path), safe, path)
  const parent = "'..' is not allowed in the name of a file."
  for (const [path, message] of [
    ['', 'A file must have a name.'],
    ['./.', 'A file must have a name.'],
    ['..', parent],
    ['a/../b', parent],
    ['a/%2e%2E/b', parent],
    ['a/%252e%252e/b', parent],
    ['/a', 'A slash at the start is not allowed in the name of a file.'],
    ['%2Fa', 'A slash at the start is not allowed in the name of a file.'],
    ['a\\b', 'A backslash is not allowed in the name of a file.'],
    ['a%5Cb', 'A backslash is not allowed in the name of a file.'],
    ['c:a', 'A drive letter is not allowed in the name of a file.'],
    ['C:/a', 'A drive letter is not allowed in the name of a file.'],
    ['a\0', 'NUL is not allowed in the name of a file.'],
    ['a%00', 'NUL is not allowed in the name of a file.'],
    ['%2525252541', 'An escape within an escape is not allowed in the name of a file.']
  ] as const) t.throws(() => safePath(path), new UnsafePath(message), path)
  t.equal(safePath('%25252541'), '%25252541')
})

test('steps of a path', async t => {
  t.same([folderOf('/a/b/c'), nameOf('/a/b/c'), folderOf('/a'), nameOf('a')], ['/a/b', 'c', '', 'a'])
  t.equal(isTooLong(`${'a'.repeat(255)}/${'b'.repeat(255)}`), false)
  t.equal(isTooLong(`a/${'b'.repeat(256)}`), true)
  t.equal(isTooLong('ä'.repeat(128)), true)
})

test('durations as XNAT writes them', async t => {
  for (const [text, milliseconds] of [
    ['1 second', 1000],
    ['15 minutes', 900_000],
    ['1 hour 30 MINUTES', 5_400_000],
    ['2weeks', 1_209_600_000],
    ['1 month', 2_592_000_000],
    ['1 year', 31_536_000_000],
    ['2 days', 172_800_000]
  ] as const) {
    t.equal(durationOf(text, 7), milliseconds, text)
    t.equal(durationOf(text, 7), milliseconds, `${text}, again`)
  }
  for (const text of ['', 'soon', '0 days', '5']) t.equal(durationOf(text, 7), 7, text)
  t.equal(durationOf('soon'), 900_000)
})

test('a dictionary knows its own words alone', async t => {
  const words = dictionary({ a: 1 })
  t.same([words['a'], words['b'], words['constructor']], [1, undefined, undefined])
})

test('names that are near a wrong one', async t => {
  for (const [a, b, distance] of [
    ['', '', 0], ['', 'abc', 3], ['abc', '', 3], ['abc', 'abc', 0], ['abc', 'abd', 1], ['abc', 'ac', 1], ['ac', 'abc', 1], ['ab', 'ba', 2],
    ['kitten', 'sitting', 3]
  ] as const) t.equal(distanceOf(a, b), distance, `${a} ${b}`)
  for (const [wrong, names, answer] of [
    ['quality', ['Qualitie', 'quality', 'note'], ['quality', 'Qualitie']],
    ['x', ['y', 'ab', 'abc'], ['y', 'ab']],
    ['abcdefghi', ['abcdef', 'abcde'], ['abcdef']],
    ['a', ['b', 'c', 'd', 'e'], ['b', 'c', 'd']],
    ['a'.repeat(100), ['a'.repeat(99)], ['a'.repeat(99)]],
    ['a'.repeat(101), ['a'.repeat(101)], []]
  ] as const) t.same(nearest(wrong, names), answer, wrong)
  t.same(nearest('a', ['b', 'c'], 1), ['b'])
})

test('short names, in the order of a Java HashMap', async t => {
  const shortcuts = [
    { name: 'type', path: 'xnat:imageScanData/type' }, { name: 'note', path: 'xnat:imageScanData/note' },
    { name: 'key', path: 'xnat:imageScanData/xnat_imagescandata_id', readOnly: true as const }
  ]
  const [lists, writes] = [new FieldMapping(shortcuts, true), new FieldMapping(shortcuts, false)]
  t.same([...lists.entries()].map(([name]) => name), ['note', 'type', 'key'])
  t.same([...writes.entries()].map(([name]) => name), ['note', 'type'])
  t.same([lists.pathOf('type'), lists.pathOf('Type'), writes.pathOf('key')], ['xnat:imageScanData/type', undefined, undefined])
  t.same([lists.nameOf('XNAT:imageScanData/TYPE'), lists.nameOf('xnat:imageScanData/x')], ['type', undefined])
  t.same(lists.among(new Map([['key', 1], ['x', 1], ['note', 1]])), [
    ['note', 'xnat:imageScanData/note'], ['key', 'xnat:imageScanData/xnat_imagescandata_id']
  ])
  t.same(lists.among(new Map([['type', 1]])), [['type', 'xnat:imageScanData/type']])
})

test('what a catalog lists, counts, and tells of its past', async t => {
  for (const [name, catalogable, counted] of [
    ['a.dcm', true, true],
    ['DICOM_catalog.xml', false, false],
    ['mycatalog.xml', true, false],
    ['.~lock-a', false, true]
  ] as const) t.same([isCatalogable(name), isCounted(name)], [catalogable, counted], name)
  const [first, second] = [Date.UTC(2020, 0, 1, 12), Date.UTC(2020, 0, 2, 12)]
  t.equal(auditGroup(7, first, 'Added', 2), '7:Wed Jan 01 12:00:00 UTC 2020=Added:2')
  const entry = (event: number, time: number, modified?: Entry['modified']): Entry =>
    ({ uri: 'a', name: 'a', size: 1, tags: [], created: { by: 'admin', time, event }, ...(modified && { modified }) })
  t.equal(auditOf([]), '')
  t.equal(
    auditOf([entry(7, first), entry(7, first), entry(8, second, { by: 'admin', time: second, event: 8 })]).split('|').sort().join('\n'),
    '7:Wed Jan 01 12:00:00 UTC 2020=Added:2\n8:Thu Jan 02 12:00:00 UTC 2020=Added:1;Modified:1'
  )
})
