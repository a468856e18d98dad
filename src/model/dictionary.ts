/** A table for looking up clients' words: it has its own entries, and not `constructor` and what else every object has. */
export const dictionary = <Value>(entries: Readonly<Record<string, Value>>): Readonly<Record<string, Value | undefined>> =>
  Object.assign(Object.create(null) as Record<string, Value>, entries)
