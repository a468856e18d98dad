import { test } from 'tap'
import { refusalOf } from '../refusal.ts'
import { checkLabel } from '../../../src/routes/restlet/files/add-resource.ts'
import { filePathOf } from '../../../src/routes/restlet/files/file-path.ts'
import { insideZip, mentionsZip } from '../../../src/routes/restlet/files/inside-zip.ts'
import { extensionOf } from '../../../src/routes/restlet/files/receive-files.ts'
import { archiveExtension, disposition, mediaType } from '../../../src/routes/restlet/files/send-files.ts'

test('a path may lead into a zip', async t => {
  for (const [path, mentions, answer] of [
    ['x.zip', true, ['x.zip']],
    ['x.zip!a/b.txt', true, ['x.zip', 'a/b.txt']],
    ['x.zip/a/b.txt', true, ['x.zip', 'a/b.txt']],
    ['x.zip/a.zip/b', true, ['x.zip', 'a']],
    ['x.jar/b', true, ['x.jar', 'b']],
    ['a.mrb!x.zip/b', true, ['a.mrb!x.zip', 'b']],
    ['unzipped/x.txt', true, ['unzipped/x.txt']],
    ['X.ZIP', false, ['X.ZIP']],
    ['x.txt', false, ['x.txt']]
  ] as const) {
    t.same(insideZip(path), answer, path)
    t.equal(mentionsZip(path), mentions, path)
  }
  // XNAT finds them in any case, and then splits in small letters: an array of one
  for (const path of ['X.ZIP/a', 'x.zip!', 'x.zip/']) t.same(refusalOf(() => insideZip(path)), [500, '1'], path)
})

test('a file\'s path is decoded as a whole, or not at all', async t => {
  for (const [rest, path] of [
    ['a%2Fb', 'a%2Fb'],
    ['a%20b%2Fc', 'a b/c'],
    ['a%2Bb', 'a+b'],
    ['a+b', 'a+b'],
    ['a+b%20c', 'a b c'],
    ['a%2bb', 'a%2bb']
  ] as const) t.equal(filePathOf({ rest }), path, rest)
  t.same(refusalOf(() => filePathOf({ rest: '%20%zz' })), [
    500, 'URLDecoder: Illegal hex characters in escape (%) pattern - For input string: "zz"'
  ])
})

test('the label of a resource is one step of a path', async t => {
  for (const [label, refusal] of [
    ['DICOM', undefined],
    ['a b.c', undefined],
    ['a/b', [400, 'A slash is not allowed in the name of a resource.']],
    ['./a', [400, 'A slash is not allowed in the name of a resource.']],
    ['a/', [400, 'A slash is not allowed in the name of a resource.']],
    ['..', [400, "'..' is not allowed in the name of a resource."]],
    ['a\\b', [400, 'A backslash is not allowed in the name of a resource.']],
    ['.', [400, 'A resource must have a name.']]
  ] as const) t.same(refusalOf(() => { checkLabel(label) }), refusal, label)
})

test('media types of files by extension, in small letters only', async t => {
  for (const [name, type] of [
    ['a.txt', 'text/plain'],
    ['a.b.jpeg', 'image/jpeg'],
    ['a.TXT', 'application/octet-stream'],
    ['txt', 'application/octet-stream'],
    ['a.', 'application/octet-stream'],
    ['a.constructor', 'application/octet-stream']
  ] as const) t.equal(mediaType('application/json', name), type, name)
  t.equal(mediaType('text/xml', 'a.txt'), 'text/plain')
  t.equal(mediaType('text/xml', 'a.dcm'), '*/*')
  t.equal(disposition('a b.txt'), 'attachment; filename="a b.txt";')
  t.equal(disposition('a.xcat', 'inline'), 'inline; filename="a.xcat";')
  const archives = ['application/zip', 'application/x-gtar', 'application/x-tar', 'text/xml']
  t.same(archives.map(archiveExtension), ['.zip', '.tar.gz', '.tar', undefined])
})

test('a recognised media type gives a nameless file its extension', async t => {
  for (const [type, extension] of [
    ['application/dicom', '.dcm'],
    ['Application/DICOM', '.dcm'],
    ['text/plain; charset=utf-8', '.txt'],
    ['text/plain; Charset = utf-8; ', '.txt'],
    ['text/plain; charset=utf-8; format=flowed', undefined],
    ['application/octet-stream', ''],
    ['text/markdown', undefined],
    ['toString', undefined],
    [undefined, undefined]
  ] as const) t.equal(extensionOf({ headers: { 'content-type': type } }), extension, String(type))
})
