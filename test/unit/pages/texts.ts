import { test } from 'tap'
import { pathOf, reasonIn } from '../../../src/pages/parts/site.ts'
import { containerPage, statusPage } from '../../../src/serializers/status-page.ts'

test('what a failure says', async t => {
  for (const [body, reason] of [
    ['{"error":"a \\"b\\"\\n"}', 'a "b"\n'],
    ['{"status":400,"error":"x","more":1}', 'x'],
    [statusPage(404, 'No &lt;scan&gt;.'), 'No <scan>.'],
    [containerPage(404, 'A message'), 'A message'],
    [containerPage(404, ''), 'HTTP Status 404 – Not Found'],
    ['<html><h1> 502 Bad Gateway </h1></html>', '502 Bad Gateway'],
    [' plain &amp; simple ', 'plain & simple'],
    ['', '']
  ] as const) t.equal(reasonIn(body), reason, reason)
  t.equal(pathOf('data', 'a b/c', 'ä'), '/data/a%20b%2Fc/%C3%A4')
  t.equal(pathOf(), '')
})
