/** Nothing that somebody has mistyped is longer, and the search takes time. */
const longest = 100

/** The names that are most like a wrong one, if any is near; the nearest first. */
export function nearest (wrong: string, names: readonly string[], most = 3): string[] {
  if (wrong.length > longest) return []
  const limit = Math.max(2, Math.ceil(wrong.length / 3))
  return names
    .map(name => ({ name, distance: distanceOf(wrong.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ name }) => name)
}

/** Levenshtein's: how many letters must be put in, taken out or changed. */
export function distanceOf (a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const [left = 0, above = 0, corner = 0] = [row[j - 1], previous[j], previous[j - 1]]
      row.push(Math.min(left + 1, above + 1, corner + Number(a[i - 1] !== b[j - 1])))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
