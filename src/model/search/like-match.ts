import { SearchFailed } from './failure.ts'

/** One piece of a pattern: a character, `_` for any one, `%` for any number. */
type Piece = string | { readonly any: 'one' | 'many' }

function piecesOf (pattern: string): Piece[] {
  const pieces: Piece[] = []
  const characters = [...pattern]
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? ''
    if (character !== '\\') {
      pieces.push(character === '%' ? { any: 'many' } : character === '_' ? { any: 'one' } : character)
      continue
    }
    const escaped = characters[++at]
    if (escaped === undefined) throw new SearchFailed('a pattern must not end with what escapes')
    pieces.push(escaped)
  }
  return pieces
}

/** Comparisons of characters between two calls of `onWork`. */
const often = 10_000

/**
 * Whether a text matches a pattern of LIKE. The time grows with the product of both lengths at most, whatever the pattern.
 * @param onWork is called again and again while a long text is compared, and may throw.
 */
export function matcher (pattern: string, onWork: () => void = () => {}): (text: string) => boolean {
  const pieces = piecesOf(pattern)
  let compared = 0
  return text => {
    const characters = [...text]
    let [at, piece] = [0, 0]
    let retry: { at: number, readonly piece: number } | undefined
    while (at < characters.length) {
      if (++compared % often === 0) onWork()
      const wanted = pieces[piece]
      if (typeof wanted === 'object' && wanted.any === 'many') {
        retry = { at, piece: piece + 1 }
        piece++
      } else if (wanted !== undefined && (typeof wanted === 'object' || wanted === characters[at])) {
        at++
        piece++
      } else if (retry !== undefined) {
        at = ++retry.at
        piece = retry.piece
      } else {
        return false
      }
    }
    return pieces.slice(piece).every(rest => typeof rest === 'object' && rest.any === 'many')
  }
}
