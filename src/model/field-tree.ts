import type { DataType } from './data-type.ts'
import type { Child, Field, Value } from './types.ts'

/** One XML element below a type: it may group others, hold text, carry attributes, or stand for rows. */
export interface ElementNode {
  readonly name: string
  readonly attributes: Value[]
  readonly children: ElementNode[]
  text?: Value
  rows?: Child
}

/** The fields that one layer of a type adds, as a tree of elements in schema order. */
export interface FieldTree {
  readonly attributes: readonly Value[]
  readonly children: readonly ElementNode[]
  /** The text of the row's own element, for types such as xnat:addField. */
  readonly text: Value | undefined
}

const trees = new WeakMap<DataType, FieldTree>()

export function fieldTree (type: DataType): FieldTree {
  const known = trees.get(type)
  if (known) return known
  const tree = build(type.own)
  trees.set(type, tree)
  return tree
}

function build (fields: readonly Field[]): FieldTree {
  const root: ElementNode = { name: '', attributes: [], children: [] }
  for (const field of fields) {
    const steps = field.path.split('/')
    const name = steps.at(-1) ?? ''
    if (field.form === 'value' && field.node === 'text') root.text = field
    else if (field.form === 'value' && field.node === 'attribute') descend(root, steps.slice(0, -1)).attributes.push(field)
    else place(descend(root, steps.slice(0, -1)), name, field)
  }
  return { attributes: root.attributes, children: root.children, text: root.text }
}

function descend (node: ElementNode, steps: readonly string[]): ElementNode {
  return steps.reduce((parent, step) => childNamed(parent, step), node)
}

function childNamed (parent: ElementNode, name: string): ElementNode {
  const known = parent.children.find(child => child.name === name)
  if (known) return known
  const child: ElementNode = { name, attributes: [], children: [] }
  parent.children.push(child)
  return child
}

function place (parent: ElementNode, name: string, field: Field): void {
  const node = childNamed(parent, name)
  if (field.form === 'value') node.text = field
  else node.rows = field
}
