/** A list whose elements are made when they are written, so that none of them has to wait in memory. */
export class LazyList {
  readonly elements: () => Iterable<Tree>

  constructor (elements: () => Iterable<Tree>) {
    this.elements = elements
  }
}

/** A part that is made when its turn comes; nothing stands for it where there is none. */
export class Late {
  readonly make: () => Tree | undefined

  constructor (make: () => Tree | undefined) {
    this.make = make
  }
}

export type Scalar = string | number | boolean
export interface TreeObject { readonly [name: string]: Tree | Late | undefined }

/** What a seed is written from. */
export type Tree = Scalar | readonly Tree[] | LazyList | TreeObject

/** The members that are there, each made when the one before it is done with. */
export function * membersOf (object: TreeObject): Generator<[name: string, value: Tree]> {
  for (const [name, value] of Object.entries(object)) {
    const made = value instanceof Late ? value.make() : value
    if (made !== undefined) yield [name, made]
  }
}

export const isObject = (tree: Tree): tree is TreeObject => typeof tree === 'object' && !Array.isArray(tree) && !(tree instanceof LazyList)

/** Whether something below is made only when it is written. */
export const hasLazy = (tree: Tree | Late | undefined): boolean =>
  tree instanceof LazyList ||
  tree instanceof Late ||
  (tree !== undefined && isObject(tree) && Object.values(tree).some(value => value instanceof LazyList || value instanceof Late))
