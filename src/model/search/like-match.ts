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

/** Whether a text fits a pattern of LIKE, in a time that grows with the length of both, whatever the pattern. */
export function matcher (pattern: string): (text: string) => boolean {
  const pieces = piecesOf(pattern)
  return text => {
    const characters = [...text]
    let [at, piece] = [0, 0]
    let retry: { at: number, readonly piece: number } | undefined
    while (at < characters.length) {
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
