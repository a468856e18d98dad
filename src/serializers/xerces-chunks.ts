/** What Xerces' scanner takes at once: line ends at its beginning, then all but markup, brackets, line ends and halves of pairs. */
const run = /\n*[^\n\]\uD800-\uDFFF]*/y
const brackets = /\]+/y

/**
 * The pieces in which the JDK's Xerces gives a run of characters to SAX: two of its scanner's runs at most, of which a
 * bracket or half of a pair ends the first (XMLDocumentFragmentScannerImpl, XMLEntityScanner.scanContent). Where it reads
 * on in the middle of a long text is not followed.
 * @param text with its line ends as line feeds, without markup and references.
 */
export function chunksOf (text: string): string[] {
  const chunks: string[] = []
  for (let at = 0; at < text.length;) {
    const from = at
    at = endOf(run, text, at)
    if (isHalf(text, at)) {
      at += 2
    } else {
      at = endOf(run, text, endOf(brackets, text, at))
      at = endOf(brackets, text, at)
    }
    chunks.push(text.slice(from, at))
  }
  return chunks
}

function endOf (pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  const found = pattern.exec(text)?.[0] ?? ''
  return from + found.length
}

const isHalf = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code >= 0xD800 && code < 0xE000
}
