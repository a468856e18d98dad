const [major = 0] = process.versions.node.split('.').map(Number)
const collectedUnsafely = major >= 24
const kept: unknown[] = []

/**
 * Never lets go of an object of the native module, where that is dangerous: since 24.21 Node aborts when such an object
 * (an ObjectWrap, as better-sqlite3 12 has them) is collected while no JavaScript runs. What it holds of SQLite goes when
 * the database is closed; a few hundred bytes stay.
 */
export function keepNative<Native> (native: Native): Native {
  if (collectedUnsafely) kept.push(native)
  return native
}
