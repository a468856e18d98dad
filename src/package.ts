/** The package's folder, from here as from the bundle in dist/. */
export const packageRoot = new URL('../', import.meta.url)
