/** Where recordings store more than projects, as their addresses begin. */
export const places = {
  settings: '/xapi/siteConfig',
  users: '/xapi/users',
  imports: '/data/services/import',
  savedSearches: '/data/search/saved',
  cachedFiles: '/data/user/cache/resources'
} as const

/** Whether an address is a place or lies below it. */
export const isAt = (path: string, place: string): boolean => path === place || ['/', '?'].some(next => path.startsWith(place + next))

/** The address of what lies in a place, without what follows: `/data/search/saved/S1?x=y` becomes `/data/search/saved/S1`. */
export function entryAt (path: string, place: string): string | undefined {
  const [name = ''] = path.startsWith(`${place}/`) ? path.slice(place.length + 1).split(/[/?]/, 1) : []
  return name === '' ? undefined : `${place}/${name}`
}
