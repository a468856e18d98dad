export { startXnat } from './embedded/start.ts'
export type { Xnat, XnatAnswer, XnatClock, XnatOptions, XnatRequest, XnatSpace } from './embedded/xnat.ts'
