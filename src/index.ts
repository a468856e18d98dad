export { startXnat } from './embedded/start.ts'
export type {
  Xnat,
  XnatAnswer,
  XnatClock,
  XnatCoverage,
  XnatFault,
  XnatFaultPreset,
  XnatFaultRule,
  XnatFaults,
  XnatOptions,
  XnatQuery,
  XnatRequest,
  XnatSpace,
  XnatTold
} from './embedded/xnat.ts'
