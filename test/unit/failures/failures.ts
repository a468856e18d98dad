import { test } from 'tap'
import { failures } from '../../../src/failures/index.ts'

type Failures = typeof failures

/** How many words a failure takes. never where the compiler would let any number pass. */
type Count<Name extends keyof Failures> =
  number extends Parameters<Failures[Name]>['length'] ? never : Parameters<Failures[Name]>['length']

const counts = {
  bodyTooLarge: 0,
  badArchive: 1,
  noSuchAlias: 1,
  mayNotReadConfig: 2,
  malformedXml: 3,
  noConfig: 5
} as const satisfies { readonly [Name in keyof Failures]?: Count<Name> }

test('a failure takes exactly the words of its text', async t => {
  for (const [name, count] of Object.entries(counts)) {
    const words = Array.from({ length: count }, (_, at) => `word${at}`)
    const make: (...words: never) => Error = failures[name as keyof typeof counts]
    const { message } = (make as (...words: string[]) => Error)(...words)
    for (const word of words) t.match(message, word, `${name}: ${word}`)
    t.notMatch(message, 'undefined', name)
  }
})
