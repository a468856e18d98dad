import { defaultAnonScript, defaultTracers } from '../../model/site-preferences.ts'

export interface DefaultConfiguration {
  readonly tool: string
  readonly path: string
  readonly contents: string
  readonly reason?: string
  readonly unversioned?: true
  readonly versions: number
}

/**
 * What a fresh site's tools keep. The first two are written when the site starts (GetSiteWideAnonScript,
 * GetSiteWidePETTracerList), and again when the preference of the same contents is set; the labels of scans' quality when
 * a page first asks for them (ScanQualityUtils.getQualityLabels).
 */
export const defaultConfigurations: readonly DefaultConfiguration[] = [
  { tool: 'anon', path: 'script', contents: defaultAnonScript, versions: 2 },
  { tool: 'tracers', path: 'tracers', contents: defaultTracers, versions: 2 },
  {
    tool: 'scan-quality',
    path: 'labels',
    contents: 'usable, questionable, unusable',
    reason: 'Set default scan quality labels configuration',
    unversioned: true,
    versions: 1
  }
]
