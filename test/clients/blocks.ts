interface Block {
  /** What stands behind the opening fence. */
  readonly info: string
  readonly text: string
  /** The plain block right after it: what it prints. */
  readonly expected: string | undefined
}

/** The fenced blocks of a document. */
export function blocksOf (document: string): Block[] {
  const found = [...document.matchAll(/^```(.*)\n([\s\S]*?)^```$(?:\n\n```\n([\s\S]*?)^```$)?/gm)]
  return found.map(([, info = '', text = '', expected]) => ({ info, text, expected }))
}
