import { LazyList, type Tree, hasLazy, isObject, membersOf } from './tree.ts'

/** A seed as JSON: lists that are made as they are written have a line for each element. */
export function * writeJson (tree: Tree): Generator<string> {
  yield * value(tree)
  yield '\n'
}

function * value (tree: Tree): Generator<string> {
  if (tree instanceof LazyList) {
    let separator = '[\n'
    for (const element of tree.elements()) {
      yield separator
      yield * value(element)
      separator = ',\n'
    }
    yield separator === '[\n' ? '[]' : '\n]'
  } else if (isObject(tree) && hasLazy(tree)) {
    let separator = '{'
    for (const [name, member] of membersOf(tree)) {
      yield `${separator}${JSON.stringify(name)}:`
      yield * value(member)
      separator = ',\n'
    }
    yield separator === '{' ? '{}' : '}'
  } else {
    yield JSON.stringify(tree)
  }
}
