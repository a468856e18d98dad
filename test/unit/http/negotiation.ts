import { test } from 'tap'
import { acceptOf, preferred } from '../../../src/http/negotiation.ts'

const offers = ['application/json', 'text/html', 'text/xml']

test('the offer with the best quality is taken, of equal ones the first', async t => {
  const cases: readonly (readonly [accept: string | undefined, taken: string | undefined])[] = [
    [undefined, 'application/json'],
    ['', 'application/json'],
    [' ', 'application/json'],
    ['*/*', 'application/json'],
    ['text/*', 'text/html'],
    ['text/xml', 'text/xml'],
    ['text/xml, text/html', 'text/html'],
    ['text/xml;q=0.9, text/html;q=0.8', 'text/xml'],
    ['application/json;q=0.5, text/*;q=0.6, text/html;q=0.1', 'text/xml'],
    ['application/json;q=0.1, */*;q=0.2', 'text/html'],
    ['text/xml;q=0', 'text/xml'],
    ['text/xml;level=1;q=0.2, text/html;q=0.1', 'text/xml'],
    ['text/html;q=2, text/xml', 'text/html'],
    ['text/html;q=-1, application/json;q=0.9', 'text/html'],
    ['text/html;q=x, application/json;q=0.9', 'text/html'],
    ['Text/XML', undefined],
    ['image/png', undefined]
  ]
  for (const [accept, taken] of cases) t.equal(preferred(accept, offers), taken, String(accept))
  t.equal(preferred(undefined, []), undefined)
})

test('a media type that is known by its name replaces the header', async t => {
  for (const [header, name, accept] of [
    ['text/html', undefined, 'text/html'],
    ['text/html', 'json', 'application/json'],
    [undefined, 'txt', 'text/plain'],
    ['text/html', 'JSON', 'text/html'],
    ['text/html', 'constructor', 'text/html'],
    [undefined, undefined, undefined]
  ] as const) t.equal(acceptOf(header, name), accept, `${header} ${name}`)
})
