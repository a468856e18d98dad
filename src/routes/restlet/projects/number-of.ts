/**
 * A number for what XNAT counts and this server does not store: made of a project's ID, so that it stays the same in each
 * answer and in a copy of the archive. At most 2^29, and two projects hardly ever have the same.
 */
export function numberOf (project: string): number {
  let hash = 0
  for (const character of project) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 500_000_000
  return hash + 1
}
