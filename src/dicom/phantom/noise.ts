/** Numbers from -1 to 1, most of them near 0, that are the same for the same seed (a hash of whole numbers). */
export function noise (seed: number): (index: number) => number {
  const hash = (value: number): number => {
    let mixed = Math.imul(value ^ seed, 0x9E3779B1)
    mixed = Math.imul(mixed ^ mixed >>> 15, 0x85EBCA77)
    return (mixed ^ mixed >>> 13) & 0xFFFF
  }
  return index => (hash(index * 2 + 1) - hash(index * 2 + 2)) / 0xFFFF
}
