/** For each file of src/, how many of its functions a request called. */
export type Called = Readonly<Record<string, number>>

/**
 * How a request reaches the archive. `archive`: without a socket, in a server that is XNAT alone (`--no-control`).
 * `served`: over a socket, in a server as it is started, with its control plane, journal, faults and replayed answers.
 */
export type Way = 'archive' | 'served'

/** What is sent, in this order, to the scans of a session. */
export const requests = [
  { name: 'PUT of a scan', method: 'PUT', path: '/NEW?xsiType=xnat:mrScanData&xnat:mrScanData/type=T1' },
  { name: 'list of scans in CSV', method: 'GET', path: '?format=csv' },
  { name: 'DELETE of a scan', method: 'DELETE', path: '/NEW' }
] as const
