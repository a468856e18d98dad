/** What XNAT 1.8.11 says of its own build (XnatAppInfo, from the manifest). */
export const buildInfo = {
  version: '1.8.11',
  buildNumber: '1',
  buildDate: 'Wed Jul 10 12:00:00 UTC 2024',
  sha: '0000000',
  isDirty: 'false',
  branch: 'master',
  shaFull: '0000000000000000000000000000000000000000',
  commit: '0',
  tag: '1.8.11',
  timestamp: String(Date.UTC(2024, 6, 10, 12)),
  hostName: 'localhost',
  displayHostName: 'false',
  nodeId: 'UNCONFIGURED'
} as const satisfies Readonly<Record<string, string>>
