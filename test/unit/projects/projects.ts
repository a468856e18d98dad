import { test } from 'tap'
import { Parameters } from '../../../src/http/parameters.ts'
import { levelOf } from '../../../src/routes/restlet/projects/accessibility.ts'
import { asksForSearch } from '../../../src/routes/restlet/projects/project-search.ts'

test('a level of accessibility that XNAT does not know is private', async t => {
  for (const [level, answer] of [
    ['public', 'public'],
    ['protected', 'protected'],
    ['private', 'private'],
    ['Public', 'private'],
    ['', 'private']
  ] as const) t.equal(levelOf(level), answer, level)
})

test('parameters that make the list of projects a search', async t => {
  for (const [query, asks] of [
    ['', false],
    ['format=csv&columns=ID', false],
    ['accessible=true', true],
    ['recent', true],
    ['prearc_code=', true],
    ['Owner=true', false]
  ] as const) t.equal(asksForSearch(new Parameters(query)), asks, query)
})
