import { failures } from '../../../failures/index.ts'

/** Where a path is given up that grows and grows: XNAT runs out of memory. */
const longest = 4096

/**
 * StringUtils.replaceEachRepeatedly of commons-lang 3.11: what was put in is replaced again, as often as there are texts to
 * be replaced, and once more.
 */
export function replaceEachRepeatedly (text: string, names: ReadonlyMap<string, string>): string {
  let replaced = text
  for (let round = 0; round <= names.size; round++) {
    const next = replaceEach(replaced, names)
    if (next === replaced || next.length > longest) return replaced
    replaced = next
  }
  if ([...names.values()].some(name => names.has(name))) {
    throw failures.thrown('Aborting to protect against StackOverflowError - output of one loop is the input of another')
  }
  return replaced
}

/** From the left, each time what comes first; of two that begin at one place, the first of the map. */
function replaceEach (text: string, names: ReadonlyMap<string, string>): string {
  const keys = [...names.keys()].filter(key => key !== '')
  if (keys.length === 0) return text
  const any = new RegExp(keys.map(key => key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
  return text.replace(any, key => names.get(key) ?? key)
}
